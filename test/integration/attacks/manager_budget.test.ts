import { ENDPOINTS_PATH, READINESS_PATH } from '../../../common/api/paths';
import type { EndpointsView } from '../../../common/api/endpoint_view';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP, startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(120_000);

/** Limit of the real manager. */
const LIMIT = 300;

describeOnOpenSearch('a storm of requests of somebody without rights', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab({ requestsPerMinute: LIMIT });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  const asked = () => lab.simulation.manager.asked().length;
  const endpoints = (user: string) =>
    lab.as(user).get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID });

  it('takes a tenth of the manager’s requests at most, and nobody else notices', async () => {
    await endpoints('analyst');
    await endpoints('nobody');
    const before = asked();
    const storm = Promise.all(
      Array.from({ length: 150 }, (_, i) =>
        lab
          .as('nobody')
          .get<EndpointsView>(i % 2 === 0 ? READINESS_PATH : ENDPOINTS_PATH, { host: HOST_ID })
      )
    );
    const others = await endpoints('analyst');
    expect(others.status).toBe(200);
    expect(others.body.endpoints).not.toEqual([]);
    const answers = await storm;
    const background = LIMIT * 0.1;
    expect(asked() - before).toBeLessThanOrEqual(LIMIT * 0.1 + background);
    // Whoever did it sees what was listed before, with its time, and is never told that a right is missing.
    const last = answers[answers.length - 1];
    expect(last?.status).toBe(200);
    expect(last?.body.endpoints).not.toEqual([]);
    expect(last?.body.rows_at).toBeLessThan(Date.now());
    expect(answers.map(({ status }) => status)).not.toContain(403);
  });

  it('is told when it may go on, where nothing is kept to show', async () => {
    const response = await fetch(
      `${lab.host.url}${ENDPOINTS_PATH}?${new URLSearchParams({ host: HOST_ID, search: 'zzz' })}`,
      { headers: lab.as('nobody').headers }
    );
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ attributes: { code: 'over_budget' } });
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('holds up no isolation', async () => {
    const [agent = ''] = healthyEndpoints(lab.simulation).filter((id) => {
      const { groups = [] } = lab.simulation.manager.fleet.find(id) ?? {};
      return !groups.includes(SECRET_GROUP);
    });
    const preview = await lab.as('admin').preview('isolate', [agent]);
    expect(preview.status).toBe(200);
    const acknowledgements = preview.body.endpoints.flatMap(
      ({ lifeline }) => lifeline?.needs ?? []
    );
    const started = await lab.as('admin').startAs(preview.body, { acknowledgements });
    expect(started.status).toBe(200);
    await until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
  });
});
