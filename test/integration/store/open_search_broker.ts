import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOpenSearch } from '../../../lab/store/opensearch/opensearch';
import { startSecuredOpenSearch } from '../../../lab/store/opensearch/secured_opensearch';

/** Name under which the tests' processes find the broker. */
export const brokerVariable = 'ISOLATION_TEST_OPENSEARCH_BROKER';

export const brokeredStores = ['plain', 'secured'] as const;
export type BrokeredStore = (typeof brokeredStores)[number];

export interface Broker {
  readonly url: string;
  /** Ends what was started. */
  stop(): Promise<void>;
}

/** Name under which a run that asks more of the store than the tests do sets its memory, MB. */
export const heapVariable = 'ISOLATION_TEST_OPENSEARCH_HEAP';
/** Heap of the store that most test files share, two at a time, MB. With half of it the node refuses now and then. */
const SHARED_HEAP = 1024;

const starters = {
  plain: () => startOpenSearch({ heap: Number(process.env[heapVariable] ?? SHARED_HEAP) }),
  secured: () => startSecuredOpenSearch(),
};
type Started = ReturnType<typeof startOpenSearch>;

/**
 * Jest runs test files in worker processes that come and go; what one of them starts, no other can rely on. So Jest's own process holds
 * this small server: the first test that asks `GET /plain` or `GET /secured` has that OpenSearch started, all others get the same one.
 */
export async function startBroker(): Promise<Broker> {
  const started = new Map<BrokeredStore, Started>();

  function obtain(name: BrokeredStore): Started {
    const running = started.get(name) ?? starters[name]();
    started.set(name, running);
    return running;
  }

  const server = createServer((request, response) => {
    const name = brokeredStores.find((store) => request.url === `/${store}`);
    if (name === undefined) {
      response.writeHead(404).end();
      return;
    }
    obtain(name).then(
      (running) => response.end(JSON.stringify(running)),
      (error: Error) => response.writeHead(500).end(error.message)
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      const running = await Promise.allSettled(started.values());
      await Promise.all(
        running.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined))
      );
    },
  };
}
