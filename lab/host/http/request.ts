import { randomUUID } from 'crypto';
import type { Request } from '@hapi/hapi';
import { fromEvent, merge } from 'rxjs';
import { first, shareReplay, takeUntil } from 'rxjs/operators';
import type {
  OpenSearchDashboardsRequest,
  RouteMethod,
  RouteValidatorConfig,
} from 'opensearch-dashboards/server';

/**
 * The request as a handler sees it. Checked in OSD's order, params, query, body; a part without a schema is `{}`.
 * @throws ValidationError for the first part that fails; the message carries no value.
 */
export function toDashboardsRequest<P, Q, B>(
  request: Request,
  validate: RouteValidatorConfig<P, Q, B> | false
): OpenSearchDashboardsRequest<P, Q, B> {
  const read = (part: 'params' | 'query' | 'body', value: unknown) =>
    validate && validate[part] ? validate[part]?.validate(value, {}, `request ${part}`) : {};
  const params = read('params', request.params) as P;
  const query = read('query', request.query) as Q;
  const body = read('body', request.payload) as B;

  const { req, res } = request.raw;
  const finished$ = fromEvent<void>(res, 'finish').pipe(shareReplay(1), first());
  const aborted$ = fromEvent<void>(req, 'aborted').pipe(first(), takeUntil(finished$));
  const { app } = request.route.settings;
  const parts = {
    url: request.url,
    path: request.path,
    headers: Object.freeze({ ...request.headers }),
    isSystemRequest: request.headers['osd-system-request'] === 'true',
    auth: { isAuthenticated: false },
    route: {
      path: request.path,
      method: request.method as RouteMethod,
      options: {
        authRequired: true,
        xsrfRequired: app && 'xsrfRequired' in app ? app.xsrfRequired : true,
        tags: request.route.settings.tags ?? [],
        timeout: { idleSocket: req.socket.timeout },
      },
    },
    uuid: randomUUID(),
    id: randomUUID(),
    socket: { socket: req.socket, authorized: undefined, authorizationError: undefined },
    events: {
      aborted$,
      completed$: merge(finished$, aborted$).pipe(shareReplay(1), first()),
    },
  };
  return { ...parts, params, query, body };
}
