import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What the dashboard meets at the store: `open` as it is, `refusing` no connection, `silent` no answer. */
export const gateStates = ['open', 'refusing', 'silent'] as const;
export type GateState = (typeof gateStates)[number];

export interface StoreGate {
  /** By which the dashboard reaches the store. */
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
