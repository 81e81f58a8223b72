import { randomBytes } from 'node:crypto';
import type { ActionRequest } from '../../../common/action/action_request';
import type { RequestedAction } from '../../../common/action/requested_action';
import type { ActionPreview } from '../../../common/action/preview';
import type { EndpointDetailView } from '../../../common/api/endpoint_view';
import type { StartedBatchView } from '../../../common/api/action_view';
import {
  ACTIONS_PATH,
  endpointPath,
  IDEMPOTENCY_KEY_HEADER,
  PREVIEW_PATH,
} from '../../../common/api/paths';
import { USER_COOKIE } from '../../../lab/host';
import { lookForSecrets } from '../../secret_watch';
import { HOST_ID } from './access_lab';

/** An answer of the dashboard, whatever it is. Its body is what the test expects it to be, or the test fails on it. */
export interface ApiAnswer<T = unknown> {
  readonly status: number;
  readonly text: string;
  readonly body: T;
}

/** All that was ever answered in this process: what must be nowhere is looked for in it. */
export const everyAnswer: string[] = [];

/** Asks the plugin as one user, and takes any answer. */
export class ApiClient {
  /** Headers by which the dashboard knows who asks. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(private readonly url: string, user: string) {
    this.headers = { cookie: `${USER_COOKIE}=${encodeURIComponent(user)}` };
  }

  get<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<ApiAnswer<T>> {
    const search = new URLSearchParams(query).toString();
    return this.send('GET', search === '' ? path : `${path}?${search}`);
  }

  post<T>(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {}
  ): Promise<ApiAnswer<T>> {
    return this.send('POST', path, JSON.stringify(body), {
      'osd-xsrf': 'test',
      'content-type': 'application/json',
      ...headers,
    });
  }

  async send<T>(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {}
  ): Promise<ApiAnswer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { ...this.headers, ...headers },
      body,
    });
    const text = await response.text();
    everyAnswer.push(JSON.stringify([...response.headers]), text);
    lookForSecrets(`${method} ${path}`, JSON.stringify([...response.headers]) + text);
    return { status: response.status, text, body: parsed(text) };
  }

  async endpoint(agent: string): Promise<EndpointDetailView> {
    return (await this.get<EndpointDetailView>(endpointPath(HOST_ID, agent))).body;
  }

  preview(verb: RequestedAction, agents: readonly string[], choice: object = {}) {
    return this.post<ActionPreview>(PREVIEW_PATH, { host: HOST_ID, verb, agents, choice });
  }

  /** Previews and starts, as an analyst does who changes nothing of what is proposed. */
  async start(
    verb: RequestedAction,
    agents: readonly string[],
    changes: object = {}
  ): Promise<ApiAnswer<StartedBatchView>> {
    const preview = await this.preview(verb, agents);
    return this.startAs(preview.body, changes);
  }

  startAs(
    preview: ActionPreview,
    changes: object = {},
    key = newKey()
  ): Promise<ApiAnswer<StartedBatchView>> {
    const body = { ...this.actionRequest(preview), ...changes };
    return this.post(ACTIONS_PATH, body, { [IDEMPOTENCY_KEY_HEADER]: key });
  }

  /** The body of a POST that takes a preview as it is. */
  actionRequest({ verb, endpoints, digest }: ActionPreview): ActionRequest {
    return {
      host: HOST_ID,
      verb,
      endpoints: endpoints.map(({ agent_id, n }) => ({ agent_id, n })),
      reason: 'tried in a test',
      choice: { addresses: [], profiles: [], reported: [], left_out: [] },
      acknowledgements: [],
      digest,
    };
  }
}

export function newKey(): string {
  return randomBytes(8).toString('hex');
}

/** Parses JSON; undefined for anything else. */
function parsed<T>(text: string): T {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse('null');
  }
}
