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

/** A lab for tests in a browser. */
export interface RunningLab extends Lab {
  readonly client: Client;
}

/** Endpoints answer within a second. */
export const FAST = { startMs: [100, 200], deliverMs: [100, 200], indexMs: [50, 100] } as const;

/**
 * Store of a lab. The embedded one starts at once and is enough for what a page does with its answers. `best` is a real OpenSearch, if the
 * machine can run one and `ISOLATION_TEST_OPENSEARCH` isn't `unavailable`.
 */
export type StoreForTest = 'embedded' | 'best';

const IS_UNAVAILABLE = process.env.ISOLATION_TEST_OPENSEARCH === 'unavailable';

export interface TestLabOptions extends Omit<LabOptions, 'opensearchUrl'> {
  readonly store?: StoreForTest;
}

export async function startLabForTest({
  store: wanted = 'embedded',
  ...options
}: TestLabOptions = {}): Promise<RunningLab> {
  const store: LabStore = await openLabStore(IS_UNAVAILABLE ? 'embedded' : wanted, () => undefined);
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
