import type { Client } from '@opensearch-project/opensearch';
import { Endings } from '../../../lab/endings';
import { API_USER } from '../../../lab/api_user';
import { managerAddresses } from '../../../lab/endpoints/fleet_families';
import type { ReachedAgent, SimulatedManager } from '../../../lab/manager/manager';
import { startManager } from '../../../lab/manager/manager';
import { CommonClock } from '../faults/common_clock';
import type { Dashboard } from '../faults/dashboard';
import { LoadedDashboard } from '../faults/dashboard';
import type { LedgerIndex, RecordedLedger, Source } from './recorded_ledger';
import { loadLedger } from './recorded_ledger';
import { createAlertSink } from '../../../lab/store/alert_sink';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { clientOf, sharedOpenSearch, uniquePrefix } from './stores';

const EVERYTHING = ['all_access'];

/** A document and how often it was written since it was loaded. */
export interface FoundDocument {
  readonly source: Source;
  readonly version: number;
}

/** A recorded ledger, opened by the present version at the time at which it was recorded, before the managers that there were. */
export class OpenedLedger {
  private constructor(
    readonly client: Client,
    readonly dashboard: Dashboard,
    private readonly ledgerPrefix: string,
    private readonly alertsPrefix: string,
    private readonly managers: readonly SimulatedManager[],
    private readonly clock: CommonClock,
    private readonly endings: Endings
  ) {}

  static async open(ledger: RecordedLedger): Promise<OpenedLedger> {
    const endings = new Endings();
    const store = await sharedOpenSearch();
    const client = clientOf(store);
    endings.add(() => client.close());
    const clock = new CommonClock();
    endings.add(() => clock.remove());
    clock.standAt(ledger.now);
    const ledgerPrefix = `${uniquePrefix()}ledger`;
    const alertsPrefix = `${uniquePrefix()}alerts-`;
    await loadLedger(client, ledger, { ledgerPrefix, alertsPrefix });
    const managers: SimulatedManager[] = [];
    for (const { agents, version, hostname, cluster } of ledger.managers) {
      const manager = await startManager({
        fleet: agents,
        version,
        hostname,
        cluster,
        users: [API_USER],
        requestsPerMinute: 1_000_000,
        clock: () => clock.now(),
      });
      endings.add(() => manager.stop());
      managers.push(manager);
    }
    const loaded = await LoadedDashboard.load();
    endings.add(() => loaded.end());
    const { username, password } = API_USER;
    const dashboard = await loaded.begin({
      opensearchUrl: store.url,
      clock: clock.file,
      configuration: {
        alerts_pattern: `${alertsPrefix}*`,
        ledger_index_prefix: ledgerPrefix,
        manager_requests_per_minute: 1_000_000,
        roles: { view: EVERYTHING, isolate: EVERYTHING, release: EVERYTHING, probe: EVERYTHING },
        managers: Object.fromEntries(
          ledger.managers.map(({ hostId }) => [hostId, { addresses: managerAddresses }])
        ),
        hosts: ledger.managers.map(({ hostId }, index) => ({
          id: hostId,
          url: managers[index]?.url,
          username,
          password,
          verify_tls: false,
        })),
      },
    });
    return new OpenedLedger(
      client,
      dashboard,
      ledgerPrefix,
      alertsPrefix,
      managers,
      clock,
      endings
    );
  }

  indexOf(name: LedgerIndex): string {
    return `${this.ledgerPrefix}-${name}`;
  }

  /** Every document of an index by its id. */
  async documents(name: LedgerIndex): Promise<Map<string, FoundDocument>> {
    const index = this.indexOf(name);
    await this.client.indices.refresh({ index });
    const { body } = await this.client.search({
      index,
      size: 10_000,
      version: true,
      body: { query: { match_all: {} } },
    });
    const hits: ReadonlyArray<{
      readonly _id: string;
      readonly _version: number;
      readonly _source: Source;
    }> = body.hits.hits;
    return new Map(
      hits.map(({ _id, _version, _source }) => [_id, { source: _source, version: _version }])
    );
  }

  /** Sends the agents' logs from the beginning again: the same lines, as new alerts of this time, ms. */
  async sendAgain(alerts: readonly AlertDocument[], at: number): Promise<void> {
    const timestamp = new Date(at).toISOString().replace('Z', '+0000');
    const again = alerts.map((alert, index) => ({
      ...alert,
      timestamp,
      '@timestamp': new Date(at).toISOString(),
      id: `${Math.floor(at / 1000)}.${900_000_000 + index}`,
    }));
    await createAlertSink(this.client, this.alertsPrefix).index(again);
    await this.client.indices.refresh({ index: `${this.alertsPrefix}*` });
  }

  /** Lists the commands that any of the managers passed on to an agent. */
  sent(): ReachedAgent[] {
    return this.managers.flatMap((manager) => manager.commandsReached());
  }

  /** Puts the clock on, for all: what waits until then is over. */
  turnTo(time: number): void {
    this.clock.standAt(time);
  }

  close(): Promise<void> {
    return this.endings.endAll();
  }
}
