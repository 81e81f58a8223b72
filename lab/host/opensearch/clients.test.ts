import { createServer } from 'http';
import type { IncomingHttpHeaders, Server } from 'http';
import type { AddressInfo } from 'net';
import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { USER_COOKIE } from '..';
import type { LabUser, Security } from '..';
import { createOpenSearchClients } from './clients';

const users: LabUser[] = [
  { name: 'admin', roles: ['all_access'], backendRoles: [], password: 'secret' },
  { name: 'analyst', roles: ['soc_analyst'], backendRoles: ['soc'], password: 'other' },
];

/** Response of OpenSearch without the security plugin to every path it doesn't know. */
const NO_HANDLER = { error: 'no handler found for uri' };

describe('the OpenSearch client', () => {
  const seen: IncomingHttpHeaders[] = [];
  let server: Server;
  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        server = createServer(({ headers, url }, response) => {
          seen.push(headers);
          const known = url === '/';
          response.writeHead(known ? 200 : 400, { 'content-type': 'application/json' });
          response.end(JSON.stringify(known ? {} : NO_HANDLER));
        }).listen(0, '127.0.0.1', resolve);
      })
  );
  afterAll(() => server.close());
  beforeEach(() => seen.splice(0));

  const clients = (security: Security) =>
    createOpenSearchClients({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      internalUser: { username: 'kibanaserver', password: 'internal' },
      security,
      users,
    }).client;

  const scopedTo = (security: Security, cookie?: string) =>
    clients(security).asScoped({ headers: { cookie } }).asCurrentUser;

  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  const account = (client: OpenSearchClient, prefix = '_plugins') =>
    client.transport.request({ method: 'GET', path: `/${prefix}/_security/api/account` });

  it("asks as the host's own user, and as nobody for a request where there is no security", async () => {
    await clients('none').asInternalUser.info();
    await scopedTo('none').info();
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      basic('kibanaserver:internal'),
      undefined,
    ]);
  });

  it('asks as the user who is signed in where OpenSearch has security', async () => {
    await scopedTo('opensearch').info();
    await scopedTo('opensearch', `x=1; ${USER_COOKIE}=analyst`).info();
    expect(seen.map(({ authorization }) => authorization)).toEqual([
      basic('admin:secret'),
      basic('analyst:other'),
    ]);
  });

  it("answers for the security plugin where the lab's users stand for it, under both of its paths", async () => {
    const client = scopedTo('lab', `${USER_COOKIE}=analyst`);
    for (const prefix of ['_plugins', '_opendistro']) {
      const { body } = await account(client, prefix);
      expect(body).toMatchObject({
        user_name: 'analyst',
        roles: ['soc_analyst'],
        backend_roles: ['soc'],
      });
    }
    expect(seen).toEqual([]);
    await client.info();
    expect(seen).toHaveLength(1);
  });

  it('leaves the question to OpenSearch where there is no security', async () => {
    await expect(account(scopedTo('none'))).rejects.toMatchObject({
      meta: { statusCode: 400, body: NO_HANDLER },
    });
  });
});
