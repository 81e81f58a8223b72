import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP, startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(120_000);

describeOnOpenSearch('endpoints that fall silent', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    // The manager is held for 15 seconds by a silent one, and not for a minute as the real one is.
    lab = await startSecuredLab({ agentAnswerTimeoutMs: 15_000 });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  const asked = () =>
    lab.simulation.manager.asked().filter((path) => path.includes('/config/agent/client'));

  it('hold nobody who previews or isolates another one', async () => {
    const agents = healthyEndpoints(lab.simulation).filter((id) => {
      const { groups = [] } = lab.simulation.manager.fleet.find(id) ?? {};
      return !groups.includes(SECRET_GROUP);
    });
    const [healthy = '', ...silent] = agents;
    expect(silent.length).toBeGreaterThan(10);
    // Known before: its configuration was read when nobody was silent.
    await lab.as('admin').preview('isolate', [healthy]);
    silent.forEach((id) => lab.simulation.manager.faults.start('agent_silent', id));
    const held = lab.as('analyst').preview('isolate', silent);
    await until(
      async () => asked(),
      (paths) => paths.some((path) => path.includes(`/agents/${silent[0]}/`))
    );
    // Somebody else goes on with what is known, while the manager answers nobody.
    const meanwhile = await lab.as('admin').preview('isolate', [healthy]);
    expect(meanwhile.status).toBe(200);
    const first = await held;
    expect(first.status).toBe(200);
    const unread = first.body.endpoints.filter(({ lifeline }) => lifeline?.not_read !== undefined);
    expect(unread).toHaveLength(silent.length);
    const before = asked().length;
    const again = await lab.as('admin').preview('isolate', [healthy]);
    expect(again.status).toBe(200);
    expect(asked()).toHaveLength(before);
    silent.forEach((id) => lab.simulation.manager.faults.end('agent_silent', id));
    // Its policies are read anew for it, which the manager answers when it is free again.
    const preview = again;
    const acknowledgements = preview.body.endpoints.flatMap(
      ({ lifeline }) => lifeline?.needs ?? []
    );
    expect(acknowledgements).not.toContain('reported_unreadable');
    const started = await until(
      () => lab.as('admin').startAs(preview.body, { acknowledgements }),
      ({ status }) => status === 200
    );
    expect(started.body.started).toHaveLength(1);
    const { actions } = await until(
      () => lab.as('admin').endpoint(healthy),
      ({ actions: [newest] = [] }) => newest?.status === 'succeeded'
    );
    expect(actions[0]?.verb).toBe('isolate');
  });
});
