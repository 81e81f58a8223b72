import type { IncomingMessage, Server } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a dashboard and its store, and knows what was asked. */
export interface RequestCounter {
  /** URL by which the dashboard reaches the store. */
  readonly url: string;
  /** `POST /_msearch` and how often, since the last time. */
  take(): Map<string, number>;
  stop(): Promise<void>;
}

/** @param storeUrl `http://`, with a port */
export async function countRequests(storeUrl: string): Promise<RequestCounter> {
  let counts = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const server: Server = createServer((incoming, outgoing) => {
    const name = nameOf(incoming);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const { hostname, port } = new URL(storeUrl);
    const { method, url, headers } = incoming;
    const passedOn = request({ hostname, port, method, path: url, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.on('error', () => outgoing.destroy());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = counts;
      counts = new Map();
      return taken;
    },
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Names a request without what tells one document or index from another. */
function nameOf({ method, url = '' }: IncomingMessage): string {
  const path = new URL(url, 'http://store').pathname;
  return `${method} ${/\/_[a-z]+$/.exec(path)?.[0] ?? path}`;
}
