import { parse } from 'csv-parse/sync';
import { EXPORT_EXTENT_HEADER, EXPORT_PATH, EXPORT_ROWS_HEADER } from '../../../common/api/paths';
import { customRole } from '../../../lab/manager/rbac';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import type { AccessLab } from './access_lab';
import { HOST_ID } from './access_lab';
import { startEmbeddedAccessLab } from './embedded_access_lab';

jest.setTimeout(90_000);

const USERS = [
  { name: 'admin', roles: ['all_access', 'auditor'], backendRoles: [] },
  { name: 'finance', roles: ['auditor'], backendRoles: [] },
  { name: 'reader', roles: ['readall'], backendRoles: [] },
];
/** Sees one group of the agents and no other. */
const FINANCE = customRole(
  200,
  'finance',
  [{ actions: ['agent:read'], resources: ['agent:group:finance'], effect: 'allow' }],
  [{ FIND: { user_name: 'finance' } }]
);

describe('a list as a file', () => {
  let lab: AccessLab;
  let inFinance: string;
  let elsewhere: string;

  beforeAll(async () => {
    lab = await startEmbeddedAccessLab({
      users: USERS,
      roles: [FINANCE],
      configuration: { roles: { export: ['auditor'] } },
    });
    const groupsOf = (id: string) => lab.simulation.manager.fleet.find(id)?.groups ?? [];
    const healthy = healthyEndpoints(lab.simulation);
    inFinance = healthy.find((id) => groupsOf(id).includes('finance')) ?? '';
    elsewhere = healthy.find((id) => !groupsOf(id).includes('finance')) ?? '';
    for (const agent of [inFinance, elsewhere]) {
      await lab.as('admin').start('isolate', [agent], { reason: '=1+1', case: 'INC-7, urgent' });
      await until(
        () => lab.as('admin').endpoint(agent),
        ({ state }) => state.status === 'isolated'
      );
    }
    // A search finds what is a second old.
    await until(
      () => rowsOf('admin', 'history'),
      (rows) => rows.filter(({ kind }) => kind === 'action').length === 2
    );
  });
  afterAll(() => lab.stop());

  const ask = (user: string, query: Readonly<Record<string, string>>) =>
    fetch(`${lab.host.url}${EXPORT_PATH}?${new URLSearchParams({ host: HOST_ID, ...query })}`, {
      headers: lab.as(user).headers,
    });

  async function rowsOf(user: string, list: string, query = {}): Promise<Record<string, string>[]> {
    const answer = await ask(user, { list, ...query });
    return parse(await answer.text(), { columns: true, relax_column_count: true });
  }

  it('has the whole history, with the allowed addresses, and no formula', async () => {
    const rows = await rowsOf('admin', 'history', { agent: inFinance });
    expect(rows).toMatchObject([
      {
        agent_id: inFinance,
        action: 'isolate',
        status: 'succeeded',
        user: 'admin',
        reason: "'=1+1",
        case: 'INC-7, urgent',
        unverified_user: '',
        allowed_addresses: expect.stringContaining('192.168.1.1'),
      },
    ]);
  });

  it('never says that a name from a report is the name of a user', async () => {
    const rows = await rowsOf('admin', 'history');
    const outside = rows.filter(({ kind }) => kind === 'elsewhere');
    expect(outside.filter(({ user }) => user !== '')).toEqual([]);
    expect(outside.map((row) => row.unverified_user)).toContain('analyst');
  });

  it.each([
    [
      'history',
      'time,manager,agent_id,agent_name,kind,action,status,result,result_reason,release_confirmed,user,unverified_user,reason,case,allowed_addresses,profiles,removed_manager_addresses,acknowledged_risks,number,follows_number,reported_at,no_contact_since,follow_up_closed_at,follow_up_closed_by,follow_up_closed_reason,blocked_because,blocked_count,not_listed_count',
    ],
    [
      'events',
      'time,manager_name,agent_id,agent_name,action,unverified_user,result,result_reason,release_confirmed,not_trusted_because,report,index,document_id',
    ],
  ])('names its columns in the words of the product (%s)', async (list, columns) => {
    expect(Object.keys((await rowsOf('admin', list))[0] ?? {}).join(',')).toBe(columns);
  });

  it('is a file by its headers, of this moment, and says how much is in it', async () => {
    const answer = await ask('admin', { list: 'history' });
    expect(answer.status).toBe(200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="isolation-history-lab-[0-9TZ-]+\.csv"$/
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get(EXPORT_EXTENT_HEADER)).toBe('whole');
    expect(Number(answer.headers.get(EXPORT_ROWS_HEADER))).toBeGreaterThan(1);
  });

  it('has the events that this person can read, with the text of each report', async () => {
    const rows = await rowsOf('admin', 'events', { agent: elsewhere });
    expect(rows).toContainEqual(
      expect.objectContaining({
        agent_id: elsewhere,
        action: 'isolate',
        result: 'succeeded',
        not_trusted_because: '',
        report: expect.stringContaining('Ok.'),
      })
    );
  });

  it.each(['history', 'events'])('has nothing of an agent that is held back (%s)', async (list) => {
    const rows = await rowsOf('finance', list);
    expect(rows.map(({ agent_id }) => agent_id)).toContain(inFinance);
    expect(rows.map(({ agent_id }) => agent_id)).not.toContain(elsewhere);
    expect(await rowsOf('finance', list, { agent: elsewhere })).toEqual([]);
  });

  it('is refused without the right to it, by the code of every refusal', async () => {
    const answer = await ask('reader', { list: 'history' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      message: expect.stringContaining(
        'You need permission to export the history of this manager.'
      ),
      attributes: { code: 'not_permitted' },
    });
  });

  it('is on record: who took what away', async () => {
    await ask('finance', { list: 'events' });
    const lines = lab.logged.map(({ message }) => String(message));
    expect(lines).toContainEqual(
      expect.stringMatching(/isolation\.export .*"user":"finance".*"list":"events"/)
    );
  });

  it.each<Readonly<Record<string, string>>>([
    { list: 'passwords' },
    { list: 'history', agent: '000' },
    { list: 'history', agent: '*' },
  ])('is refused for %j', async (query) => {
    const answer = await ask('admin', query);
    expect(answer.status).toBe(400);
  });
});
