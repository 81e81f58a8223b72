import { brokerVariable, startBroker } from './open_search_broker';
import { runningBroker } from './running_broker';

/** Runs once for a run of Jest, before any test. No OpenSearch is started until a test asks for it. */
export default async function setUp(): Promise<void> {
  runningBroker.current = await startBroker();
  process.env[brokerVariable] = runningBroker.current.url;
}
