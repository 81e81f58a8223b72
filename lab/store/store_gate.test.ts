import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StoreGate } from './store_gate';
import { openStoreGate } from './store_gate';

describe('the gate before a store', () => {
  const store = createServer((request, response) => response.end(`asked for ${request.url}`));
  let gate: StoreGate;

  beforeAll(() => new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => store.close(resolve)));
  beforeEach(async () => {
    const { port } = store.address() as AddressInfo;
    gate = await openStoreGate(`http://127.0.0.1:${port}`);
  });
  afterEach(() => gate.stop());

  const ask = async () =>
    (
      await fetch(`${gate.url}/path`, {
        headers: { connection: 'close' },
        signal: AbortSignal.timeout(200),
      })
    ).text();

  it('lets everything through while it is open', async () => {
    expect(gate.state()).toBe('open');
    expect(await ask()).toBe('asked for /path');
  });

  it('refuses connections, and opens again at the same address', async () => {
    await gate.set('refusing');
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await gate.set('open');
    expect(await ask()).toBe('asked for /path');
  });

  it('takes requests and never answers while it is silent', async () => {
    await gate.set('silent');
    await expect(ask()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it.each([
    ['busy' as const, '{"error":{"root_cause":[{"type":"circuit_breaking_exception"'],
    ['denied' as const, '{"error":{"root_cause":[{"type":"security_exception"'],
  ])('answers everything with an error while it is %s', async (state, error) => {
    await gate.set(state);
    expect(await ask()).toContain(error);
    expect(await ask()).toContain(error);
  });

  it('cuts what is under way when it changes', async () => {
    await gate.set('silent');
    const asked = fetch(`${gate.url}/path`).catch(({ cause }) => cause.code);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await gate.set('open');
    expect(await asked).toBe('UND_ERR_SOCKET');
  });

  it('is closed by its end, in any state', async () => {
    await gate.set('refusing');
    await gate.stop();
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});
