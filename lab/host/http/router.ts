import type { Server } from '@hapi/hapi';
import { errors } from '@opensearch-project/opensearch';
import type {
  IRouter,
  Logger,
  OpenSearchDashboardsRequest,
  RequestHandler,
  RequestHandlerContext,
  RouteConfig,
  RouteMethod,
} from 'opensearch-dashboards/server';
import { isConfigSchema } from '../../osd/config_schema';
import { answers, internalError, refusal, toHapi } from './answer';
import { toDashboardsRequest } from './request';

export type ContextOf = (request: OpenSearchDashboardsRequest) => Promise<RequestHandlerContext>;

/** A plugin's router: what it registers is at once a route of the server, with OSD's checks before and behind it. */
export function createRouter(server: Server, contextOf: ContextOf, log: Logger): IRouter {
  const registrar =
    <Method extends RouteMethod>(method: Method) =>
    <P, Q, B>(route: RouteConfig<P, Q, B, Method>, handler: RequestHandler<P, Q, B, Method>) => {
      checkSchemas(method, route);
      server.route({
        method,
        path: route.path,
        options: hapiOptions(method, route),
        handler: async (hapiRequest, h) => {
          let request: OpenSearchDashboardsRequest<P, Q, B, Method>;
          try {
            request = toDashboardsRequest(hapiRequest, route.validate) as typeof request;
          } catch (error) {
            throw refusal(400, (error as Error).message);
          }
          try {
            return toHapi(await handler(await contextOf(request), request, answers), h);
          } catch (error) {
            log.error(error instanceof Error ? error : String(error));
            throw isUnauthorized(error) ? unauthorized(error) : internalError();
          }
        },
      });
    };
  return {
    routerPath: '',
    get: registrar('get'),
    post: registrar('post'),
    put: registrar('put'),
    patch: registrar('patch'),
    delete: registrar('delete'),
  };
}

function checkSchemas<P, Q, B>(method: string, { path, validate }: RouteConfig<P, Q, B, never>) {
  if (validate === undefined) {
    throw new Error(
      `The [${method}] at [${path}] does not have a 'validate' specified. Use 'false' as the value if you want to bypass validation.`
    );
  }
  for (const [key, schema] of Object.entries(validate || {})) {
    if (!isConfigSchema(schema)) {
      throw new Error(
        `Expected a valid validation logic declared with '@osd/config-schema' package or a RouteValidationFunction at key: [${key}].`
      );
    }
  }
}

function hapiOptions<P, Q, B, M extends RouteMethod>(
  method: M,
  { options = {}, validate }: RouteConfig<P, Q, B, M>
) {
  const safe = method === 'get' || method === 'options';
  const app = { xsrfRequired: options.xsrfRequired ?? !safe };
  const tags = options.tags ? [...options.tags] : undefined;
  const timeout = { socket: options.timeout?.idleSocket };
  if (safe) return { app, tags, timeout };
  // Without a schema for the body OSD does not read it at all.
  const unread = !options.body && !(validate && validate.body);
  const { accepts, maxBytes, output, parse } = options.body ?? {};
  const payload = {
    ...(unread && { output: 'stream' as const, parse: false }),
    ...(accepts && { allow: accepts }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(output && { output }),
    ...(parse !== undefined && { parse }),
    ...(options.timeout?.payload !== undefined && { timeout: options.timeout.payload }),
  };
  return { app, tags, timeout, ...(Object.keys(payload).length > 0 && { payload }) };
}

const isUnauthorized = (error: unknown): error is errors.ResponseError =>
  error instanceof errors.ResponseError && error.statusCode === 401;

function unauthorized(error: errors.ResponseError) {
  const answer = refusal(401, error.message);
  answer.output.headers['www-authenticate'] =
    String(error.headers['www-authenticate'] ?? '') || 'Basic realm="Authorization Required"';
  return answer;
}
