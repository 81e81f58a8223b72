import type { EndpointsView, StatesView } from '../../../common/api/endpoint_view';
import {
  endpointPath,
  ENDPOINTS_PATH,
  EXPORT_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PROBES_PATH,
  STATES_PATH,
} from '../../../common/api/paths';
import { MINUTE, SECOND } from '../../../common/base/time';
import { LabClock } from '../../../lab/lab_clock';
import { customRole } from '../../../lab/manager/rbac';
import { HOST_ID } from '../access/access_lab';
import { newKey } from '../access/api_client';
import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP, startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(180_000);

function visibleIn(lab: SecuredLab): string[] {
  return healthyEndpoints(lab.simulation).filter((id) => {
    const { groups = [] } = lab.simulation.manager.fleet.find(id) ?? {};
    return !groups.includes(SECRET_GROUP);
  });
}

describeOnOpenSearch('somebody whose rights on the manager are taken away', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab();
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('can do and export nothing a moment later, and see nothing a minute later', async () => {
    const analyst = lab.as('analyst');
    const [agent = ''] = visibleIn(lab);
    const seen = await analyst.get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID });
    expect(seen.body.endpoints).not.toEqual([]);
    const preview = await analyst.preview('isolate', [agent]);
    expect(preview.status).toBe(200);
    lab.simulation.manager.rbac.putRole(customRole(200, 'all_but_secret', []));
    const doing = async () => {
      const acknowledgements = preview.body.endpoints.flatMap(
        ({ lifeline }) => lifeline?.needs ?? []
      );
      // With a digest that fits nothing, so that it is refused however it is judged.
      const started = await analyst.startAs(
        { ...preview.body, digest: '0'.repeat(64) },
        { acknowledgements }
      );
      const exported = await analyst.get(EXPORT_PATH, { host: HOST_ID, list: 'history' });
      return [started.status, exported.status];
    };
    await until(doing, ([started, exported]) => started === 403 && exported === 403, 20_000);
    await until(
      async () => (await analyst.get(endpointPath(HOST_ID, agent))).status,
      (status) => status === 403 || status === 404,
      70_000
    );
    expect(lab.simulation.manager.commandsReached()).toEqual([]);
  });

  it('has a page that stays open make no call to the manager', async () => {
    const person = lab.as('analyst_dls');
    const { body } = await person.get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID });
    const [first] = body.endpoints;
    await person.get(endpointPath(HOST_ID, first?.agent_id ?? ''));
    const policies = () =>
      lab.simulation.manager.asked().filter((path) => /policies|authenticate/.test(path)).length;
    const before = policies();
    for (let i = 0; i < 5; i++) {
      const states = await person.get<StatesView>(STATES_PATH, {
        host: HOST_ID,
        agents: first?.agent_id ?? '',
      });
      expect(states.body.states).toHaveLength(1);
      const detail = await person.get(endpointPath(HOST_ID, first?.agent_id ?? ''), {
        timer: 'true',
      });
      expect(detail.status).toBe(200);
    }
    expect(policies()).toBe(before);
  });

  it('is told by a page that refreshes itself, where nothing was read for it, that rights are unread', async () => {
    const { status, text } = await lab
      .as('admin')
      .get(STATES_PATH, { host: HOST_ID, agents: '001' });
    expect(status).toBe(503);
    expect(text).toContain('rights_unread');
  });
});

describeOnOpenSearch('a page that somebody left open whose rights are taken away', () => {
  /** The page asks at least so often. */
  const ASKS_EVERY = 15 * SECOND;
  const time = new LabClock();
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab({ time });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('shows nothing any more 5 minutes later, and asks the manager for nothing', async () => {
    const person = lab.as('analyst_dls');
    const { body } = await person.get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID });
    const agent = body.endpoints[0]?.agent_id ?? '';
    const asked = async () => {
      const states = await person.get<StatesView>(STATES_PATH, { host: HOST_ID, agents: agent });
      const detail = await person.get(endpointPath(HOST_ID, agent), { timer: 'true' });
      return { statuses: [states.status, detail.status], text: states.text + detail.text };
    };
    const startedAt = time.now();
    lab.simulation.manager.rbac.putRole(customRole(201, 'looks_only', []));
    expect((await asked()).statuses).toEqual([200, 200]);
    await time.turn(4 * MINUTE);
    expect((await asked()).statuses).toEqual([200, 200]);
    while (time.now() - startedAt < 5 * MINUTE - ASKS_EVERY) await time.turn(ASKS_EVERY);
    const policies = () =>
      lab.simulation.manager.asked().filter((path) => /policies|authenticate/.test(path)).length;
    const before = policies();
    const { statuses, text } = await asked();
    expect(time.now() - startedAt).toBeLessThan(5 * MINUTE);
    expect(statuses).toEqual([503, 503]);
    expect(text).toContain('rights_unread');
    expect(text).not.toContain(lab.simulation.manager.fleet.find(agent)?.name);
    expect(policies()).toBe(before);
    // Whoever refreshes it is told that the right is missing.
    const refreshed = await person.get(endpointPath(HOST_ID, agent));
    expect([403, 404]).toContain(refreshed.status);
  });
});

describeOnOpenSearch('somebody without the right to view', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab({
      configuration: { roles: { view: ['auditors_of_nowhere'] } },
    });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('tests no endpoint, and learns no name', async () => {
    const [agent = ''] = visibleIn(lab);
    const { name = '' } = lab.simulation.manager.fleet.find(agent) ?? {};
    const answer = await lab
      .as('analyst')
      .post(
        PROBES_PATH,
        { host: HOST_ID, agents: [agent] },
        { [IDEMPOTENCY_KEY_HEADER]: newKey() }
      );
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(name);
    expect(answer.text).toContain('role_missing');
    expect(lab.simulation.manager.commandsReached()).toEqual([]);
  });
});
