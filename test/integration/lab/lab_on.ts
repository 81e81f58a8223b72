import type { Lab, LabOptions } from '../../../lab/lab';
import { startLab } from '../../../lab/lab';
import { startTimeLimit, uniquePrefix } from '../store/stores';
import { healthyEndpoints } from './healthy_endpoints';
import { PanelClient } from './panel_client';
import { PluginClient } from './plugin_client';

const soon = { startMs: [1, 5], deliverMs: [1, 5], indexMs: [1, 5], disconnectMs: 200 } as const;

/** A store that a lab of a test runs on. */
export interface Store {
  readonly url: string;
  stop?(): Promise<void>;
}

/** True for log lines that someone should look at. */
const isTrouble = ({ level }: { level: string }) => level === 'error' || level === 'fatal';

/** Starts a lab before the tests of a `describe` and ends it behind them. */
export function labOn(openStore: () => Promise<Store>, given: Partial<LabOptions> = {}) {
  const troubles: string[] = [];
  let store: Store | undefined;
  let lab: Lab | undefined;

  beforeAll(async () => {
    store = await openStore();
    const prefix = uniquePrefix();
    lab = await startLab({
      opensearchUrl: store.url,
      fleetSize: 80,
      delays: soon,
      alertsSearchable: 'at_once',
      alertsPrefix: `${prefix}alerts-`,
      log: (record) => {
        if (isTrouble(record)) troubles.push(record.message);
      },
      ...given,
      configuration: {
        alerts_pattern: `${prefix}alerts-*`,
        ledger_index_prefix: `${prefix}ledger`,
        ...given.configuration,
      },
    });
  }, startTimeLimit);
  afterAll(async () => {
    await lab?.stop();
    await store?.stop?.();
  });

  const started = (): Lab => {
    if (lab === undefined) throw new Error('the lab is there in tests only');
    return lab;
  };
  return {
    troubles,
    lab: started,
    plugin: (user?: string) => new PluginClient(started().host.url, user),
    panel: () => new PanelClient(started().panelUrl),
    /** One that no test has had. */
    endpoint: (number = 0): string => {
      const [first = ''] = healthyEndpoints(started().simulations[number as 0]);
      return first;
    },
  };
}
