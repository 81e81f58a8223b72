import type { ActionView } from '../../../common/api/action_view';
import type {
  AttentionView,
  CloseAttentionRequest,
  MarkedNotIsolatedView,
} from '../../../common/api/attention_view';
import type { EndpointDetailView, EndpointsView } from '../../../common/api/endpoint_view';
import type { EventsView } from '../../../common/api/event_view';
import type { HistoryView } from '../../../common/api/history_view';
import {
  ACTIONS_PATH,
  ATTENTION_PATH,
  CLOSE_ATTENTION_PATH,
  ENDPOINTS_PATH,
  EVENTS_PATH,
  MARK_NOT_ISOLATED_PATH,
} from '../../../common/api/paths';
import { DEFAULT_USERS } from '../../../lab/host';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { truthOf } from '../../../lab/panel/truth';
import { until } from '../lab/until';
import type { AccessLab } from './access_lab';
import { HOST_ID } from './access_lab';
import { startEmbeddedAccessLab } from './embedded_access_lab';

jest.setTimeout(90_000);

describe('an endpoint that cannot be brought back from here alone', () => {
  let lab: AccessLab;

  beforeAll(async () => {
    lab = await startEmbeddedAccessLab({
      users: DEFAULT_USERS,
    });
  });
  afterAll(() => lab.stop());

  const untouched = (): string => {
    const [id = ''] = healthyEndpoints(lab.simulation);
    return id;
  };
  const isolate = async (agent: string): Promise<EndpointDetailView> => {
    await lab.as('admin').start('isolate', [agent]);
    return until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
  };
  const releasedInVain = async () => {
    const agent = untouched();
    await isolate(agent);
    lab.simulation.endpoints.startFault(agent, 'import_fails');
    await lab.as('admin').start('release', [agent]);
    const failed = await until(
      () => lab.as('admin').endpoint(agent),
      ({ actions }) => actions[0]?.status === 'failed'
    );
    return { agent, failed };
  };
  const close = (user: string, agent: string, n: number, reason = 'It was re-installed.') =>
    closeWith(user, { agent_id: agent, n, reason });
  const closeWith = (user: string, closing: Omit<CloseAttentionRequest, 'host'>) =>
    lab.as(user).post<ActionView>(CLOSE_ATTENTION_PATH, { host: HOST_ID, ...closing });
  /** A search finds what is a second old. */
  const isOpen = (user: string, agent: string) =>
    until(
      async () => (await lab.as(user).get<AttentionView>(ATTENTION_PATH, { host: HOST_ID })).body,
      ({ items }) => items.some(({ agent_id }) => agent_id === agent)
    );

  it('is shown with its card where nothing is heard of it, also where it was isolated from elsewhere', async () => {
    const { endpoints } = lab.simulation;
    const [agent = ''] = endpoints.ids().filter((id) => {
      const { isolation, contact, backup } = truthOf(endpoints.state(id));
      const isReleasable = backup === 'valid';
      return isolation === 'isolated' && contact === 'reaches its manager' && isReleasable;
    });
    endpoints.startFault(agent, 'switched_off');
    await until(
      async () => lab.simulation.manager.fleet.find(agent)?.status,
      (status) => status === 'disconnected'
    );
    const view = await until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
    expect(view).toMatchObject({
      contact: { contact: 'lost' },
      proven_by: { claimed_user: 'analyst' },
      recovery: { case: 'contact_lost', backup: 'present' },
    });
    expect(JSON.stringify(view.recovery)).toContain('remoteip=192.168.1.1');
  });

  it('has the commands for one without a backup, and is open until somebody closes it with a reason', async () => {
    const agent = untouched();
    lab.simulation.endpoints.startFault(agent, 'export_fails');
    const isolated = await isolate(agent);
    expect(isolated).toMatchObject({
      attention: ['no_backup'],
      recovery: { case: 'no_backup', backup: 'missing' },
    });
    const n = isolated.actions[0]?.n ?? 0;
    expect(await close('admin', agent, n, '  ')).toMatchObject({ status: 400 });
    expect(await close('reader', agent, n)).toMatchObject({
      status: 403,
      body: { attributes: { code: 'not_permitted' } },
    });
    expect(await close('admin', agent, n)).toMatchObject({ status: 200 });
    expect(await close('analyst', agent, n)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('admin'), attributes: { code: 'already_closed' } },
    });
    expect(await close('admin', agent, n + 5)).toMatchObject({
      status: 409,
      body: { attributes: { code: 'nothing_to_close' } },
    });
    // Closing says nothing of the endpoint.
    expect(await lab.as('admin').endpoint(agent)).toMatchObject({
      state: { status: 'isolated' },
      recovery: { case: 'no_backup' },
      actions: [{ attention: { reasons: ['no_backup'], closed: { by: 'admin' } } }],
    });
  });

  it('has the card of a failed release', async () => {
    const { agent, failed } = await releasedInVain();
    expect(failed).toMatchObject({
      attention: ['release_failed'],
      recovery: { case: 'release_failed', backup: 'missing' },
    });
    expect((await isOpen('analyst', agent)).items).toContainEqual(
      expect.objectContaining({ agent_id: agent, reasons: ['release_failed'] })
    );
  });

  it('does not leave a machine that was recovered locally without protection for good: a person’s word makes way', async () => {
    const { agent, failed } = await releasedInVain();
    expect(failed.possible.isolate.reasons).toContainEqual({ code: 'already_isolated' });
    const { n = 0 } = failed.actions[0] ?? {};
    const word = { agent_id: agent, n, reason: 'Firewall reset at the machine', found_open: true };
    expect(await closeWith('admin', word)).toMatchObject({
      status: 200,
      body: { attention: { closed: { by: 'admin', found_open: true } } },
    });
    const open = await lab.as('admin').endpoint(agent);
    expect(open).toMatchObject({
      state: { status: 'unknown', reasons: ['found_open'], last_proven: { status: 'isolated' } },
      possible: { isolate: { reasons: [] } },
    });
    expect(open.recovery).toBeUndefined();
    await until(
      () => lab.as('admin').get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID, state: 'unknown' }),
      ({ body }) => body.endpoints.some(({ agent_id }) => agent_id === agent)
    );
  });

  it('is not released for certain by a report of success from a suspect backup, in the panel, the history and the events', async () => {
    const agent = untouched();
    lab.simulation.endpoints.startFault(agent, 'export_fails');
    const withoutBackup = await isolate(agent);
    lab.simulation.endpoints.endFault(agent, 'export_fails');
    const { n = 0 } = withoutBackup.actions[0] ?? {};
    // Said in error: it is isolated still, and the next isolation saves the isolated firewall.
    const said = { host: HOST_ID, agent_id: agent, n, reason: 'Taken for another endpoint' };
    await lab.as('admin').post(MARK_NOT_ISOLATED_PATH, said);
    const suspect = await isolate(agent);
    expect(suspect.state).toMatchObject({ backup: 'tainted' });
    await lab.as('admin').start('release', [agent]);
    const view = await until(
      () => lab.as('admin').endpoint(agent),
      ({ actions }) => actions[0]?.status === 'succeeded'
    );
    expect(view.state).toMatchObject({ status: 'unknown', reasons: ['backup_tainted'] });
    expect(view.actions[0]).toMatchObject({ verb: 'release', unconfirmed: true });
    const asked = { host: HOST_ID, agent };
    const unconfirmed = { outcome: { result: 'succeeded' }, unconfirmed: true };
    const history = await until(
      () => lab.as('admin').get<HistoryView>(ACTIONS_PATH, asked),
      ({ body }) => body.entries.some(({ verb, outcome }) => verb === 'release' && outcome)
    );
    const { entries } = history.body;
    expect(entries.filter(({ verb }) => verb === 'release')).toEqual([
      expect.objectContaining(unconfirmed),
    ]);
    const { body } = await lab.as('admin').get<EventsView>(EVENTS_PATH, asked);
    expect(body.events.filter(({ verb }) => verb === 'release')).toEqual([
      expect.objectContaining(unconfirmed),
    ]);
  });

  it('can be marked as not isolated where there is nothing to close: recovered locally, isolated from elsewhere', async () => {
    const { endpoints } = lab.simulation;
    const seen = await lab
      .as('admin')
      .get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID, state: 'isolated' });
    const [one] = seen.body.endpoints.filter(
      ({ agent_id: id, last_action: last }) => !last && endpoints.ids().includes(id)
    );
    const agent = one?.agent_id ?? '';
    const mark = (user: string, n: number, reason = 'Firewall reset on the endpoint') =>
      lab.as(user).post<MarkedNotIsolatedView>(MARK_NOT_ISOLATED_PATH, {
        host: HOST_ID,
        agent_id: agent,
        n,
        reason,
      });
    const refusedWith = (code: string) => ({ body: { attributes: { code } } });
    expect(await mark('admin', 0, ' ')).toMatchObject({ status: 400 });
    expect(await mark('reader', 0)).toMatchObject(refusedWith('not_permitted'));
    expect(await mark('admin', 1)).toMatchObject(refusedWith('preview_changed'));
    // Two at once: one statement.
    const both = await Promise.all([mark('admin', 0), mark('admin', 0)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await mark('admin', 0)).toMatchObject(refusedWith('nothing_to_mark'));
    const open = await until(
      () => lab.as('admin').endpoint(agent),
      ({ found_open: said }) => said !== undefined
    );
    expect(open).toMatchObject({
      found_open: { by: 'admin', reason: 'Firewall reset on the endpoint' },
      state: { status: 'unknown', reasons: ['found_open'], last_proven: { status: 'isolated' } },
    });
    expect(open.possible.isolate.reasons).not.toContainEqual({ code: 'already_isolated' });
    const { body } = await lab.as('admin').get<HistoryView>(ACTIONS_PATH, { host: HOST_ID, agent });
    expect(body.entries.filter(({ kind }) => kind === 'statement')).toEqual([
      expect.objectContaining({
        status: 'found_open',
        user: 'admin',
        reason: 'Firewall reset on the endpoint',
      }),
    ]);
  });

  it('tells in the history who was refused, and why', async () => {
    const { body } = await until(
      () => lab.as('admin').get<HistoryView>(ACTIONS_PATH, { host: HOST_ID, status: 'denied' }),
      (answer) => answer.body.entries.length > 0
    );
    expect(body.entries).toContainEqual(
      expect.objectContaining({
        kind: 'denied',
        user: 'reader',
        verb: 'release',
        denied: expect.objectContaining({ code: 'not_permitted', codes: ['manager_denies'] }),
      })
    );
  });
});
