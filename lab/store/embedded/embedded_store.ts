import { Server } from '@hapi/hapi';
import type { Lifecycle, Request } from '@hapi/hapi';
import { chunk } from 'lodash';
import { Indices } from './indices';
import { objectOf } from './json';
import { answers, statusOf } from './requests';
import type { StoreRequest } from './requests';
import { badRequest, notSupported, StoreError } from './store_error';

/** @throws StoreError where the body, or a line of one that has several, is no JSON. */
function read({ path, payload, params, query }: Request): StoreRequest {
  const text = String(payload ?? '').trim() || '{}';
  try {
    const texts = /_(bulk|msearch)$/.test(path) ? text.split('\n') : [text];
    const lines = texts.map((line) => objectOf(JSON.parse(line)));
    const [body = {}, pairs] = [lines[0], chunk(lines, 2)];
    return { index: params.index, id: params.id, query, body, pairs };
  } catch (notJson) {
    throw badRequest('parse_exception', String(notJson));
  }
}

/** A small store on 127.0.0.1 that speaks a part of OpenSearch's language and refuses the rest. */
export async function startEmbeddedStore({ port = 0 } = {}) {
  const indices = new Indices();
  const payload = { parse: false, output: 'data' as const, maxBytes: 100_000_000 };
  const server = new Server({ host: '127.0.0.1', port, routes: { payload } });
  server.listener.keepAliveTimeout = 0; // OpenSearch ends no idle connection; Node does, after 5 s.
  for (const [route, answer] of Object.entries(answers)) {
    const [methods = '', path = ''] = route.split(' ');
    const handler: Lifecycle.Method = (request, h) => {
      const body = answer(indices, read(request));
      if ((request.query.refresh ?? 'false') !== 'false') indices.forEach((one) => one.refresh());
      return h.response(body).code(statusOf(body));
    };
    server.route({ method: methods.split(','), path, handler });
  }
  server.ext('onPreResponse', ({ response, method, path }, h) => {
    const isUnknown = 'isBoom' in response && response.output.statusCode === 404;
    const error = isUnknown ? notSupported(`${method} ${path}`) : response;
    return error instanceof StoreError ? h.response(error.body).code(error.status) : h.continue;
  });
  await server.start();
  return { url: server.info.uri, stop: () => server.stop() };
}
