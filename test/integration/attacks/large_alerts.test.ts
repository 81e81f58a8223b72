import type { EventsView } from '../../../common/api/event_view';
import { EVENTS_PATH, READINESS_PATH } from '../../../common/api/paths';
import type { ReadinessView } from '../../../common/api/readiness_view';
import { asObject } from '../../../common/base/json_reading';
import { LEFT_OUT } from '../../../server/indexer/large_alert';
import { forgedReports, storeAlerts } from '../../bench/parts/flood';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP, startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(120_000);

/** Characters: more than is read of one alert, and no more than the indexer of the tests has room for. */
const HUGE = 10_000_000;

describeOnOpenSearch('an alert that somebody made huge', () => {
  let lab: SecuredLab;
  let agents: string[];
  beforeAll(async () => {
    lab = await startSecuredLab();
    agents = healthyEndpoints(lab.simulation).filter((id) => {
      const { groups = [] } = lab.simulation.manager.fleet.find(id) ?? {};
      return !groups.includes(SECRET_GROUP);
    });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  const nameOf = (id: string) => lab.simulation.manager.fleet.find(id)?.name ?? '';
  const forged = (id: string, count: number) => forgedReports({ id, name: nameOf(id) }, count);
  const events = async (agent: string) => {
    const query = { host: HOST_ID, agent };
    return (await lab.as('admin').get<EventsView>(EVENTS_PATH, query)).body.events;
  };

  it('shows no endpoint isolated or not isolated, and is listed as left out', async () => {
    const [agent = ''] = agents;
    const [report] = forged(agent, 1);
    if (!report) throw new Error('no report');
    await storeAlerts(lab, [{ ...report, full_log: report.full_log + 'x'.repeat(HUGE) }]);
    const { state } = await until(
      () => lab.as('admin').endpoint(agent),
      (endpoint) => endpoint.state.status !== 'no_record'
    );
    expect(state.status).toBe('unknown');
    expect((await events(agent)).map(({ text }) => text)).toEqual([LEFT_OUT]);
    const { body } = await lab.as('admin').get<ReadinessView>(READINESS_PATH, { host: HOST_ID });
    expect(body.checks.map(({ code }) => code)).toContain('reports_left_out');
    // Whoever sees a part of the endpoints isn't told of others.
    const { body: others } = await lab
      .as('analyst')
      .get<ReadinessView>(READINESS_PATH, { host: HOST_ID });
    expect(others.checks.map(({ code }) => code)).not.toContain('reports_left_out');
  });

  it('keeps no other report of its endpoint from being read', async () => {
    const [, agent = ''] = agents;
    const reports = forged(agent, 20);
    const [first, ...rest] = reports;
    if (!first) throw new Error('no report');
    const text = 'x'.repeat(30_000);
    const inParts = Array.from({ length: HUGE / text.length }, () => text);
    const clr = { ...asObject(first.data.clr), result: inParts };
    await storeAlerts(lab, [{ ...first, data: { ...first.data, clr } }, ...rest]);
    const listed = await until(
      () => events(agent),
      (all) => all.length === 20
    );
    expect(listed.filter((one) => one.text === LEFT_OUT)).toHaveLength(1);
  });
});
