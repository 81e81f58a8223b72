import type { ActionPreview } from '../../../common/action/preview';
import type { AttentionView } from '../../../common/api/attention_view';
import type { EndpointDetailView } from '../../../common/api/endpoint_view';
import { ATTENTION_PATH } from '../../../common/api/paths';
import { truthOf } from '../../../lab/panel/truth';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import type { AccessLab } from './access_lab';
import { HOST_ID } from './access_lab';
import { startEmbeddedAccessLab } from './embedded_access_lab';

jest.setTimeout(90_000);

const ADDED = '10.99.0.7';
const USERS = [
  { name: 'admin', roles: ['all_access'], backendRoles: [] },
  { name: 'releaser', roles: ['soc_release'], backendRoles: [] },
  { name: 'isolator', roles: ['soc_isolate'], backendRoles: [] },
];

describe('other addresses for an endpoint that is isolated', () => {
  let lab: AccessLab;

  beforeAll(async () => {
    lab = await startEmbeddedAccessLab({
      users: USERS,
      runAs: 'off',
      // Time enough between a command and its report for a test to step in.
      delays: { indexMs: [700, 800] },
      configuration: {
        roles: {
          view: ['all_access', 'soc_release', 'soc_isolate'],
          isolate: ['all_access', 'soc_isolate'],
          release: ['all_access', 'soc_release'],
        },
      },
    });
  });
  afterAll(() => lab.stop());

  const endpointOf = (agent: string) => lab.as('admin').endpoint(agent);
  const truth = (agent: string) => truthOf(lab.simulation.endpoints.state(agent));
  const commandsTo = (agent: string) =>
    lab.simulation.manager.commandsReached().filter(({ agentId }) => agentId === agent);

  async function isolated(): Promise<string> {
    const [agent = ''] = healthyEndpoints(lab.simulation);
    await lab.as('admin').start('isolate', [agent]);
    await until(
      () => endpointOf(agent),
      ({ state }) => state.status === 'isolated'
    );
    return agent;
  }

  const choice = (addresses: readonly string[] = [ADDED], leftOut: readonly string[] = []) => ({
    addresses,
    profiles: [],
    reported: [],
    left_out: leftOut,
  });

  async function change(agent: string, chosen = choice(), user = 'admin', changes: object = {}) {
    const { body } = await lab.as(user).preview('reisolate', [agent], chosen);
    return lab.as(user).startAs(body, { choice: chosen, ...changes });
  }

  it('is one request: it is released, and isolated again by itself once the release is proven', async () => {
    const agent = await isolated();
    expect(truth(agent).firewall.lifeline).not.toContain(ADDED);
    const { body: preview } = await lab.as('admin').preview('reisolate', [agent], choice());
    expect(preview.endpoints[0]).toMatchObject({
      request: { body: { alert: { data: { action: 'release' } } } },
      second_request: {
        body: {
          arguments: expect.arrayContaining([ADDED]),
          alert: { data: { action: 'isolate' } },
        },
      },
    });
    const started = await lab.as('admin').startAs(preview, { choice: choice() });
    expect(started.body.started[0]).toMatchObject({
      action: { verb: 'release', n: 2, reisolation: { lifeline: expect.any(Array) } },
    });
    const done = await until(
      () => endpointOf(agent),
      ({ state, actions }) => state.status === 'isolated' && actions[0]?.n === 3
    );
    expect(truth(agent)).toMatchObject({
      isolation: 'isolated',
      backup: 'valid',
      firewall: { lifeline: expect.arrayContaining([ADDED]) },
    });
    expect(done.actions).toMatchObject([
      {
        n: 3,
        verb: 'isolate',
        status: 'succeeded',
        user: 'admin',
        reason: 'tried in a test',
        reisolates: 2,
        lifeline: expect.arrayContaining([expect.objectContaining({ address: ADDED })]),
      },
      {
        n: 2,
        verb: 'release',
        status: 'succeeded',
        reisolation: { ended: { as: 'started', n: 3 } },
      },
      { n: 1 },
    ]);
    expect(done.actions[0]?.batch).toBe(done.actions[1]?.batch);
    expect(done.attention).toBeUndefined();
    expect(commandsTo(agent)).toHaveLength(3);
  });

  it.each<[string, ReturnType<typeof choice>, string, object, string]>([
    ['an address that is none', choice(['jump.example.org']), 'admin', {}, 'lifeline_refused'],
    [
      'a manager left out without its acknowledgement',
      choice([], ['192.168.1.1']),
      'admin',
      {},
      'not_acknowledged',
    ],
    [
      'more addresses than can be let through',
      choice(Array.from({ length: 230 }, (_, index) => `10.7.${index}.1`)),
      'admin',
      {},
      'too_many_addresses',
    ],
    ['a person who may not isolate', choice(), 'releaser', {}, 'not_permitted'],
    ['a person who may not release', choice(), 'isolator', {}, 'not_permitted'],
  ])('is refused before anything is sent: %s', async (_, chosen, user, changes, code) => {
    const agent = await isolated();
    const before = commandsTo(agent).length;
    expect((await change(agent, chosen, user, changes)).body).toMatchObject({
      attributes: { code },
    });
    expect(commandsTo(agent)).toHaveLength(before);
    const after = await endpointOf(agent);
    expect(after.state.status).toBe('isolated');
    expect(after.actions).toHaveLength(1);
  });

  it('is refused where nothing is isolated, and where a release could not be proven', async () => {
    const [open = ''] = healthyEndpoints(lab.simulation);
    const reasonsOf = async (agent: string) => {
      const { body } = await lab.as('admin').preview('reisolate', [agent], choice());
      return (body as ActionPreview).endpoints[0]?.reasons;
    };
    expect(await reasonsOf(open)).toEqual([{ code: 'not_isolated' }]);
    const agent = open;
    lab.simulation.endpoints.startFault(agent, 'export_fails');
    await lab.as('admin').start('isolate', [agent]);
    await until(
      () => endpointOf(agent),
      ({ state }) => state.status === 'isolated'
    );
    expect(await reasonsOf(agent)).toEqual([{ code: 'backup_missing' }]);
  });

  it('isolates nothing where the release fails, and says so', async () => {
    const agent = await isolated();
    lab.simulation.endpoints.startFault(agent, 'import_fails');
    await change(agent);
    const after = await until(
      () => endpointOf(agent),
      ({ actions }) => actions[0]?.reisolation?.ended !== undefined
    );
    expect(after.actions[0]).toMatchObject({
      status: 'failed',
      reisolation: { ended: { as: 'not_started', code: 'release_not_proven' } },
    });
    expect(commandsTo(agent)).toHaveLength(2);
    expect(truth(agent).isolation).toBe('isolated');
  });

  it('calls for somebody where the isolation fails behind it: the endpoint is open then', async () => {
    const agent = await isolated();
    await change(agent);
    await until(
      async () => truth(agent).isolation,
      (isolation) => isolation === 'not isolated'
    );
    lab.simulation.endpoints.startFault(agent, 'not_elevated');
    const failed = await until<EndpointDetailView>(
      () => endpointOf(agent),
      ({ actions }) => actions[0]?.n === 3 && actions[0].status === 'failed'
    );
    expect(failed).toMatchObject({
      state: { status: 'not_isolated' },
      attention: ['left_open'],
      actions: [{ reisolates: 2 }, { reisolation: { ended: { as: 'started', n: 3 } } }, {}],
    });
    const list = await until(
      () => lab.as('admin').get<AttentionView>(ATTENTION_PATH, { host: HOST_ID }),
      ({ body }) => body.items.some(({ agent_id }) => agent_id === agent)
    );
    expect(list.body.items).toContainEqual(
      expect.objectContaining({ agent_id: agent, state: 'not_isolated', reasons: ['left_open'] })
    );
  });

  it('lets nobody ask for the same, or for an isolation, while it is under way', async () => {
    const agent = await isolated();
    await change(agent);
    const first = await until(
      () => endpointOf(agent),
      ({ actions }) => actions[0]?.status === 'dispatched'
    );
    expect(first.actions[0]?.n).toBe(2);
    // It is proven to be isolated until the release is proven.
    expect((await lab.as('isolator').start('isolate', [agent])).body).toMatchObject({
      attributes: { code: 'not_eligible' },
    });
    expect((await change(agent)).body).toMatchObject({ attributes: { code: 'already_pending' } });
    await until(
      () => endpointOf(agent),
      ({ actions }) => actions[0]?.n === 3 && actions[0].status === 'succeeded'
    );
  });

  it('is the same change for the same key, however often it is asked for', async () => {
    const agent = await isolated();
    const { body } = await lab.as('admin').preview('reisolate', [agent], choice());
    const again = () => lab.as('admin').startAs(body, { choice: choice() }, 'one-key-for-both');
    const answers = [await again(), await again()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await until(
      () => endpointOf(agent),
      ({ actions }) => actions[0]?.n === 3 && actions[0].status === 'succeeded'
    );
    expect((await again()).body.started).toMatchObject([{ action: { n: 2 } }]);
    expect(commandsTo(agent)).toHaveLength(3);
    expect((await endpointOf(agent)).actions).toHaveLength(3);
  });
});
