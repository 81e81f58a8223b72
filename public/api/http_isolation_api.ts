import { historyParameters } from '../../common/api/history_query';
import type { HttpFetchQuery, HttpStart } from 'opensearch-dashboards/public';
import type { ActionRequest } from '../../common/action/action_request';
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
import type { EndpointsReadinessView, ReadinessView } from '../../common/api/readiness_view';
import type { EventsView } from '../../common/api/event_view';
import type { HistoryView } from '../../common/api/history_view';
import type { ProbesRequest, ProbesView, StartedProbesView } from '../../common/api/probe_view';
import {
  ACTIONS_PATH,
  ATTENTION_PATH,
  CLOSE_ATTENTION_PATH,
  MARK_NOT_ISOLATED_PATH,
  CONTEXT_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  ENDPOINTS_READINESS_PATH,
  EVENTS_PATH,
  EXPORT_EXTENT_HEADER,
  EXPORT_PATH,
  EXPORT_ROWS_HEADER,
  IDEMPOTENCY_KEY_HEADER,
  PREVIEW_PATH,
  PROBES_PATH,
  READINESS_PATH,
  STATES_PATH,
} from '../../common/api/paths';
import { ApiFailure, apiFailureOf } from './api_failure';
import type {
  AttentionRequest,
  EndpointRef,
  EndpointsRequest,
  EventsRequest,
  ExportedFile,
  ExportRequest,
  HistoryRequest,
  IsolationApi,
  Opened,
  PreviewBody,
} from './isolation_api';

/** The API over the host's own HTTP client, which adds the base path and its headers. */
export class HttpIsolationApi implements IsolationApi {
  constructor(private readonly http: Pick<HttpStart, 'get' | 'post'>) {}

  context(host: string | undefined, signal?: AbortSignal): Promise<ContextView> {
    return this.get(CONTEXT_PATH, { host }, signal);
  }

  endpoints(
    request: EndpointsRequest,
    opened: Opened,
    signal?: AbortSignal
  ): Promise<EndpointsView> {
    return this.get(ENDPOINTS_PATH, { ...request, ...timerOf(opened) }, signal);
  }

  endpoint(
    { host, agent }: EndpointRef,
    opened: Opened,
    signal?: AbortSignal
  ): Promise<EndpointDetailView> {
    return this.get(endpointPath(host, agent), timerOf(opened), signal);
  }

  states(host: string, agents: readonly string[], signal?: AbortSignal): Promise<StatesView> {
    return this.get(STATES_PATH, { host, agents: agents.join(',') }, signal);
  }

  preview(body: PreviewBody, signal?: AbortSignal): Promise<ActionPreview> {
    return this.post(PREVIEW_PATH, body, {}, signal);
  }

  start(body: ActionRequest, key: string): Promise<StartedBatchView> {
    return this.post(ACTIONS_PATH, body, { [IDEMPOTENCY_KEY_HEADER]: key });
  }

  events(request: EventsRequest, signal?: AbortSignal): Promise<EventsView> {
    return this.get(EVENTS_PATH, { ...request }, signal);
  }

  history(request: HistoryRequest, signal?: AbortSignal): Promise<HistoryView> {
    const { query, ...page } = request;
    return this.get(ACTIONS_PATH, { ...page, ...historyParameters(query) }, signal);
  }

  readiness(host: string, signal?: AbortSignal): Promise<ReadinessView> {
    return this.get(READINESS_PATH, { host }, signal);
  }

  endpointsReadiness(host: string, signal?: AbortSignal): Promise<EndpointsReadinessView> {
    return this.get(ENDPOINTS_READINESS_PATH, { host }, signal);
  }

  startProbes(body: ProbesRequest, key: string): Promise<StartedProbesView> {
    return this.post(PROBES_PATH, body, { [IDEMPOTENCY_KEY_HEADER]: key });
  }

  probes(host: string, batch: string, opened: Opened, signal?: AbortSignal): Promise<ProbesView> {
    return this.get(PROBES_PATH, { host, batch, ...timerOf(opened) }, signal);
  }

  async exportFile(request: ExportRequest): Promise<ExportedFile> {
    const { body, response } = await answerOf(() =>
      this.http.get<string>(EXPORT_PATH, { query: exportParameters(request), asResponse: true })
    );
    const headers = response?.headers;
    const rows = Number(headers?.get(EXPORT_ROWS_HEADER) ?? NaN);
    // A proxy's page comes without them, and is no file of ours.
    if (typeof body !== 'string' || Number.isNaN(rows)) {
      throw new ApiFailure('not_readable', '', { status: response?.status });
    }
    const said = headers?.get(EXPORT_EXTENT_HEADER);
    const extent = said === 'capped' || said === 'incomplete' ? said : 'whole';
    return { name: nameIn(headers?.get('content-disposition')), text: body, rows, extent };
  }

  openAttention(
    request: AttentionRequest,
    opened: Opened,
    signal?: AbortSignal
  ): Promise<AttentionView> {
    return this.get(ATTENTION_PATH, { ...request, ...timerOf(opened) }, signal);
  }

  closeAttention(body: CloseAttentionRequest): Promise<ActionView> {
    return this.post(CLOSE_ATTENTION_PATH, body, {});
  }

  markNotIsolated(body: MarkNotIsolatedRequest): Promise<MarkedNotIsolatedView> {
    return this.post(MARK_NOT_ISOLATED_PATH, body, {});
  }

  private get<T extends object>(
    path: string,
    query: HttpFetchQuery,
    signal?: AbortSignal
  ): Promise<T> {
    return answerOf(() => this.http.get<T>(path, { query, signal }));
  }

  private post<T extends object>(
    path: string,
    body: object,
    headers: Record<string, string>,
    signal?: AbortSignal
  ): Promise<T> {
    return answerOf(() => this.http.post<T>(path, { body: JSON.stringify(body), headers, signal }));
  }
}

function nameIn(disposition: string | null | undefined): string {
  return /filename="([\w.-]+)"/.exec(disposition ?? '')?.[1] ?? 'isolation.csv';
}

function timerOf(opened: Opened): { timer?: true } {
  return opened === 'by_timer' ? { timer: true } : {};
}

async function answerOf<T extends object>(ask: () => Promise<T>): Promise<T> {
  let answer: unknown;
  try {
    answer = await ask();
  } catch (error) {
    throw apiFailureOf(error);
  }
  // A proxy's page with status 200 comes as text.
  if (!isObject<T>(answer)) throw new ApiFailure('not_readable', '', { status: 200 });
  return answer;
}

function isObject<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}

function exportParameters(request: ExportRequest): Record<string, string | undefined> {
  if (request.list !== 'history') return { ...request };
  const { query = {}, ...list } = request;
  return { ...list, ...historyParameters(query) };
}
