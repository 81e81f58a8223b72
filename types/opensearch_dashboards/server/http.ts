import type { IncomingHttpHeaders } from 'http';
import type { Stream } from 'stream';
import type { Observable } from 'rxjs';
import type { ObjectType, Type } from '@osd/config-schema';
import type { RequestHandlerContext } from '.';

export type RouteMethod = 'get' | 'options' | 'post' | 'put' | 'delete' | 'patch';
type DestructiveRouteMethod = Exclude<RouteMethod, 'get' | 'options'>;

/** Request headers, names in lower case. */
export type Headers = IncomingHttpHeaders;

export type ResponseHeaders = Record<string, string | string[]>;

export type HttpResponsePayload = undefined | string | Record<string, unknown> | Buffer | Stream;

export type ResponseErrorAttributes = Record<string, unknown>;

export type ResponseError =
  | string
  | Error
  | { message: string | Error; attributes?: ResponseErrorAttributes };

export interface HttpResponseOptions {
  body?: HttpResponsePayload;
  headers?: ResponseHeaders;
}

export interface ErrorHttpResponseOptions {
  body?: ResponseError;
  headers?: ResponseHeaders;
}

export interface CustomHttpResponseOptions<T extends HttpResponsePayload | ResponseError> {
  body?: T;
  headers?: ResponseHeaders;
  statusCode: number;
}

export type RedirectResponseOptions = HttpResponseOptions & { headers: { location: string } };

export interface IOpenSearchDashboardsResponse<
  T extends HttpResponsePayload | ResponseError = HttpResponsePayload | ResponseError
> {
  readonly status: number;
  readonly payload?: T;
  readonly options: HttpResponseOptions;
}

type Answer<Options> = (options?: Options) => IOpenSearchDashboardsResponse;

/** The responses of a handler. An error thrown by a handler is always a 500 with a generic text. */
export interface OpenSearchDashboardsResponseFactory {
  ok: Answer<HttpResponseOptions>;
  accepted: Answer<HttpResponseOptions>;
  noContent: Answer<HttpResponseOptions>;
  redirected: (options: RedirectResponseOptions) => IOpenSearchDashboardsResponse;
  badRequest: Answer<ErrorHttpResponseOptions>;
  unauthorized: Answer<ErrorHttpResponseOptions>;
  forbidden: Answer<ErrorHttpResponseOptions>;
  notFound: Answer<ErrorHttpResponseOptions>;
  conflict: Answer<ErrorHttpResponseOptions>;
  internalError: Answer<ErrorHttpResponseOptions>;
  /** `statusCode` is 400 to 599, or it throws. */
  customError: (options: CustomHttpResponseOptions<ResponseError>) => IOpenSearchDashboardsResponse;
  custom: <T extends HttpResponsePayload | ResponseError>(
    options: CustomHttpResponseOptions<T>
  ) => IOpenSearchDashboardsResponse;
}

export interface OpenSearchDashboardsRequest<
  Params = unknown,
  Query = unknown,
  Body = unknown,
  Method extends RouteMethod = RouteMethod
> {
  /** The `x-opaque-id` header where the host trusts it, else a UUID. */
  readonly id: string;
  readonly uuid: string;
  readonly url: URL;
  readonly route: {
    readonly path: string;
    readonly method: Method;
  };
  readonly headers: Readonly<Headers>;
  readonly isSystemRequest: boolean;
  readonly events: {
    readonly aborted$: Observable<void>;
    readonly completed$: Observable<void>;
  };
  readonly auth: { readonly isAuthenticated: boolean };
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

export interface RouteValidatorConfig<P, Q, B> {
  params?: ObjectType | Type<P>;
  query?: ObjectType | Type<Q>;
  body?: ObjectType | Type<B>;
}

export interface RouteConfigOptionsBody {
  accepts?: string | string[];
  /** Bytes; the host's `server.maxPayloadBytes` (1,048,576) when left out. */
  maxBytes?: number;
  output?: 'data' | 'stream';
  parse?: boolean | 'gunzip';
}

export interface RouteConfigOptions<Method extends RouteMethod> {
  authRequired?: boolean | 'optional';
  xsrfRequired?: Method extends 'get' ? never : boolean;
  tags?: readonly string[];
  body?: Method extends DestructiveRouteMethod ? RouteConfigOptionsBody : undefined;
  /** Milliseconds. */
  timeout?: {
    payload?: Method extends DestructiveRouteMethod ? number : undefined;
    idleSocket?: number;
  };
}

export interface RouteConfig<P, Q, B, Method extends RouteMethod> {
  path: string;
  /** `false`: params, query and body are empty objects, and the connection of a POST is closed. */
  validate: RouteValidatorConfig<P, Q, B> | false;
  options?: RouteConfigOptions<Method>;
}

export type RequestHandler<
  P = unknown,
  Q = unknown,
  B = unknown,
  Method extends RouteMethod = RouteMethod
> = (
  context: RequestHandlerContext,
  request: OpenSearchDashboardsRequest<P, Q, B, Method>,
  response: OpenSearchDashboardsResponseFactory
) => IOpenSearchDashboardsResponse | Promise<IOpenSearchDashboardsResponse>;

export type RouteRegistrar<Method extends RouteMethod> = <P, Q, B>(
  route: RouteConfig<P, Q, B, Method>,
  handler: RequestHandler<P, Q, B, Method>
) => void;

export interface IRouter {
  routerPath: string;
  get: RouteRegistrar<'get'>;
  post: RouteRegistrar<'post'>;
  put: RouteRegistrar<'put'>;
  patch: RouteRegistrar<'patch'>;
  delete: RouteRegistrar<'delete'>;
}

export interface IBasePath {
  readonly serverBasePath: string;
  get(request: OpenSearchDashboardsRequest): string;
  prepend(path: string): string;
  remove(path: string): string;
}

export interface HttpServerInfo {
  name: string;
  hostname: string;
  port: number;
  protocol: 'http' | 'https' | 'socket';
}

export interface HttpServiceSetup {
  createRouter: () => IRouter;
  basePath: IBasePath;
  getServerInfo: () => HttpServerInfo;
}

export interface HttpServiceStart {
  basePath: IBasePath;
  getServerInfo: () => HttpServerInfo;
}
