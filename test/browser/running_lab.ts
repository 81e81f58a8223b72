import type { Page } from 'playwright-core';
import { Client } from '@opensearch-project/opensearch';
import type { Agent } from '../../lab/manager/agent';
import type { Lab, LabOptions } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import type { LabStore } from '../../lab/store/lab_store';
import { openLabStore } from '../../lab/store/lab_store';
import { healthyEndpoints } from '../integration/lab/healthy_endpoints';
import { lookForSecrets } from '../secret_watch';
import { eventually } from './eventually';

/** A lab for tests in a browser, on a real OpenSearch where the machine can run one. */
export interface RunningLab extends Lab {
  readonly client: Client;
}

/** Endpoints answer within a second. */
export const FAST = { startMs: [100, 200], deliverMs: [100, 200], indexMs: [50, 100] } as const;

/** Store of the labs of tests. `ISOLATION_TEST_OPENSEARCH=unavailable` takes the small one, which starts at once. */
const STORE = process.env.ISOLATION_TEST_OPENSEARCH === 'unavailable' ? 'embedded' : 'best';

export async function startLabForTest(
  options: Omit<LabOptions, 'opensearchUrl'> = {}
): Promise<RunningLab> {
  const store: LabStore = await openLabStore(STORE, () => undefined);
  try {
    const lab = await startLab({
      fleetSize: 60,
      delays: FAST,
      alertsSearchable: 'at_once',
      log: (record) => lookForSecrets('the log', JSON.stringify(record)),
      ...options,
      opensearchUrl: store.url,
    });
    const client = new Client({ node: store.url });
    await lab.host.prepareBrowser();
    const stop = async () => {
      await lab.stop();
      await client.close();
      await store.stop();
    };
    return { ...lab, client, stop };
  } catch (failed) {
    await store.stop();
    throw failed;
  }
}

/** Windows endpoints on which all is well and to which nothing has happened yet. */
export function untouchedEndpoints({ simulations: [simulation] }: RunningLab): Agent[] {
  const healthy = new Set(healthyEndpoints(simulation));
  return simulation.manager.fleet.list().filter(({ id }) => healthy.has(id));
}

/** An element by the host's own attribute for tests. */
export const part = (page: Page, name: string) => page.locator(`[data-test-subj="${name}"]`);

/** Types a name into the search of the list, and waits for the one row that it leaves: one of the list before could be gone before a click. */
export async function searchFor(page: Page, name: string): Promise<void> {
  await part(page, 'search').fill(name);
  await eventually(
    () => part(page, 'endpoints').locator('tbody tr a').allInnerTexts(),
    (names) => {
      if (names.join() !== name)
        throw new Error(`The list shows ${names.join()}, not ${name} alone.`);
    }
  );
}
