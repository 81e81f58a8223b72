import { notFound } from '@hapi/boom';
import { Server } from '@hapi/hapi';
import type { Request, ResponseToolkit } from '@hapi/hapi';
import type { IBasePath } from 'opensearch-dashboards/server';
import { RELEASE, SERVER_NAME } from '../release';
import { refusal } from './answer';

export interface HttpOptions {
  /** 0 for a free one. */
  port: number;
  basePath: IBasePath;
  maxPayloadBytes: number;
  customResponseHeaders: Record<string, string>;
}

const KEEP_ALIVE_MS = 120_000;

/** The HTTP server with all that OSD and Wazuh's plugin do to every request and answer. It listens on 127.0.0.1 only. */
export function createHttpServer(options: HttpOptions): Server {
  const server = new Server({
    host: '127.0.0.1',
    port: options.port,
    routes: {
      cache: { privacy: 'private', otherwise: 'private, no-cache, no-store, must-revalidate' },
      payload: { maxBytes: options.maxPayloadBytes },
    },
    state: { strictHeader: false },
    // As in the list of types that OSD's hapi has: an answer without a type is not compressed.
    mime: { override: { 'application/octet-stream': { compressible: false } } },
  });
  server.listener.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listener.setTimeout(KEEP_ALIVE_MS);
  server.listener.on('timeout', (socket) => socket.destroy());

  server.ext('onRequest', (request, h) => withoutBasePath(request, h, options.basePath));
  server.ext('onPostAuth', checkXsrf);
  server.ext('onPostAuth', checkVersion);
  server.ext('onPreResponse', (request, h) => {
    const headers = {
      ...options.customResponseHeaders,
      'osd-name': SERVER_NAME,
      // Set by Wazuh's plugin over whatever a route sets.
      'x-frame-options': 'sameorigin',
    };
    const { response } = request;
    if ('isBoom' in response) Object.assign(response.output.headers, headers);
    else Object.entries(headers).forEach(([name, value]) => response.header(name, value));
    return h.continue;
  });

  server.route({
    method: 'GET',
    path: '/',
    handler: (_, h) => h.response().redirect(options.basePath.prepend('/app/wz-home')),
  });
  server.route({
    method: 'GET',
    path: '/{path*}',
    handler: ({ path, url }, h) => {
      if (!path.endsWith('/')) throw notFound();
      return h
        .redirect(options.basePath.prepend(path.slice(0, -1) + url.search))
        .permanent(true)
        .rewritable(true);
    },
  });
  return server;
}

function withoutBasePath(request: Request, h: ResponseToolkit, basePath: IBasePath) {
  if (basePath.serverBasePath === '') return h.continue;
  const asked = request.url.pathname + request.url.search;
  const rewritten = basePath.remove(asked);
  if (rewritten === asked) throw notFound();
  request.setUrl(rewritten);
  return h.continue;
}

const isSafe = (method: string) => method === 'get' || method === 'options';

function checkXsrf(request: Request, h: ResponseToolkit) {
  const { app } = request.route.settings;
  const required = app && 'xsrfRequired' in app ? app.xsrfRequired === true : true;
  const present = 'osd-xsrf' in request.headers || 'osd-version' in request.headers;
  if (!required || isSafe(request.route.method) || present) return h.continue;
  throw refusal(400, 'Request must contain the osd-xsrf header.');
}

function checkVersion(request: Request, h: ResponseToolkit) {
  const got = request.headers['osd-version'];
  const expected = RELEASE.version;
  if (!got || got === expected) return h.continue;
  throw refusal(
    400,
    'Browser client is out of date, please refresh the page ' +
      `("osd-version" header was "${got}" but should be "${expected}")`,
    { expected, got }
  );
}
