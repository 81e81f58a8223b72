/**
 * The server half of the plugin against which the recordings of OpenSearch Dashboards 2.19.1 were made: one route for each way in
 * which a request can be refused or answered. It is run by the host as any built plugin is.
 */
import { Readable } from 'stream';
import { schema } from '@osd/config-schema';
import type {
  CoreSetup,
  IOpenSearchDashboardsResponse,
  IRouter,
  OpenSearchDashboardsResponseFactory,
} from 'opensearch-dashboards/server';

type Handle = (
  response: OpenSearchDashboardsResponseFactory
) => IOpenSearchDashboardsResponse | Promise<IOpenSearchDashboardsResponse>;

const BASE = '/api/host_probe';

const csv = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="x.csv"' };

/** Lines at an interval, and an end or a failure behind them. */
function lines(count: number, then: 'end' | 'fail'): Readable {
  const stream = new Readable({ read: () => undefined });
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    if (sent <= count) stream.push(`line ${sent}\n`);
    else {
      clearInterval(timer);
      if (then === 'end') stream.push(null);
      else stream.destroy(new Error('the source broke'));
    }
  }, 200);
  return stream;
}

const ANSWERS: Record<string, Handle> = {
  ok: (response) => response.ok({ body: { ok: true } }),
  bad_request: (response) => response.badRequest({ body: 'bad thing' }),
  bad_request_plain: (response) => response.badRequest(),
  bad_request_attributes: (response) =>
    response.badRequest({ body: { message: 'bad thing', attributes: { field: 'x' } } }),
  unauthorized: (response) => response.unauthorized(),
  forbidden: (response) =>
    response.forbidden({ body: { message: 'no', attributes: { code: 'FORBIDDEN' } } }),
  not_found: (response) => response.notFound({ body: 'no such thing' }),
  conflict: (response) =>
    response.conflict({ body: { message: 'changed meanwhile', attributes: { version: 3 } } }),
  internal_error: (response) => response.internalError({ body: 'my own internal message' }),
  redirected: (response) => response.redirected({ headers: { location: '/app/home' } }),
  buffer: (response) => response.ok({ headers: csv, body: Buffer.from('a,b\n1,2\n') }),
  buffer_undefined: (response) => response.ok(),
  set_cookie: (response) =>
    response.ok({
      headers: { 'set-cookie': ['a=1; Path=/; HttpOnly', 'b=2'], 'x-my': ['1', '2'] },
      body: {},
    }),
  stream: (response) =>
    response.ok({
      headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
      body: lines(5, 'end'),
    }),
  stream_fails: (response) =>
    response.ok({ headers: { 'content-type': 'text/plain' }, body: lines(2, 'fail') }),
  custom_207: (response) =>
    response.custom({
      statusCode: 207,
      body: {
        results: [
          { id: '001', ok: true },
          { id: '002', ok: false },
        ],
      },
    }),
  custom_attributes: (response) =>
    response.custom({
      statusCode: 502,
      body: {
        message: 'upstream failed',
        attributes: { code: 'UPSTREAM', detail: { a: 1 } },
      },
    }),
  custom_string: (response) => response.custom({ statusCode: 503, body: 'plain string body' }),
  custom_no_message: (response) => response.custom({ statusCode: 503, body: { code: 'X' } }),
  custom_no_status: (response) => response.custom({ statusCode: 0, body: {} }),
  custom_errorobj: (response) =>
    response.customError({ statusCode: 500, body: new Error('an Error as body') }),
  custom_error: (response) =>
    response.customError({
      statusCode: 502,
      body: { message: 'my customError message', attributes: { code: 'X' } },
    }),
  custom_error_200: (response) => response.customError({ statusCode: 200, body: 'fine' }),
  custom_error_headers: (response) =>
    response.customError({
      statusCode: 429,
      headers: { 'retry-after': '7' },
      body: { message: 'slow down', attributes: { code: 'RATE' } },
    }),
  throw: () => {
    throw new Error('thrown');
  },
  throw_async: async () => {
    throw new Error('thrown later');
  },
  throw_boom_like: () => {
    throw Object.assign(new Error('teapot'), {
      isBoom: true,
      statusCode: 418,
      output: { statusCode: 418, payload: {}, headers: {} },
    });
  },
  opensearch_error: () => {
    throw Object.assign(new Error('index_not_found_exception'), { statusCode: 404 });
  },
  opensearch_legacy_error: () => {
    throw Object.assign(new Error('Not Found'), { status: 404, statusCode: 404 });
  },
  // What a handler in JavaScript can do, whatever the types say.
  returns_undefined: () => undefined as unknown as IOpenSearchDashboardsResponse,
  returns_object: () => ({ a: 1 } as unknown as IOpenSearchDashboardsResponse),
};

