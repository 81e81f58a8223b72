import { createServer as createHttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * States of the store for the dashboard: `open` as it is, `refusing` no connection, `silent` no answer, `busy` and `denied` an error to
 * whatever it asks.
 */
export const gateStates = ['open', 'refusing', 'silent', 'busy', 'denied'] as const;
export type GateState = (typeof gateStates)[number];

/** Errors as OpenSearch 2.19 writes them if a circuit breaker rejects a request, and the security plugin if no role allows it. */
const ERRORS = {
  busy: { status: 429, type: 'circuit_breaking_exception', reason: '[parent] Data too large' },
  denied: { status: 403, type: 'security_exception', reason: 'no permissions for [indices:*]' },
} as const;

/** Answers each request that comes over a connection with the same error. */
function refuser({ status, type, reason }: { status: number; type: string; reason: string }) {
  return createHttpServer((request, response) => {
    request.resume();
    const error = { root_cause: [{ type, reason }], type, reason };
    response
      .writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
      .end(JSON.stringify({ error, status }));
  });
}

export interface StoreGate {
  /** URL by which the dashboard reaches the store. */
  readonly url: string;
  state(): GateState;
  /** Ends the connections that there are, unless nothing changes. */
  set(state: GateState): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Stands on a port of its own before a store on this machine, so that the store can be out of the dashboard's reach and still keep
 * what it has: stopping an OpenSearch that has its data in a temporary folder would lose all.
 *
 * @param storeUrl `http://`, with a port
 */
export async function openStoreGate(storeUrl: string): Promise<StoreGate> {
  const { hostname, port: storePort } = new URL(storeUrl);
  const sockets = new Set<Socket>();
  let state: GateState = 'open';

  const keep = (socket: Socket) => {
    sockets.add(socket);
    // A cut connection is what this is about.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((fromDashboard) => {
    keep(fromDashboard);
    if (state === 'silent') {
      fromDashboard.resume();
      return;
    }
    if (state === 'busy' || state === 'denied') {
      refuser(ERRORS[state]).emit('connection', fromDashboard);
      return;
    }
    const toStore = connect(Number(storePort), hostname);
    keep(toStore);
    fromDashboard.pipe(toStore).pipe(fromDashboard);
    fromDashboard.on('close', () => toStore.destroy());
    toStore.on('close', () => fromDashboard.destroy());
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    sockets.forEach((socket) => socket.destroy());
    await closed;
  };

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state: () => state,
    async set(wanted) {
      if (wanted === state) return;
      state = wanted;
      if (server.listening) await close();
      if (wanted !== 'refusing') await listen(port);
    },
    stop: async () => {
      if (server.listening) await close();
    },
  };
}
