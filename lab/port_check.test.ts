import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reasonAgainstPort } from './port_check';

describe('the check of a port', () => {
  let server: Server;
  let port: number;

  async function listen(headers: Record<string, string>): Promise<void> {
    server = createServer((_, response) => response.writeHead(404, headers).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  }
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  it('has nothing against a free one', async () => {
    await listen({});
    await close();
    expect(await reasonAgainstPort(port)).toBeUndefined();
  });

  it('tells a dashboard that runs there from another program, and names another port', async () => {
    await listen({});
    expect(await reasonAgainstPort(port)).toBe(
      `Port ${port} is taken by another program. Choose another one: npm start -- --port ${
        port + 1
      }`
    );
    await close();
    await listen({ 'osd-name': 'wazuh-dashboard' });
    expect(await reasonAgainstPort(port)).toMatch(
      `Port ${port} is taken by a dashboard: another demo, or a real one. Stop it`
    );
    await close();
  });
});
