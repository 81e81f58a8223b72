import { basic, ManagerClient } from '../../test/builders/manager_client';
import { RecordedManager } from '../../test/builders/recorded_manager';
import type { RuleBody } from './rbac';
import { customRole } from './rbac';

const alone = { version: '4.12.0', cluster: 'alone' } as const;
const loginPath = '/security/user/authenticate';
const wrong = { Authorization: basic('wazuh', 'wrong') };

describe('logging in to the simulated manager', () => {
  let now = Date.parse('2026-11-24T08:00:00Z');
  let recorded: RecordedManager;

  beforeEach(async () => {
    recorded = await RecordedManager.start(alone, { clock: () => now });
  });
  afterEach(() => recorded.stop());

  const bearer = async (): Promise<Record<string, string>> => ({
    Authorization: `Bearer ${await recorded.client.logIn('wazuh', 'wazuh')}`,
  });

  it('needs a client that trusts the authority of this manager', async () => {
    const stranger = new ManagerClient(recorded.manager.url, '');
    await expect(stranger.send('GET', '/')).rejects.toThrow(/self.signed|unable to verify/);
    stranger.close();
  });

  it('gives an ES512 token with the claims of the real one, for 900 s', async () => {
    const token = await recorded.client.logIn('wazuh', 'wazuh');
    const [header, claims] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(header).toEqual({ alg: 'ES512', typ: 'JWT' });
    expect(claims).toEqual({
      iss: 'wazuh',
      aud: 'Wazuh API REST',
      sub: 'wazuh',
      run_as: false,
      rbac_roles: [1],
      rbac_mode: 'white',
      nbf: now / 1000,
      exp: now / 1000 + 900,
    });
    expect(Buffer.from(token.split('.')[2] ?? '', 'base64url')).toHaveLength(132);
  });

  it('refuses a token whose claims were changed', async () => {
    const [header, , signature] = (await recorded.client.logIn('u_norole', 'u_norole')).split('.');
    const admin = (await recorded.client.logIn('wazuh', 'wazuh')).split('.')[1];
    const forged = { Authorization: `Bearer ${header}.${admin}.${signature}` };
    expect((await recorded.client.send('GET', '/', forged)).status).toBe(401);
  });

  it('lets a token live for 900 s and not longer', async () => {
    const headers = await bearer();
    now += 899_000;
    expect((await recorded.client.send('GET', '/', headers)).status).toBe(200);
    now += 1000;
    expect((await recorded.client.send('GET', '/', headers)).status).toBe(401);
  });

  it('blocks an address after 50 failures, for 300 s from the first of them, and no token', async () => {
    const headers = await bearer();
    for (let failure = 1; failure <= 50; failure += 1) {
      expect((await recorded.client.send('POST', loginPath, wrong)).status).toBe(401);
      now += 1000;
    }
    const right = { Authorization: basic('wazuh', 'wazuh') };
    const blocked = await recorded.client.send('POST', loginPath, right);
    expect([blocked.status, JSON.parse(blocked.text).error]).toEqual([403, 6000]);
    expect((await recorded.client.send('GET', '/', headers)).status).toBe(200);
    now += 249_000;
    expect((await recorded.client.send('POST', loginPath, right)).status).toBe(403);
    now += 1000;
    expect((await recorded.client.send('POST', loginPath, right)).status).toBe(200);
  });

  it('counts failures from anew once 300 s have passed', async () => {
    for (let failure = 1; failure <= 49; failure += 1) {
      await recorded.client.send('POST', loginPath, wrong);
    }
    now += 300_000;
    await recorded.client.send('POST', loginPath, wrong);
    expect((await recorded.client.send('POST', loginPath, wrong)).status).toBe(401);
  });

  it('logs out all tokens of the user and of nobody else', async () => {
    const [one, other] = [await bearer(), await bearer()];
    const wui = `Bearer ${await recorded.client.logIn('wazuh-wui', 'wazuh-wui')}`;
    await recorded.client.send('DELETE', loginPath, one);
    expect((await recorded.client.send('GET', '/', other)).status).toBe(401);
    expect((await recorded.client.send('GET', '/', { Authorization: wui })).status).toBe(200);
  });
});

describe('roles of a run_as login', () => {
  const rights = [
    { actions: ['active-response:command'], resources: ['agent:id:001'], effect: 'allow' } as const,
  ];
  const context = {
    user_name: 'alice',
    backend_roles: ['soc', 'night-shift'],
    roles: ['own_index'],
    attributes: { department: 'security' },
  };

  it.each<[string, RuleBody, 'fits' | 'does not']>([
    ['a value at the top', { MATCH: { user_name: 'alice' } }, 'fits'],
    ['another value', { MATCH: { user_name: 'bob' } }, 'does not'],
    ['one of several values', { FIND: { backend_roles: 'soc' } }, 'fits'],
    ['all of several values', { FIND: { backend_roles: ['soc', 'day-shift'] } }, 'does not'],
    ['a value at any depth', { FIND: { department: 'security' } }, 'fits'],
    ['a deep value asked for at the top', { MATCH: { department: 'security' } }, 'does not'],
    ['a pattern', { FIND: { backend_roles: "r'night-.*'" } }, 'fits'],
    ['a negation', { NOT: { MATCH: { user_name: 'bob' } } }, 'fits'],
    [
      'two conditions',
      { AND: [{ FIND: { roles: 'own_index' } }, { MATCH: { user_name: 'bob' } }] },
      'does not',
    ],
    [
      'one of two',
      { OR: [{ FIND: { roles: 'own_index' } }, { MATCH: { user_name: 'bob' } }] },
      'fits',
    ],
  ])('come from %s', async (_what, rule, outcome) => {
    const role = customRole(200, 'soc', rights, [rule]);
    const recorded = await RecordedManager.start(alone, { roles: [role], users: [] });
    const token = await recorded.client.logIn('wazuh-wui', 'wazuh-wui', context);
    const headers = { Authorization: `Bearer ${token}` };
    const { text } = await recorded.client.send('GET', '/security/users/me/policies', headers);
    recorded.stop();
    expect(JSON.parse(text).data).toEqual({
      ...(outcome === 'fits' && { 'active-response:command': { 'agent:id:001': 'allow' } }),
      rbac_mode: 'white',
    });
  });
});
