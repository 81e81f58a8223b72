import type { ProbesView, StartedProbesView } from '../../../common/api/probe_view';
import { IDEMPOTENCY_KEY_HEADER, PROBES_PATH } from '../../../common/api/paths';
import { DEFAULT_USERS } from '../../../lab/host';
import { truthOf } from '../../../lab/panel/truth';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import type { AccessLab } from './access_lab';
import { HOST_ID } from './access_lab';
import { startEmbeddedAccessLab } from './embedded_access_lab';
import { newKey } from './api_client';

jest.setTimeout(60_000);

describe('probes', () => {
  let lab: AccessLab;

  beforeAll(async () => {
    lab = await startEmbeddedAccessLab({
      users: DEFAULT_USERS,
      fleetSize: 200,
    });
  });
  afterAll(() => lab.stop());

  const probe = (user: string, agents: readonly string[], key = newKey()) =>
    lab
      .as(user)
      .post<StartedProbesView>(
        PROBES_PATH,
        { host: HOST_ID, agents },
        { [IDEMPOTENCY_KEY_HEADER]: key }
      );
  const ended = (batch: string, count: number) =>
    until(
      async () =>
        (await lab.as('admin').get<ProbesView>(PROBES_PATH, { host: HOST_ID, batch })).body.probes,
      (probes) => probes.filter(({ status }) => status === 'succeeded').length === count
    );
  const commandsTo = (agent: string) =>
    lab.simulation.manager.commandsReached().filter(({ agentId }) => agentId === agent);

  it('prove that an endpoint is ready, and change nothing of it', async () => {
    const [agent = ''] = healthyEndpoints(lab.simulation);
    const before = truthOf(lab.simulation.endpoints.state(agent));
    const { body } = await probe('admin', [agent]);
    expect(body.started).toMatchObject([{ agent_id: agent, probe: { status: 'dispatched' } }]);
    const [answered] = await ended(body.batch, 1);
    const view = await until(
      () => lab.as('admin').endpoint(agent),
      ({ ready_at: readyAt }) => readyAt !== undefined
    );
    expect(view).toMatchObject({
      state: { status: 'no_record' },
      actions: [],
      ready_at: answered?.answered_at,
    });
    expect(truthOf(lab.simulation.endpoints.state(agent))).toEqual(before);
    // It has taken no number: the first isolation is number 1.
    await lab.as('admin').start('isolate', [agent]);
    expect((await lab.as('admin').endpoint(agent)).actions).toMatchObject([{ n: 1 }]);
  });

  it('of many go in few calls, and each is answered for', async () => {
    const agents = healthyEndpoints(lab.simulation).slice(0, 25);
    const { body } = await probe('admin', agents);
    expect(body.started).toHaveLength(25);
    const probes = await ended(body.batch, 25);
    expect(new Set(probes.map(({ id }) => id.slice(-8))).size).toBe(3);
    expect(new Set(probes.map(({ agent_id }) => agent_id))).toEqual(new Set(agents));
  });

  it('are sent once, however often the same request comes', async () => {
    const [agent = ''] = healthyEndpoints(lab.simulation);
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => probe('admin', [agent], key)));
    answers.push(await probe('admin', [agent], key));
    expect(new Set(answers.map(({ body }) => body.batch)).size).toBe(1);
    const [first] = answers;
    await ended(first?.body.batch ?? '', 1);
    expect(commandsTo(agent)).toHaveLength(1);
    expect(await probe('admin', ['001', agent], key)).toMatchObject({
      status: 422,
      body: { attributes: { code: 'key_reused' } },
    });
  });

  it('are refused one by one, each with its reason, and as a whole where none is left', async () => {
    const [agent = ''] = healthyEndpoints(lab.simulation);
    const linux = lab.simulation.manager.fleet
      .list()
      .find(({ os, status }) => os?.platform === 'ubuntu' && status === 'active');
    const { body } = await probe('admin', [agent, linux?.id ?? '', '9999']);
    expect(body.started).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ agent_id: agent, probe: expect.anything() }),
        expect.objectContaining({
          agent_id: linux?.id,
          refused: {
            reasons: [expect.objectContaining({ code: 'not_windows' })],
            right_refusals: [],
          },
        }),
        expect.objectContaining({
          agent_id: '9999',
          refused: { reasons: [{ code: 'not_listed' }], right_refusals: [] },
        }),
      ])
    );
    expect(await probe('admin', ['9999'])).toMatchObject({
      status: 409,
      body: { attributes: { code: 'not_eligible' } },
    });
    expect(await probe('reader', [agent])).toMatchObject({
      status: 403,
      body: { attributes: { code: 'not_permitted' } },
    });
  });

  it('give way to an isolation that waits for its answer', async () => {
    const [agent = ''] = healthyEndpoints(lab.simulation);
    lab.simulation.endpoints.startFault(agent, 'program_missing');
    await lab.as('admin').start('isolate', [agent]);
    expect(await probe('admin', [agent])).toMatchObject({
      status: 409,
      body: { attributes: { endpoints: [{ reasons: [{ code: 'action_pending' }] }] } },
    });
  });

  it.each([
    ['no key', { host: HOST_ID, agents: ['001'] }, {}],
    ['no agent', { host: HOST_ID, agents: [] }, { [IDEMPOTENCY_KEY_HEADER]: 'key-of-this-test' }],
    ['000', { host: HOST_ID, agents: ['000'] }, { [IDEMPOTENCY_KEY_HEADER]: 'key-of-this-test' }],
    ['0002', { host: HOST_ID, agents: ['0002'] }, { [IDEMPOTENCY_KEY_HEADER]: 'key-of-this-test' }],
  ])('with %s are refused', async (_, body, headers) => {
    expect(await lab.as('admin').post(PROBES_PATH, body, headers)).toMatchObject({ status: 400 });
  });

  it('of an unknown batch are none', async () => {
    const query = { host: HOST_ID, batch: 'batch:of-nobody' };
    expect(await lab.as('admin').get(PROBES_PATH, query)).toMatchObject({
      status: 404,
      body: { attributes: { code: 'batch_unknown' } },
    });
  });
});
