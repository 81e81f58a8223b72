import {
  ACTIONS_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  EVENTS_PATH,
  PREVIEW_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import type { EventsView } from '../../../common/api/event_view';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { HOST_ID } from './access_lab';
import type { SecuredLab } from './secured_lab';
import { startSecuredLab } from './secured_lab';

jest.setTimeout(120_000);

describeOnOpenSearch('the words of a report', () => {
  let lab: SecuredLab;
  let agent = '';

  beforeAll(async () => {
    lab = await startSecuredLab();
    [agent = ''] = healthyEndpoints(lab.simulation);
    await lab.as('admin').start('isolate', [agent]);
    await until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
  }, startTimeLimit);
  afterAll(() => lab.stop());

  const WORDS = 'rule(s)';
  const events = (user: string, query: Record<string, string> = {}) =>
    lab.as(user).get<EventsView>(EVENTS_PATH, { host: HOST_ID, size: '100', ...query });

  it('are shown to who may read the alert', async () => {
    expect((await events('admin')).text).toContain(WORDS);
    expect((await events('analyst')).text).toContain(WORDS);
  });

  it('are shown of those alerts alone that a person may read', async () => {
    const { body } = await events('analyst_dls');
    const agents = new Set(body.events.map(({ agent_id }) => agent_id));
    for (const id of agents) expect(['001', '002', '003']).toContain(id);
    const all = new Set((await events('admin')).body.events.map(({ agent_id }) => agent_id));
    expect(all.size).toBeGreaterThan(agents.size);
  });

  it('are nowhere for who may see the endpoint and read no alert: outcome and time are', async () => {
    const nobody = lab.as('nobody');
    const refused = await events('nobody');
    expect(refused).toMatchObject({
      status: 403,
      body: { attributes: { code: 'alerts_denied' } },
    });
    const answers = [
      refused,
      await nobody.get(endpointPath(HOST_ID, agent)),
      await nobody.get(ENDPOINTS_PATH, { host: HOST_ID, state: 'isolated' }),
      await nobody.get(ACTIONS_PATH, { host: HOST_ID }),
      await nobody.get(READINESS_PATH, { host: HOST_ID }),
      await nobody.post(PREVIEW_PATH, {
        host: HOST_ID,
        verb: 'release',
        agents: [agent],
        choice: {},
      }),
    ];
    for (const { text } of answers) expect(text).not.toContain(WORDS);
    const view = await nobody.endpoint(agent);
    expect(view).toMatchObject({
      state: { status: 'isolated' },
      actions: [{ outcome: { result: 'succeeded' }, evidence_at: expect.any(Number) }],
    });
  });
});
