import { randomBytes } from 'node:crypto';
import type { Acknowledgement } from '../../../common/lifeline/lifeline';
import type { ActionPreview } from '../../../common/action/preview';
import type { ContextView } from '../../../common/api/context_view';
import type { EndpointDetailView, EndpointsView } from '../../../common/api/endpoint_view';
import type { HistoryView } from '../../../common/api/history_view';
import type { ReadinessView } from '../../../common/api/readiness_view';
import type { StartedBatchView } from '../../../common/api/action_view';
import {
  ACTIONS_PATH,
  CONTEXT_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PREVIEW_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import { lookForSecrets } from '../../secret_watch';
import { USER_COOKIE } from '../../../lab/host';

/** An answer with an error, as the plugin words it. */
export class PluginError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(`${status} ${code}: ${message}`);
  }
}

/** Talks to the plugin as its own browser half does. */
export class PluginClient {
  constructor(private readonly dashboardUrl: string, private readonly user = 'admin') {}

  context(host?: string): Promise<ContextView> {
    return this.send('GET', `${CONTEXT_PATH}${host === undefined ? '' : `?host=${host}`}`);
  }

  endpoints(host: string, query: Readonly<Record<string, string>> = {}): Promise<EndpointsView> {
    return this.send('GET', `${ENDPOINTS_PATH}?${new URLSearchParams({ host, ...query })}`);
  }

  history(host: string): Promise<HistoryView> {
    return this.send('GET', `${ACTIONS_PATH}?host=${host}`);
  }

  readiness(host: string): Promise<ReadinessView> {
    return this.send('GET', `${READINESS_PATH}?host=${host}`);
  }

  endpoint(host: string, agent: string): Promise<EndpointDetailView> {
    return this.send('GET', endpointPath(host, agent));
  }

  preview(
    verb: 'isolate' | 'release',
    host: string,
    ...agents: readonly string[]
  ): Promise<ActionPreview> {
    return this.send('POST', PREVIEW_PATH, { host, verb, agents, choice: {} });
  }

  /**
   * Starts what was previewed, with nothing changed of what is proposed.
   * @param key the same for a repeat of the same request
   */
  startAll(
    { verb, host, endpoints, digest }: ActionPreview,
    key = newKey(),
    acknowledgements: readonly Acknowledgement[] = []
  ): Promise<StartedBatchView> {
    const body = {
      host,
      verb,
      endpoints: endpoints.map(({ agent_id, n }) => ({ agent_id, n })),
      reason: 'tried in the lab',
      choice: {},
      digest,
      acknowledgements,
    };
    return this.send('POST', ACTIONS_PATH, body, { [IDEMPOTENCY_KEY_HEADER]: key });
  }

  /** The same for one endpoint. */
  async startPreviewed(
    preview: ActionPreview,
    ...acknowledgements: readonly Acknowledgement[]
  ): Promise<StartedBatchView['started'][number]> {
    const batch = await this.startAll(preview, newKey(), acknowledgements);
    const [started] = batch.started;
    if (started === undefined) throw new Error('nothing was started, and nothing refused');
    return started;
  }

  /** Previews and starts, as an analyst does. */
  async start(
    verb: 'isolate' | 'release',
    host: string,
    agent: string
  ): Promise<StartedBatchView['started'][number]> {
    return this.startPreviewed(await this.preview(verb, host, agent));
  }

  /** @throws PluginError */
  private async send<T>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {}
  ): Promise<T> {
    const response = await fetch(this.dashboardUrl + path, {
      method,
      headers: {
        cookie: `${USER_COOKIE}=${this.user}`,
        'osd-xsrf': 'test',
        ...headers,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    lookForSecrets(`${method} ${path}`, JSON.stringify([...response.headers]) + text);
    const answer = JSON.parse(text);
    if (!response.ok) {
      throw new PluginError(response.status, answer.attributes?.code, answer.message);
    }
    return answer;
  }
}

export function newKey(): string {
  return randomBytes(8).toString('hex');
}
