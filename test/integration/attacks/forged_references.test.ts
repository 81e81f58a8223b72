import { createAlertSink } from '../../../lab/store/alert_sink';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { reportedAlert } from '../../bench/parts/reported_alert';
import type { EventsView } from '../../../common/api/event_view';
import { EVENTS_PATH } from '../../../common/api/paths';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { isolateAs, visibleAgents } from './visible_agents';

jest.setTimeout(120_000);

const NEVER = 600_000;

describeOnOpenSearch('a report that bears the reference of a real action', () => {
  let lab: SecuredLab;
  let place = 0;
  let used = 0;
  beforeAll(async () => {
    // The endpoint itself says nothing: whatever is said of the action is forged.
    lab = await startSecuredLab({ delays: { startMs: [NEVER, NEVER] } });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  /** An endpoint that no test has had. */
  const next = () => visibleAgents(lab)[used++] ?? '';

  /** Isolates an endpoint. @returns its action as it stands in the ledger */
  async function isolated(agent: string) {
    expect(await isolateAs(lab, 'admin', agent)).toBe(200);
    await lab.admin.indices.refresh({ index: lab.indices.actions });
    const query = {
      bool: { filter: [{ term: { kind: 'action' } }, { term: { 'agent.id': agent } }] },
    };
    const { body } = await lab.admin.search({ index: lab.indices.actions, body: { query } });
    return body.hits.hits[0]._source as { readonly sent_user: string };
  }

  function report(agent: string, user: string, verb: 'isolate' | 'release'): AlertDocument {
    place += 1;
    const before = verb === 'isolate' ? 0 : 1;
    const alert = reportedAlert({ agentId: agent, user, at: Date.now() - 3000, before, place });
    const name = lab.simulation.manager.fleet.find(agent)?.name ?? '';
    return { ...alert, agent: { ...alert.agent, name } };
  }

  async function store(...alerts: readonly AlertDocument[]): Promise<void> {
    await createAlertSink(lab.admin, lab.alertsPattern.replace(/\*$/, '')).index(alerts);
    await lab.admin.indices.refresh({ index: lab.alertsPattern });
  }

  /** Waits until the dashboard has read what is stored. */
  async function read(agent: string, count: number): Promise<void> {
    await lab.as('admin').endpoint(agent);
    await until(
      () => lab.as('admin').get<EventsView>(EVENTS_PATH, { host: HOST_ID, agent }),
      ({ body }) => body.events.length >= count
    );
    await lab.as('admin').endpoint(agent);
  }

  const statusOf = async (agent: string) =>
    (await lab.as('admin').endpoint(agent)).actions[0]?.status;

  it('settles nothing if another endpoint wrote it', async () => {
    const [agent, forger] = [next(), next()];
    const { sent_user: user } = await isolated(agent);
    await store(report(forger, user, 'isolate'), report(forger, user, 'release'));
    await read(forger, 2);
    expect(await statusOf(agent)).toBe('dispatched');
    const { state } = await lab.as('admin').endpoint(agent);
    expect(state.status).not.toBe('isolated');
  });

  it('settles nothing if it is of the other verb', async () => {
    const agent = next();
    const { sent_user: user } = await isolated(agent);
    await store(report(agent, user, 'release'));
    await read(agent, 1);
    expect(await statusOf(agent)).toBe('dispatched');
  });

  it.each([
    ['another log file', { location: 'C:\\Users\\Public\\fake\\active-responses.log' }],
    ['another decoder', { decoder: { parent: 'json', name: 'json' } }],
    ['another manager', { manager: { name: 'elsewhere' } }],
  ])('settles nothing if it comes from %s', async (_, changes) => {
    const agent = next();
    const { sent_user: user } = await isolated(agent);
    await store({ ...report(agent, user, 'isolate'), ...changes });
    await lab.as('admin').endpoint(agent);
    // The one behind it is read with it.
    await store(report(agent, 'nobody#zzzzzzzz', 'isolate'));
    await read(agent, 1);
    expect(await statusOf(agent)).toBe('dispatched');
  });

  it('is the report of the action if the endpoint itself wrote it', async () => {
    const agent = next();
    const { sent_user: user } = await isolated(agent);
    await store(report(agent, user, 'isolate'));
    // It names fewer addresses than were allowed.
    await until(
      () => statusOf(agent),
      (status) => status === 'partial'
    );
  });
});
