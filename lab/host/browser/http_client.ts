import type { HttpFetchOptions, HttpHandler, HttpSetup } from 'opensearch-dashboards/public';
import type { BasePath } from './base_path';

/** The error as recorded: its message is only the status text, and what the server said is in `body`. */
class HttpFetchError extends Error {
  readonly req: Request;
  readonly res?: Response;

  constructor(
    message: string,
    readonly request: Request,
    readonly response: Response | undefined,
    readonly body: unknown,
    readonly name: string
  ) {
    super(message);
    this.req = request;
    this.res = response;
  }
}

const JSON_TYPE = /^(application\/(json|x-javascript)|text\/(x-)?javascript|x-json)(;.*)?$/;

type FetchOptionsWithPath = HttpFetchOptions & { path: string };

interface HttpClientOptions {
  basePath: BasePath;
  /** Value of `osd-version`: a server of another version refuses every call. */
  version: string;
  /** URL of the page, which relative paths start from. */
  pageUrl: () => string;
}

/** `core.http` of the browser. */
export function createHttpClient({ basePath, version, pageUrl }: HttpClientOptions): HttpSetup {
  function toRequest(path: string, options: HttpFetchOptions): Request {
    const { query, prependBasePath = true, asSystemRequest, headers, ...init } = options;
    const reserved = Object.keys(headers ?? {}).filter((name) => name.startsWith('osd-'));
    if (reserved.length > 0) {
      throw new Error(
        `Invalid fetch headers, headers beginning with "osd-" are not allowed: [${reserved}]`
      );
    }
    const to = prependBasePath ? basePath.prepend(path) : path;
    const url = new URL(to, pageUrl());
    for (const [name, value] of Object.entries(query ?? {})) {
      for (const each of [value].flat()) {
        if (each !== undefined) url.searchParams.append(name, String(each));
      }
    }
    return new Request(url.href, {
      method: 'GET',
      credentials: 'same-origin',
      ...init,
      headers: {
        'Content-Type': 'application/json',
        ...headers,
        ...(asSystemRequest && { 'osd-system-request': 'true' }),
        // Not to other servers.
        ...(!/^([a-z]+:)?\/\//i.test(to) && { 'osd-version': version, 'osd-xsrf': 'osd-fetch' }),
      },
    });
  }

  async function call(path: string, options: HttpFetchOptions & { asResponse?: boolean }) {
    const { asResponse, ...init } = options;
    const request = toRequest(path, init);
    const failure = (error: unknown, response?: Response) => {
      const { message, name } = error as Error;
      return new HttpFetchError(message, request, response, undefined, name);
    };
    const response = await fetch(request).catch((error: unknown) => {
      throw failure(error);
    });
    const body = await bodyOf(response).catch((error: unknown) => {
      throw failure(error, response);
    });
    if (!response.ok) {
      throw new HttpFetchError(response.statusText, request, response, body, 'Error');
    }
    const fetchOptions = { ...options, path };
    return asResponse ? { fetchOptions, request, response, body } : body;
  }

  const handler = (method?: string) =>
    ((pathOrOptions: string | FetchOptionsWithPath, options: HttpFetchOptions = {}) => {
      const { path, ...given } =
        typeof pathOrOptions === 'string' ? { ...options, path: pathOrOptions } : pathOrOptions;
      // The type of a body is what the caller says it is, here as in OSD.
      return call(path, method ? { ...given, method } : given);
    }) as HttpHandler;

  return {
    basePath,
    fetch: handler(),
    delete: handler('DELETE'),
    get: handler('GET'),
    patch: handler('PATCH'),
    post: handler('POST'),
    put: handler('PUT'),
  };
}

/** JSON by its type; anything else that happens to be JSON too, and text otherwise (`''` for an empty body). */
async function bodyOf(response: Response): Promise<unknown> {
  if (JSON_TYPE.test(response.headers.get('Content-Type') ?? '')) return response.json();
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