function registerBodies(router: IRouter) {
  const any = { body: schema.any() };
  router.post({ path: `${BASE}/echo`, validate: any }, (_, { body }, response) =>
    response.ok({ body: { type: typeof body, isNull: body === null, body } })
  );
  const object = { body: schema.object({}, { unknowns: 'allow' }) };
  router.post({ path: `${BASE}/any_object`, validate: object }, (_, { body }, response) =>
    response.ok({ body: { body } })
  );
  const nullable = { body: schema.nullable(schema.object({}, { unknowns: 'allow' })) };
  router.post({ path: `${BASE}/nullable`, validate: nullable }, (_, { body }, response) =>
    response.ok({ body: { body } })
  );
  const small = { path: `${BASE}/small`, validate: any, options: { body: { maxBytes: 100 } } };
  router.post(small, (_, { body }, response) => response.ok({ body: { body } }));
  const unchecked = { path: `${BASE}/noxsrf`, validate: any, options: { xsrfRequired: false } };
  router.post(unchecked, (_, __, response) => response.ok({ body: { ok: true } }));
  const novalidate = { path: `${BASE}/novalidate`, validate: false as const };
  router.post(novalidate, (_, { body, query, params }, response) =>
    response.ok({ body: { body, query, params } })
  );
  router.post({ path: `${BASE}/accepted`, validate: any }, (_, __, response) =>
    response.accepted({ body: { id: 'abc' } })
  );
  router.delete({ path: `${BASE}/accepted`, validate: false }, (_, __, response) =>
    response.noContent()
  );
}

function registerParts(router: IRouter) {
  const validate = {
    params: schema.object({ id: schema.string({ minLength: 3 }) }),
    query: schema.object({ n: schema.number({ min: 1 }) }),
    body: schema.object({
      name: schema.string({ maxLength: 10 }),
      list: schema.arrayOf(schema.string({ maxLength: 4 }), { maxSize: 3 }),
      mode: schema.maybe(schema.oneOf([schema.literal('a'), schema.literal('b')])),
    }),
  };
  router.post({ path: `${BASE}/validate/{id}`, validate }, (_, request, response) => {
    const { params, query, body } = request;
    return response.ok({ body: { params, query, body } });
  });
  const optional = {
    params: schema.object({ a: schema.maybe(schema.string()) }),
    query: schema.object({
      q: schema.maybe(schema.any()),
      b: schema.maybe(schema.boolean()),
    }),
  };
  router.get({ path: `${BASE}/opt/{a?}`, validate: optional }, (_, { params, query }, response) =>
    response.ok({ body: { params, query } })
  );
  const wild = { params: schema.object({ rest: schema.string() }) };
  router.get({ path: `${BASE}/wild/{rest*}`, validate: wild }, (_, { params }, response) =>
    response.ok({ body: { params } })
  );
}

function registerSlow(router: IRouter) {
  const query = schema.object({ ms: schema.number() });
  router.get(
    { path: `${BASE}/slow`, validate: { query } },
    async (_, { query: { ms } }, response) => {
      await new Promise((resolve) => setTimeout(resolve, ms).unref());
      return response.ok({ body: { ms } });
    }
  );
}

function registerAnswers(router: IRouter) {
  for (const [name, answer] of Object.entries(ANSWERS)) {
    router.get({ path: `${BASE}/${name}`, validate: false }, (_, __, response) => answer(response));
  }
}

function registerContext(router: IRouter, { http }: CoreSetup) {
  router.get({ path: `${BASE}/context`, validate: false }, (context, request, response) => {
    const { url, route, headers, isSystemRequest, auth, uuid, id } = request;
    const { path, socket } = request as unknown as { path: string; socket: object };
    return response.ok({
      body: {
        contextKeys: Object.keys(context),
        request: {
          url: url.href,
          path,
          headers: Object.keys(headers),
          isSystemRequest,
          auth,
          route,
          uuid,
          id,
          socketKeys: Object.keys(socket),
        },
        basePath: http.basePath.get(request),
        serverBasePath: http.basePath.serverBasePath,
      },
    });
  });
}

const ROUTES = [registerAnswers, registerBodies, registerParts, registerSlow, registerContext];

const inner = schema.object({ inner: schema.string({ defaultValue: 'DEFAULT-INNER' }) });

export const config = {
  exposeToBrowser: { shown: true },
  schema: schema.object({
    enabled: schema.boolean({ defaultValue: true }),
    secret: schema.string({ defaultValue: 'secret-default' }),
    nested: inner,
    shown: schema.string({ defaultValue: 'shown-default' }),
  }),
};

export const plugin = () => ({
  setup(core: CoreSetup) {
    const router = core.http.createRouter();
    ROUTES.forEach((register) => register(router, core));
  },
  start: () => undefined,
});
