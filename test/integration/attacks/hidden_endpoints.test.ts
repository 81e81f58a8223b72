import type { ContextView } from '../../../common/api/context_view';
import type { EventsView } from '../../../common/api/event_view';
import type { HistoryView } from '../../../common/api/history_view';
import {
  ACTIONS_PATH,
  ATTENTION_PATH,
  CONTEXT_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  EVENTS_PATH,
  EXPORT_PATH,
} from '../../../common/api/paths';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP, startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(180_000);

/** More than one request goes through. */
const FLOOD = 12_000;
const AT_ONCE = 2000;

describeOnOpenSearch('an endpoint that is hidden from a person', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab();
  }, startTimeLimit);
  afterAll(() => lab.stop());

  const isSecret = (id: string) =>
    (lab.simulation.manager.fleet.find(id)?.groups ?? []).includes(SECRET_GROUP);
  const list = <T>(path: string, query: Record<string, string> = {}) =>
    lab.as('analyst').get<T>(path, { host: HOST_ID, ...query });

  /** Writes reports of an endpoint that its administrator could write: as a real one, later and over and over. */
  async function flood(agent: { id: string; name: string }): Promise<void> {
    const { body } = await lab.admin.search({
      index: lab.alertsPattern,
      body: { size: 1, query: { match_all: {} }, sort: [{ timestamp: 'desc' }] },
    });
    const [hit] = body.hits.hits;
    const begun = Date.now();
    for (let at = 0; at < FLOOD; at += AT_ONCE) {
      const lines = Array.from({ length: AT_ONCE }, (_, index) => {
        const n = at + index;
        const alert = {
          ...hit._source,
          id: `${begun}.${n}`,
          timestamp: new Date(begun + n).toISOString(),
          agent: { ...hit._source.agent, ...agent },
        };
        return [{ create: { _index: hit._index } }, alert];
      });
      await lab.admin.bulk({ body: lines.flat() });
    }
    await lab.admin.indices.refresh({ index: lab.alertsPattern });
  }

  it('gets the same response, by the same number of requests to the manager, as one that doesn’t exist', async () => {
    const { manager, reportedBefore } = lab.simulation;
    const secrets = manager.fleet
      .list()
      .map(({ id }) => id)
      .filter((id) => id !== '000' && isSecret(id));
    const withHistory = secrets.filter((id) => reportedBefore.has(id)).slice(0, 1);
    const without = secrets.filter((id) => !reportedBefore.has(id)).slice(0, 2);
    const hidden = [...withHistory, ...without];
    expect(hidden).toHaveLength(3);
    const look = async (agent: string) => {
      const before = manager.asked().length;
      const { status, body } = await lab.as('analyst').get<object>(endpointPath(HOST_ID, agent));
      return { answer: [status, body], asked: manager.asked().length - before };
    };
    // The first of them pays for the permissions.
    const { answer } = await look('99990');
    expect(answer[0]).toBe(404);
    const looks: Record<string, number[]> = { missing: [], hidden: [] };
    for (const [index, id] of hidden.entries()) {
      const missing = await look(String(99991 + index));
      const kept = await look(id);
      expect(missing.answer).toEqual(answer);
      expect(kept.answer).toEqual(answer);
      looks.missing?.push(missing.asked);
      looks.hidden?.push(kept.asked);
    }
    // The dashboard asks for something of its own now and then.
    expect(Math.min(...(looks.hidden ?? []))).toBe(Math.min(...(looks.missing ?? [])));
  });

  it('empties no list of what they can see, however much it reports', async () => {
    const healthy = healthyEndpoints(lab.simulation);
    const [agent = ''] = healthy.filter((id) => !isSecret(id));
    const [secret = ''] = lab.simulation.manager.fleet
      .list()
      .map(({ id }) => id)
      .filter((id) => id !== '000' && isSecret(id));
    const preview = await lab.as('admin').preview('isolate', [agent]);
    const acknowledgements = preview.body.endpoints.flatMap(
      ({ lifeline }) => lifeline?.needs ?? []
    );
    await lab.as('admin').startAs(preview.body, { acknowledgements });
    await until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
    await flood({ id: secret, name: lab.simulation.manager.fleet.find(secret)?.name ?? '' });
    const events = await list<EventsView>(EVENTS_PATH);
    // The newest that is not of the flood, before those of the lab's past.
    expect(events.body.events[0]?.agent_id).toBe(agent);
    expect(events.body.events.map(({ agent_id: id }) => id)).not.toContain(secret);
    const history = await list<HistoryView>(ACTIONS_PATH);
    expect(history.body.entries.map(({ agent_id: id }) => id)).toContain(agent);
    const exported = await list(EXPORT_PATH, { list: 'events' });
    expect(exported.text.split('\r\n').filter((line) => line.includes(agent))).not.toEqual([]);
    expect(`${events.text}${history.text}${exported.text}`).not.toContain(`"${secret}"`);
  });

  it.each([
    [ENDPOINTS_PATH, ['x', { a: 1 }]],
    [ACTIONS_PATH, ['not a date', 1, true, {}]],
    [EVENTS_PATH, [{ range: {} }]],
    [ATTENTION_PATH, [1, 2, 3, 4, 5]],
  ])('cannot be looked for from a place that somebody makes up: %s', async (path, place) => {
    const cursor = Buffer.from(JSON.stringify(place)).toString('base64url');
    const { status, text } = await list(path, { cursor });
    expect(status).toBe(400);
    expect(text).toContain('invalid_request');
  });
});

describeOnOpenSearch('somebody who may see no manager', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab({
      configuration: { roles: { view: ['auditors_of_nowhere'] } },
    });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('is told the name of none, and why', async () => {
    const { status, body, text } = await lab.as('analyst').get<ContextView>(CONTEXT_PATH);
    expect(status).toBe(200);
    expect(body).toMatchObject({ hosts: [], host: null, manager: null });
    expect(body.rights.view).toMatchObject({ given: false, refusals: [{ code: 'role_missing' }] });
    expect(text).not.toContain(`"${HOST_ID}"`);
  });
});
