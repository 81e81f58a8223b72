import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openLabStore } from './lab_store';

const ignore = () => undefined;

describe('the store of the lab', () => {
  it('is the small one where that is asked for, says so, and is reached by the dashboard through a gate', async () => {
    const store = await openLabStore('embedded', ignore);
    try {
      expect(store.notice).toMatch(/^Data is kept in a small embedded store instead of OpenSearch/);
      expect(store.gate?.url).not.toBe(store.url);
      for (const url of [store.url, store.gate?.url]) {
        expect(await (await fetch(`${url}/`)).json()).toMatchObject({ name: 'embedded' });
      }
    } finally {
      await store.stop();
    }
    await expect(fetch(store.url)).rejects.toThrow();
  });

  describe('that is given', () => {
    let server: Server;
    let url: string;
    let indices: object[];

    beforeEach(async () => {
      indices = [];
      server = createServer((request, response) => {
        const info = { version: { number: '2.19.1', distribution: 'opensearch' } };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(request.url === '/' ? info : indices));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(() => server.close());

    it('is taken as it is where it is empty', async () => {
      const store = await openLabStore({ url }, ignore);
      expect(store).toMatchObject({ url, name: `OpenSearch 2.19.1 at ${url}.` });
      expect(store.gate).toBeUndefined();
      expect(store.notice).toBeUndefined();
    });

    it('is refused where it has alerts or a ledger: simulated ones are not mixed with others', async () => {
      indices = [{ index: 'wazuh-alerts-4.x-2026.11.24' }];
      await expect(openLabStore({ url }, ignore)).rejects.toThrow(
        `The OpenSearch at ${url} already has 1 alert or ledger indices.`
      );
    });

    it('is refused with the reason where it does not answer', async () => {
      server.close();
      server.closeAllConnections();
      await expect(openLabStore({ url }, ignore)).rejects.toThrow(
        `The OpenSearch at ${url} can't be used: connect ECONNREFUSED`
      );
    });
  });
});
