import { Client } from '@opensearch-project/opensearch';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeClient, responseError } from '../../test/fakes/opensearch';
import { readCurrentUser } from './current_user';

describe('the roles of the person who asks', () => {
  it('are apart from the names that an identity provider gives', async () => {
    const client = fakeClient(() => ({
      user_name: 'alice',
      roles: ['analyst', 'own_index'],
      backend_roles: ['admin', 'analyst'],
    }));
    expect(await readCurrentUser(client)).toMatchObject({
      roles: ['analyst', 'own_index'],
      backendRoles: ['admin', 'analyst'],
    });
  });
});

const refusing = (statusCode: number, body: unknown) =>
  fakeClient(() => {
    throw responseError(statusCode, body);
  });

describe('who asks', () => {
  it.each([
    ['Unauthorized'],
    ['Authentication finally failed'],
    [{ error: { type: 'security_exception' } }],
  ])('is nobody once the session is over at the identity provider: %j', async (body) => {
    await expect(readCurrentUser(refusing(401, body))).rejects.toMatchObject({
      code: 'session_over',
      status: 401,
      message: expect.stringMatching(/sign in again/i),
    });
  });

  it('is not known where the indexer fails, which is nobody’s session', async () => {
    await expect(readCurrentUser(refusing(503, {}))).rejects.toMatchObject({
      code: 'indexer_failed',
    });
    await expect(readCurrentUser(refusing(403, {}))).rejects.toMatchObject({
      code: 'indexer_denied',
    });
  });
});

describe('an indexer without the security plugin', () => {
  it('is known by its response, which the client takes for no error: the host logs each of those', async () => {
    const error = 'no handler found for uri [/_plugins/_security/api/account] and method [GET]';
    const server = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = new Client({ node: `http://127.0.0.1:${port}` });
    const logged: unknown[] = [];
    client.on('response', (failed) => failed && logged.push(failed));
    try {
      const user = await readCurrentUser(client);
      expect(user).toMatchObject({ name: 'elastic', roles: 'no_security_plugin' });
      expect(logged).toEqual([]);
    } finally {
      await client.close();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('is not one whose 400 says anything else', async () => {
    const client = fakeClient(() => ({ error: { type: 'illegal_argument_exception' } }));
    await expect(readCurrentUser(client)).rejects.toMatchObject({ code: 'indexer_failed' });
  });
});
