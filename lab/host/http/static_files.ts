import { createHash } from 'crypto';
import { createReadStream } from 'fs';
import { readFile, stat } from 'fs/promises';
import { extname, join, resolve, sep } from 'path';
import { forbidden, notFound } from '@hapi/boom';
import type { Request, ResponseToolkit, Server } from '@hapi/hapi';

const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * A folder of bundles under `url` (without a closing slash). Scripts and styles are kept by the browser for a year, and a `.br` or
 * `.gz` beside one is sent without being compared with it; any other file carries an etag.
 * @param folder is asked at each request, so that it may still be in the making when the route is registered.
 */
export function serveFiles(server: Server, url: string, folder: () => Promise<string> | string) {
  server.route({
    method: 'GET',
    path: `${url}/{path*}`,
    handler: async (request, h) => {
      const root = resolve(await folder());
      const file = join(root, String(request.params.path));
      if (!file.startsWith(root + sep)) throw forbidden();
      if (!(await isFile(file))) throw notFound();
      return /\.(js|css)$/.test(file) ? kept(file, request, h) : revalidated(file, h);
    },
  });
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false
  );

const ENCODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

async function kept(file: string, request: Request, h: ResponseToolkit) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const answer = (path: string) =>
    h
      .response(createReadStream(path))
      .type(TYPES[extname(file)] ?? '')
      .header('cache-control', 'max-age=31536000');
  for (const { name, ending } of ENCODINGS) {
    if (accepted.includes(name) && (await isFile(file + ending))) {
      return answer(file + ending)
        .header('content-encoding', name)
        .vary('accept-encoding');
    }
  }
  return answer(file);
}

async function revalidated(file: string, h: ResponseToolkit) {
  const content = await readFile(file);
  return h
    .response(content)
    .type(TYPES[extname(file)] ?? 'application/octet-stream')
    .etag(createHash('sha1').update(content).digest('hex'))
    .header('accept-ranges', 'bytes')
    .header('last-modified', (await stat(file)).mtime.toUTCString());
}
