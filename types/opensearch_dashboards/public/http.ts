export interface IBasePath {
  get: () => string;
  readonly serverBasePath: string;
  prepend: (url: string) => string;
  remove: (url: string) => string;
}

export interface HttpFetchQuery {
  [key: string]:
    | string
    | number
    | boolean
    | undefined
    | Array<string | number | boolean | undefined>;
}

/** The host adds `osd-version` and `osd-xsrf` itself; setting either is an error. */
export interface HttpFetchOptions {
  body?: BodyInit | null;
  cache?: RequestCache;
  headers?: Record<string, string>;
  keepalive?: boolean;
  method?: string;
  signal?: AbortSignal | null;
  query?: HttpFetchQuery;
  prependBasePath?: boolean;
  /** Marks the request as not made by the user, so that it does not keep a session alive. */
  asSystemRequest?: boolean;
}

export interface HttpResponse<TResponseBody = unknown> {
  readonly request: Readonly<Request>;
  readonly response?: Readonly<Response>;
  readonly body?: TResponseBody;
}

/** Resolves with the parsed body (`''` for a 204); rejects with an `IHttpFetchError`. */
export interface HttpHandler {
  <TResponseBody = unknown>(
    path: string,
    options: HttpFetchOptions & { asResponse: true }
  ): Promise<HttpResponse<TResponseBody>>;
  <TResponseBody = unknown>(path: string, options?: HttpFetchOptions): Promise<TResponseBody>;
}

/**
 * `message` is only the status text; what the server said is in `body`. Without `response` no answer came at all.
 */
export interface IHttpFetchError extends Error {
  readonly name: string;
  readonly request: Request;
  readonly response?: Response;
  readonly body?: unknown;
}

export interface HttpSetup {
  basePath: IBasePath;
  fetch: HttpHandler;
  delete: HttpHandler;
  get: HttpHandler;
  patch: HttpHandler;
  post: HttpHandler;
  put: HttpHandler;
}

export type HttpStart = HttpSetup;
