import type {
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';
import { startManager } from '../../manager/manager';
import type { SimulatedManager } from '../../manager/manager';
import { createLogger } from '../log';
import { startWithProbe } from '../probe/start_with_probe';
import { DEFAULT_USERS, USER_COOKIE } from '..';
import type { WazuhCoreOptions } from './options';
import { createWazuhCore } from './plugin';

let manager: SimulatedManager;
beforeAll(async () => {
  manager = await startManager({ fleet: [], answerDelayMs: 0 });
});
afterAll(() => manager.stop());

interface Wanted {
  runAs?: boolean;
  start?: WazuhCoreOptions['start'];
}

function options({ runAs = false, start = 'waits' }: Wanted = {}): WazuhCoreOptions {
  const { protocol, hostname, port } = new URL(manager.url);
  const url = `${protocol}//${hostname}`;
  const user = { username: 'wazuh-wui', password: 'wazuh-wui' };
  return { start, hosts: [{ id: 'a', url, port: Number(port), ...user, run_as: runAs }] };
}

const create = (wanted?: Wanted) =>
  createWazuhCore(
    options(wanted),
    'none',
    createLogger(() => undefined)
  );

const requestWith = (cookie?: string) =>
  ({ headers: { cookie } } as unknown as OpenSearchDashboardsRequest);

const noContext = {} as RequestHandlerContext;

const to = { apiHostID: 'a' };

const statusOf = (answer: Promise<{ status: number }>) =>
  answer.then(
    ({ status }) => status,
    (error: unknown) => Object(error).response?.status
  );

describe('as the internal user', () => {
  it('wazuhCore keeps a token for each manager, and logs in once more on a 401', async () => {
    const { asInternalUser } = create().contract.api.client;
    expect(await statusOf(asInternalUser.request('GET', '/', {}, to))).toBe(200);
    manager.tokens.revoke(['wazuh-wui']);
    expect(await statusOf(asInternalUser.request('GET', '/', {}, to))).toBe(200);
  });

  it('throws where the data of a request are undefined', async () => {
    const { asInternalUser } = create().contract.api.client;
    await expect(
      Reflect.apply(asInternalUser.request, undefined, ['GET', '/', undefined, to])
    ).rejects.toThrow(TypeError);
  });

  it('passes the errors of axios on, with the answer in them', async () => {
    const { asInternalUser } = create().contract.api.client;
    const failed = asInternalUser.request('GET', '/agents', { params: { limit: -1 } }, to);
    await expect(failed).rejects.toMatchObject({ response: { status: 400 } });
  });
});

describe('as the current user', () => {
  it('wazuhCore takes its token from the cookie alone and never logs in', async () => {
    const core = create();
    const clientOf = (cookie?: string) =>
      core.routeContext(noContext, requestWith(cookie)).api.client.asCurrentUser;
    const token = await core.contract.api.client.asInternalUser.authenticate('a');
    expect(await statusOf(clientOf().request('GET', '/', {}, to))).toBe(401);
    expect(await statusOf(clientOf(`wz-token=${token}`).request('GET', '/', {}, to))).toBe(200);
    // A cookie of another name that ends so counts as well.
    expect(await statusOf(clientOf(`x-wz-token=${token}`).request('GET', '/', {}, to))).toBe(200);
    const headers = { Authorization: `Bearer ${token}` };
    expect(await statusOf(clientOf('wz-token=no').request('GET', '/', { headers }, to))).toBe(200);
  });

  it('cannot be had from the contract: asScoped is exported without its object', async () => {
    const { asScoped } = create({ runAs: true }).contract.api.client;
    const scoped = () => asScoped(noContext, requestWith()).request('GET', '/', {}, to);
    await expect(async () => scoped()).rejects.toThrow(TypeError);
  });
});

describe('the configured managers', () => {
  it('come with their passwords unless told otherwise', async () => {
    const { manageHosts } = create().contract;
    expect(await manageHosts.get()).toEqual([expect.objectContaining({ password: 'wazuh-wui' })]);
    const without = await manageHosts.get('a', { excludePassword: true });
    expect(without).not.toHaveProperty('password');
    const [entry] = await manageHosts.getEntries();
    expect(entry).toHaveProperty('password');
    await expect(manageHosts.get('b')).rejects.toThrow('[b] not found');
  });

  it('are known with run_as after the start', async () => {
    for (const runAs of [false, true]) {
      const core = create({ runAs });
      expect(() => core.contract.manageHosts.isEnabledAuthWithRunAs('a')).toThrow(
        'not found in the registry'
      );
      await core.start();
      expect(core.contract.manageHosts.isEnabledAuthWithRunAs('a')).toBe(runAs);
      const [entry] = await core.contract.manageHosts.getEntries({ excludePassword: true });
      expect(entry?.cluster_info).toMatchObject({ manager: 'wazuh-server', status: 'disabled' });
    }
  });

  it('that could not be asked stay unknown where the start waits', async () => {
    manager.faults.start('manager_down');
    const core = create({ runAs: true });
    await core.start();
    manager.faults.end('manager_down');
    const { manageHosts } = core.contract;
    expect(() => manageHosts.isEnabledAuthWithRunAs('a')).toThrow('could not check the ability');
    const [entry] = await manageHosts.getEntries({ excludePassword: true });
    expect(entry?.cluster_info).toMatchObject({ manager: null, cluster: 'Disabled' });
  });

  it('of which nothing is known yet are asked by getEntries where the start does not wait', async () => {
    const { manageHosts } = create({ start: 'in_background' }).contract;
    const [entry] = await manageHosts.getEntries({ excludePassword: true });
    expect(entry?.cluster_info).toMatchObject({ manager: 'wazuh-server' });
  });
});

it('without the security plugin the user is a constant', async () => {
  const { getCurrentUser } = create().contract.dashboardSecurity;
  expect(await getCurrentUser(requestWith(`${USER_COOKIE}=admin`))).toMatchObject({
    username: 'elastic',
  });
});

describe("the login of Wazuh's pages", () => {
  const [admin, reader] = [DEFAULT_USERS[0], DEFAULT_USERS[2]];

  async function login(url: string, cookie: string) {
    const response = await fetch(`${url}/api/login`, {
      method: 'POST',
      headers: { 'osd-xsrf': 'true', 'content-type': 'application/json', cookie },
      body: JSON.stringify({ idHost: 'a' }),
    });
    const cookies = (response.headers.get('set-cookie') ?? '')
      .split(/, (?=wz-)/)
      .flatMap((set) => set.split(';')[0] || []);
    return { body: await response.json(), cookies };
  }

  it('leaves the cookies that other plugins find, and keeps a token for who it was given to', async () => {
    const host = await startWithProbe({ security: 'lab', wazuhCore: options({ runAs: true }) });
    try {
      const asAdmin = `${USER_COOKIE}=${admin?.name}`;
      const first = await login(host.url, asAdmin);
      expect(first.cookies).toEqual([`wz-token=${first.body.token}`, 'wz-user=admin', 'wz-api=a']);

      const again = await login(host.url, [asAdmin, ...first.cookies].join('; '));
      expect(again).toEqual({ body: first.body, cookies: [] });

      const asReader = `${USER_COOKIE}=${reader?.name}`;
      const other = await login(host.url, [asReader, ...first.cookies].join('; '));
      expect(other.cookies).toContain('wz-user=reader');
      expect(other.body.token).not.toBe(first.body.token);
    } finally {
      await host.stop();
    }
  });
});
