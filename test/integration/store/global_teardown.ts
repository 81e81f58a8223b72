import { runningBroker } from './running_broker';

/** Runs once for a run of Jest, after all tests. */
export default async function tearDown(): Promise<void> {
  await runningBroker.current?.stop();
}
