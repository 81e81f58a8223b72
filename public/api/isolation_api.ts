import type { HistoryQuery } from '../../common/api/history_query';
import type { ActionRequest } from '../../common/action/action_request';
import type { RequestedAction } from '../../common/action/requested_action';
import type { AgentStatus } from '../../common/manager/agent';
import type { StateStatus } from '../../common/state/fold';
import type { LifelineChoice } from '../../common/lifeline/lifeline';
import type { ActionPreview } from '../../common/action/preview';
import type { ActionView, StartedBatchView } from '../../common/api/action_view';
import type {
  AttentionView,
  CloseAttentionRequest,
  MarkedNotIsolatedView,
  MarkNotIsolatedRequest,
} from '../../common/api/attention_view';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointDetailView, EndpointsView, StatesView } from '../../common/api/endpoint_view';
import type { EventsView } from '../../common/api/event_view';
import type { HistoryView } from '../../common/api/history_view';
import type { ProbesRequest, ProbesView, StartedProbesView } from '../../common/api/probe_view';
import type { EndpointsReadinessView, ReadinessView } from '../../common/api/readiness_view';

/** One endpoint: a configured manager's id and an agent's id. */
export interface EndpointRef {
  readonly host: string;
  readonly agent: string;
}

export type EndpointSort = 'id' | 'name' | 'ip' | 'status' | 'version' | 'lastKeepAlive';

/** Request for one page of endpoints. */
export interface EndpointsRequest {
  readonly host: string;
  readonly search?: string;
  readonly status?: AgentStatus;
  readonly os?: 'windows';
  readonly state?: StateStatus | 'attention' | 'waiting';
  readonly sort?: EndpointSort;
  readonly order?: 'asc' | 'desc';
  readonly size: number;
  readonly cursor?: string;
}

export interface PreviewBody {
  readonly host: string;
  readonly verb: RequestedAction;
  readonly agents: readonly string[];
  readonly choice: LifelineChoice;
  /** The person wants the endpoint asked although one was silent. */
  readonly ask_again?: true;
}

export interface EventsRequest {
  readonly host: string;
  readonly agent?: string;
  readonly size: number;
  readonly cursor?: string;
}

/** A list with the filters of its page. */
export type ExportRequest =
  | {
      readonly host: string;
      readonly list: 'events' | 'not_ready';
      readonly agent?: string;
    }
  | { readonly host: string; readonly list: 'history'; readonly query?: HistoryQuery };

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
  readonly rows: number;
  /** `capped`: there is more than was put into it. `incomplete`: a part couldn't be read. */
  readonly extent: 'whole' | 'capped' | 'incomplete';
}

export interface AttentionRequest {
  readonly host: string;
  readonly size: number;
}

export interface HistoryRequest {
  readonly host: string;
  readonly query: HistoryQuery;
  readonly size: number;
  readonly cursor?: string;
}

/**
 * `by_person`: somebody opened or refreshed it, so that the manager may be asked. `by_timer`: no call to the manager; agents are
 * shown as they were last seen, with that time.
 */
export type Opened = 'by_person' | 'by_timer';

/**
 * The plugin's HTTP API as the pages see it. Every failure is an `ApiFailure`; a request that was aborted by its signal rejects
 * with an error named `AbortError`.
 */
export interface IsolationApi {
  context(host: string | undefined, signal?: AbortSignal): Promise<ContextView>;
  endpoints(
    request: EndpointsRequest,
    opened: Opened,
    signal?: AbortSignal
  ): Promise<EndpointsView>;
  endpoint(ref: EndpointRef, opened: Opened, signal?: AbortSignal): Promise<EndpointDetailView>;
  /** States that a timer reads, for up to 100 agents that this person was shown. */
  states(host: string, agents: readonly string[], signal?: AbortSignal): Promise<StatesView>;
  preview(body: PreviewBody, signal?: AbortSignal): Promise<ActionPreview>;
  /** @param key the same for the same intent: a repeat with it is done once. Cannot be aborted: what was sent is sent. */
  start(body: ActionRequest, key: string): Promise<StartedBatchView>;
  events(request: EventsRequest, signal?: AbortSignal): Promise<EventsView>;
  history(request: HistoryRequest, signal?: AbortSignal): Promise<HistoryView>;
  /** Asks the manager, and answers within seconds whatever is away. */
  readiness(host: string, signal?: AbortSignal): Promise<ReadinessView>;
  /** Asks the manager for all its active Windows endpoints. */
  endpointsReadiness(host: string, signal?: AbortSignal): Promise<EndpointsReadinessView>;
  /** @param key the same for the same intent. Cannot be aborted: what was sent is sent. */
  startProbes(body: ProbesRequest, key: string): Promise<StartedProbesView>;
  /** Reads the status of the readiness tests of one request. */
  probes(host: string, batch: string, opened: Opened, signal?: AbortSignal): Promise<ProbesView>;
  exportFile(request: ExportRequest): Promise<ExportedFile>;
  /** Reads the open follow-ups. */
  openAttention(
    request: AttentionRequest,
    opened: Opened,
    signal?: AbortSignal
  ): Promise<AttentionView>;
  /** Cannot be aborted. A repeat fails with `already_closed`. */
  closeAttention(body: CloseAttentionRequest): Promise<ActionView>;
  /** Can't be aborted. A repeat fails with `nothing_to_mark`. */
  markNotIsolated(body: MarkNotIsolatedRequest): Promise<MarkedNotIsolatedView>;
}
