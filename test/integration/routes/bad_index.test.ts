import type { ReadinessView } from '../../../common/api/readiness_view';
import { READINESS_PATH } from '../../../common/api/paths';
import { until } from '../lab/until';
import { describeOnOpenSearch } from '../store/stores';
import { isolated, shownAs, startedOf } from './actions_in_tests';
import { routesLab } from './routes_lab';

jest.setTimeout(120_000);

/** Text fields with keywords beside, as an index gets that is written without a template. */
const TEXT = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
const TEXTS = {
  properties: {
    timestamp: { type: 'date' },
    id: TEXT,
    agent: { properties: { id: TEXT, name: TEXT } },
    manager: { properties: { name: TEXT } },
    data: { properties: { origin: { properties: { name: TEXT, module: TEXT } } } },
  },
};

describeOnOpenSearch('where one index of alerts is not as the others', () => {
  const lab = routesLab({ configuration: { answer_time: '30s' } });
  const analyst = () => lab().as('analyst');
  const readiness = async () => {
    const { body } = await analyst().get<ReadinessView>(READINESS_PATH, { host: 'lab' });
    return new Map(body.checks.map((one) => [one.check, one]));
  };

  it('reads the others, and names it with the field and what to do: an index with text fields', async () => {
    const index = `${lab().alertsPrefix}4.x-2026.01.03`;
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    await lab().client.indices.create({ index, body: { mappings: TEXTS } });
    await lab().client.index({
      index,
      refresh: true,
      body: {
        timestamp: new Date().toISOString(),
        id: '1.1',
        agent: { id: '001', name: 'X' },
        data: { origin: { name: 'C-LR', module: 'Isolation' } },
      },
    });
    const events = await analyst().get<{ events: unknown[]; unread?: string }>(
      '/api/endpoint_isolation/events',
      {
        host: 'lab',
        agent,
      }
    );
    expect(events.status).toBe(200);
    expect(events.body.events.length).toBeGreaterThan(0);
    expect(events.body.unread).toContain(index);
    await startedOf(lab(), 'release', agent);
    const shown = await shownAs(lab(), agent, 'not_isolated');
    expect(shown.alerts_unread).toBe('indexer_unusable_index');

    const checks = await readiness();
    expect(checks.get('alert_fields')).toMatchObject({
      status: 'problem',
      sentence: expect.stringContaining(index),
    });
    expect(checks.get('alert_fields')?.sentence).toContain('data.origin.name (text)');
    for (const check of ['alerts_as_person', 'alerts_as_dashboard', 'reports', 'unattributed']) {
      expect([check, checks.get(check as never)?.code]).not.toEqual([
        check,
        expect.stringMatching(/failed/),
      ]);
    }
    expect(checks.get('reconciler')?.code).toBe('reconciler_up_to_date');
    await lab().client.indices.delete({ index });
    expect((await readiness()).get('alert_fields')).toMatchObject({ status: 'ok' });
  });

  it('reads an index without a date in its name', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    const from = `${lab().alertsPrefix}*`;
    const query = { term: { 'agent.id': agent } };
    const { body } = await until(
      () => lab().client.search({ index: from, body: { query, size: 1 } }),
      (answer) => answer.body.hits.hits.length > 0
    );
    const index = `${lab().alertsPrefix}4.x-rollover-000001`;
    const [{ _source: first }] = body.hits.hits;
    await lab().client.index({
      index,
      refresh: true,
      body: { ...first, id: `${first.id}9`, timestamp: new Date().toISOString() },
    });
    const events = await analyst().get<{ events: Array<{ index: string }> }>(
      '/api/endpoint_isolation/events',
      { host: 'lab', agent }
    );
    expect(events.body.events.map((event) => event.index)).toContain(index);
    expect((await analyst().endpoint(agent)).alerts_unread).toBeUndefined();
    expect((await readiness()).get('alert_fields')).toMatchObject({ status: 'ok' });
  });

  it('says under which path an endpoint without a response reported, and what to change', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    const { body } = await lab().client.search({
      index: `${lab().alertsPrefix}*`,
      body: { size: 1000, query: { term: { 'agent.id': agent } } },
    });
    const [{ _source: report }] = body.hits.hits;
    lab().endpoints.startFault(agent, 'alerts_lost');
    await startedOf(lab(), 'release', agent);
    const location = 'C:\\Program Files (x86)\\ossec-agent\\active-response\\active-responses.log';
    const timestamp = new Date().toISOString();
    await lab().client.index({
      index: `${lab().alertsPrefix}4.x-2026.01.05`,
      refresh: true,
      body: { ...report, id: `${report.id}8`, location, timestamp },
    });
    const shown = await until(
      () => analyst().endpoint(agent),
      ({ actions: [newest] }) => newest?.status === 'unanswered',
      60_000
    );
    expect(shown.other_location).toBe(location);
    const check = (await readiness()).get('locations');
    expect(check).toMatchObject({ code: 'locations_other', facts: { location } });
    expect(check?.sentence).toContain(agent);
    expect(check?.remedy).toContain('<location>');
    lab().endpoints.endFault(agent, 'alerts_lost');
  });
});
