import type { ManagerSession } from '../../../server/manager/manager';
import { readIdentity } from '../../../server/manager/read_identity';
import { agentId } from './agent_lists';
import { command, sending } from './commands';
import { nameOfRequest, REQUEST_NAMES } from './request_schema';
import type { CapturedRequest, Script } from './scripted_manager';
import { loginAnswer, ScriptedManager } from './scripted_manager';
import type { WayOptions } from './ways';
import { DIRECT, HOST_ID, THROUGH_WAZUH_CORE } from './ways';

const ALICE = { name: 'Ålice <ø>', authContext: { user_name: 'Ålice <ø>', roles: ['all_access'] } };

/** Answers so that everything that we can ask for is asked for; also what wazuhCore itself asks about run_as. */
function willing({ method, path }: CapturedRequest): Script {
  if (method === 'POST') return loginAnswer();
  const item = { id: '001', name: 'a', cluster: 'c', manager: 'vm', allow_run_as: true };
  const items = { affected_items: [item], failed_items: [], total_affected_items: 1 };
  const bodies: Record<string, object> = {
    '/': { api_version: '4.12.0', hostname: 'vm', timestamp: '2026-11-24T04:07:36Z' },
    '/cluster/status': { enabled: 'yes', running: 'yes' },
    '/security/users/me/policies': { rbac_mode: 'white' },
    '/agents/001/config/agent/client': { client: { server: [] } },
  };
  return { status: 200, body: { data: bodies[path] ?? items } };
}

async function askEverything(session: ManagerSession): Promise<void> {
  await readIdentity(session, Date.now());
  await session.clusterNodes();
  await session.ownAgentName();
  await session.policies();
  await session.agents({ limit: 100 });
  await session.agents({
    limit: 500,
    offset: 99500,
    search: '-Büro & <b>Köln</b>'.replace(/[&>]/g, ''),
    os: 'windows',
    statuses: ['active', 'never_connected'],
    sort: { by: 'lastKeepAlive', direction: 'descending' },
  });
  await session.agent(agentId('001'));
  await session.agentClientConfig(agentId('001'));
  for (const verb of ['isolate', 'release', 'probe'] as const) {
    await session.sendActiveResponse(command(['001', '1000000002'], verb), sending());
  }
}

describe.each([
  { way: DIRECT, options: { runAs: 'off' } as WayOptions },
  { way: DIRECT, options: { runAs: 'on', person: ALICE } as WayOptions },
  { way: THROUGH_WAZUH_CORE, options: { runAs: 'off' } as WayOptions },
  { way: THROUGH_WAZUH_CORE, options: { runAs: 'off', person: ALICE } as WayOptions },
  { way: THROUGH_WAZUH_CORE, options: { runAs: 'on', person: ALICE } as WayOptions },
])('every request by the way $way.name with run_as $options.runAs', ({ way, options }) => {
  it('is one of ours, and everything that we have to ask is asked', async () => {
    const manager = await new ScriptedManager(willing).start();
    const opened = await way.to(manager, options);
    const session = await opened.managers.open(HOST_ID);
    // Before the login of a person wazuhCore asks the manager about itself: that is not ours.
    const login = manager.requests.filter(({ method }) => method === 'POST').slice(-1);
    const before = manager.requests.length;
    await askEverything(session);
    const ours = [...login, ...manager.requests.slice(before)];
    const names = ours.map(nameOfRequest);
    const logins = options.runAs === 'on' ? ['login_run_as'] : ['login'];
    const reads = REQUEST_NAMES.filter((name) => !name.startsWith('login'));
    expect(new Set(names)).toEqual(new Set([...logins, ...reads]));
    opened.close();
    await manager.stop();
  });
});

describe('the description of our requests', () => {
  const valid: CapturedRequest = {
    method: 'PUT',
    target: '/active-response?agents_list=001',
    path: '/active-response',
    query: { agents_list: ['001'] },
    headers: { authorization: 'Bearer a.b.c', 'content-type': 'application/json' },
    body: {
      command: '!isolation.exe',
      arguments: ['10.0.0.1'],
      alert: { data: { action: 'isolate', user: 'alice#k7m2q9xd', debug: false } },
    },
    text: '',
    headBytes: 300,
  };
  const data = (over: object) => ({
    ...Object(valid.body),
    alert: { data: { action: 'isolate', user: 'alice', debug: false, ...over } },
  });

  it('takes the command as it is sent', () => {
    expect(nameOfRequest(valid)).toBe('active_response');
  });

  it.each<[string, Partial<CapturedRequest>]>([
    ['no list of agents', { query: {} }],
    ['an empty list', { query: { agents_list: [''] } }],
    ['two lists', { query: { agents_list: ['001', '002'] } }],
    ['the manager itself', { query: { agents_list: ['001,000'] } }],
    ['an id that is not canonical', { query: { agents_list: ['0002'] } }],
    ['a star', { query: { agents_list: ['*'] } }],
    ['another parameter', { query: { agents_list: ['001'], wait_for_complete: ['true'] } }],
    ['no token', { headers: { 'content-type': 'application/json' } }],
    ['an isolation without addresses', { body: { ...Object(valid.body), arguments: undefined } }],
    ['an isolation with none', { body: { ...Object(valid.body), arguments: [] } }],
    ['a name for an address', { body: { ...Object(valid.body), arguments: ['manager.example'] } }],
    ['debug', { body: data({ debug: true }) }],
    ['a reason', { body: data({ reason: 'malware' }) }],
    ['a user that is not ASCII', { body: data({ user: 'Á' }) }],
    ['an empty user', { body: data({ user: '' }) }],
    ['another action', { body: data({ action: 'wipe' }) }],
    ['a head of 16 kB', { headBytes: 16384 }],
    ['another method', { method: 'POST' }],
    ['another path', { path: '/agents/reconnect' }],
  ])('does not take %s', (_, over) => {
    expect(() => nameOfRequest(JSON.parse(JSON.stringify({ ...valid, ...over })))).toThrow(
      'not a request that we send'
    );
  });
});
