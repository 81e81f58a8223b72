import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { AlertContents } from '../indexer/alert_contents';
import type { Ledger } from '../indexer/ledger';
import type { LoginPauses } from '../manager/login_pause';
import type { ManagerReach } from '../manager/manager_reach';
import type { Managers } from '../manager/manager';
import type { Settings } from '../configuration/settings';
import type { AgentRows } from '../manager/agent_rows';
import type { StartDependencies } from '../actions/attempt';
import type { ContactWatch } from '../evidence/contact_watch';
import type { Denials } from '../access/denials';
import type { EndpointReader } from '../evidence/endpoint_reader';
import type { ListedAgents } from '../manager/listed_agents';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { FormerNames } from '../evidence/former_names';
import type { NameCheck } from '../evidence/name_check';
import type { OldestAlert } from './oldest_alert';
import type { Cursors } from './page_cursor';
import type { PreviewDependencies } from '../actions/preview_action';
import type { ProbeSender } from '../dispatch/probe_sender';
import type { Reconciler } from '../evidence/reconciler';
import type { RecoveryAddresses } from '../actions/recovery_addresses';
import type { ShownActions } from './shown_actions';
import type { UsualWait } from './usual_wait';

/** Says for the log who exported which list. */
export interface ExportTaken {
  readonly user: string;
  readonly host_id: string;
  readonly list: 'history' | 'events' | 'not_ready';
  readonly rows: number;
}

/** Everything that use cases need, made once when the plugin starts. */
export interface Services {
  readonly settings: Settings;
  readonly now: () => number;
  /** Client of the dashboard's own user. */
  readonly internalClient: OpenSearchClient;
  /** Managers, as the API user of the configuration. */
  readonly managers: Managers;
  readonly pauses: LoginPauses;
  readonly reach: ManagerReach;
  /** Reads alerts with their contents. */
  readonly contents: AlertContents;
  readonly ledger: Ledger;
  readonly directory: ManagerDirectory;
  readonly rows: AgentRows;
  readonly cursors: Cursors;
  readonly listed: ListedAgents;
  /** Managers, as the API user of the configuration, at the expense of one person. */
  readonly managersPaidBy: (person: string) => Managers;
  readonly reader: EndpointReader;
  readonly oldestAlert: OldestAlert;
  readonly usualWait: UsualWait;
  readonly preview: PreviewDependencies;
  readonly recoveryAddresses: RecoveryAddresses;
  readonly shownActions: ShownActions;
  readonly start: StartDependencies;
  readonly denials: Denials;
  readonly probing: ProbeSender;
  readonly contacts: ContactWatch;
  readonly names: NameCheck;
  readonly formerNames: FormerNames;
  readonly reconciler: Reconciler;
  /** Somebody has taken a list away. */
  readonly onExport: (taken: ExportTaken) => void;
}
