import { runningBroker } from './running_broker';

/** Once for a run of Jest, after all tests. */
export default async function tearDown(): Promise<void> {
  await runningBroker.current?.stop();
}
