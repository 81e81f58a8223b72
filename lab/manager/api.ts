import type { IncomingHttpHeaders } from 'node:http';
import { activeResponseRoutes } from './active_response';
import { agentsRoutes } from './agents_routes';
import type { ManagerContext, Route } from './context';
import { identityRoutes } from './identity_routes';
import type { LoginBlock, RateLimit } from './limits';
import { callerOf, isLogin, logIn } from './login';
import type { ManagerNode } from './nodes';
import { codedProblem, Problem, problem } from './problem';
import { securityRoutes } from './security_routes';
import { checkParameters, isTooDeep, jsonBody } from './validation';

const routes: readonly Route[] = [
  ...identityRoutes,
  ...agentsRoutes,
  ...activeResponseRoutes,
  ...securityRoutes,
];

/** Bytes of a body that the API takes. */
const longestBody = 10_485_760;

export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly address: string;
  /** The node whose API was asked. */
  readonly asked: ManagerNode;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const always = {
  server: 'Wazuh',
  'strict-transport-security': 'max-age=63072000; includeSubdomains',
  'x-frame-options': 'deny',
  'x-xss-protection': '0',
  'x-content-type-options': 'nosniff',
  'content-security-policy': 'none',
  'referrer-policy': 'no-referrer, strict-origin-when-cross-origin',
  'cache-control': 'no-store',
};

function answer(status: number, type: string, body: string): ApiAnswer {
  return { status, headers: { ...always, 'content-type': type }, body };
}

function found(result: object | string): ApiAnswer {
  return typeof result === 'string'
    ? answer(200, 'text/plain', result)
    : answer(200, 'application/json', JSON.stringify(result));
}

/** Values of the parts of a path that vary, or `undefined` where it does not fit. */
function paramsOf(route: Route, path: string): Record<string, string> | undefined {
  const [wanted, given] = [route.path.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  const fits = wanted.every((part, index) => {
    const value = given[index] ?? '';
    if (!part.startsWith(':')) return part === value;
    params[part.slice(1)] = decodeURIComponent(value);
    return value !== '';
  });
  return fits ? params : undefined;
}

function route(method: string, path: string): { route: Route; params: Record<string, string> } {
  const fitting = routes.flatMap((each) => {
    const params = paramsOf(each, path);
    return params === undefined ? [] : [{ route: each, params }];
  });
  if (fitting.length === 0) throw problem(404, '404: Not Found');
  const match = fitting.find((each) => each.route.method === method);
  if (match === undefined) throw problem(405, '405: Method Not Allowed');
  return match;
}

/** The simulated API over any transport: requests in, answers out, in the order in which the real one checks. */
export class Api {
  constructor(
    private readonly context: ManagerContext,
    private readonly rateLimit: RateLimit,
    private readonly loginBlock: LoginBlock
  ) {}

  async handle(request: ApiRequest): Promise<ApiAnswer> {
    try {
      return await this.answerTo(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const type = 'application/problem+json; charset=utf-8';
      return answer(error.status, type, JSON.stringify(error.body));
    }
  }

  private async answerTo(request: ApiRequest): Promise<ApiAnswer> {
    const { method, url, headers, body, address } = request;
    const { faults, coded, version } = this.context;
    if (this.rateLimit.isReachedBy() || faults.has('rate_limit_reached')) {
      throw codedProblem(429, coded(6001));
    }
    const length = Buffer.byteLength(body);
    if (length > longestBody) {
      throw new Problem(413, {
        title: 'Content size exceeded.',
        detail: `Maximum content size limit (${longestBody}) exceeded (${length} bytes read)`,
      });
    }
    const path = decodeURI(url.pathname);
    if (path.length > 1 && path.endsWith('/')) {
      const location = `${url.origin}${path.replace(/\/+$/, '')}${url.search}`;
      return { status: 307, headers: { location }, body: '' };
    }
    if (isTooDeep(body)) {
      if (version.behaviour === '4.12') {
        return {
          status: 500,
          headers: { 'content-type': 'text/plain; charset=utf-8' },
          body: 'Internal Server Error',
        };
      }
      throw new Problem(400, {
        title: 'Maximum recursion depth exceeded.',
        detail:
          'The JSON structure of the request exceeds the maximum nesting depth allowed by the API.',
      });
    }
    if (isLogin({ method, path })) {
      checkParameters(url.searchParams, ['raw']);
      const token = logIn({ method, path, headers, body, address }, this.context, this.loginBlock);
      const answered = found(
        url.searchParams.get('raw') === 'true' ? token : { data: { token }, error: 0 }
      );
      return method === 'GET' ? this.deprecated(answered) : answered;
    }
    return this.routed(request, path);
  }

  private async routed(request: ApiRequest, path: string): Promise<ApiAnswer> {
    const { method, url, headers, body, asked } = request;
    const { route: match, params } = route(method, path);
    const caller = callerOf(headers, this.context);
    const contentType = headers['content-type'];
    const mediaType = contentType?.split(';')[0];
    if (match.body !== undefined && mediaType !== undefined && mediaType !== 'application/json') {
      throw problem(415, `Invalid Content-type (${mediaType}), expected ['application/json']`);
    }
    checkParameters(url.searchParams, match.parameters ?? []);
    const call = {
      params,
      query: url.searchParams,
      contentType,
      caller,
      asked,
      body: match.body === undefined ? undefined : jsonBody(body),
      patience: url.searchParams.get('wait_for_complete') === 'true' ? 'unlimited' : 'limited',
    } as const;
    return found(await match.run(call, this.context));
  }

  private deprecated(answered: ApiAnswer): ApiAnswer {
    const docs = `https://documentation.wazuh.com/${this.context.version.text}/user-manual/api/reference.html`;
    const link = `<${docs}#operation/api.controllers.security_controller.login_user>; rel="Deprecated"`;
    return { ...answered, headers: { ...answered.headers, deprecated: 'true', link } };
  }
}
