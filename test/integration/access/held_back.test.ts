import type { AgentId } from '../../../common/manager/endpoint';
import {
  ACTIONS_PATH,
  ATTENTION_PATH,
  CLOSE_ATTENTION_PATH,
  CONTEXT_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  ENDPOINTS_READINESS_PATH,
  EVENTS_PATH,
  EXPORT_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PROBES_PATH,
  READINESS_PATH,
  STATES_PATH,
} from '../../../common/api/paths';
import type { EndpointsReadinessView } from '../../../common/api/readiness_view';
import type { EndpointsView } from '../../../common/api/endpoint_view';
import type { HistoryView } from '../../../common/api/history_view';
import type { StartedProbesView } from '../../../common/api/probe_view';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { HOST_ID } from './access_lab';
import type { ApiAnswer } from './api_client';
import { newKey } from './api_client';
import type { SecuredLab } from './secured_lab';
import { SECRET_GROUP, startSecuredLab } from './secured_lab';

jest.setTimeout(120_000);

/** Finds the cursors in a text: their content can be read by anyone who looks. */
function cursorsIn(text: string): string {
  const cursors = text.match(/"next":"[A-Za-z0-9_-]+"/g) ?? [];
  return cursors.map((one) => Buffer.from(one.slice(8, -1), 'base64url').toString()).join(' ');
}

describeOnOpenSearch('an agent that the manager holds back from a person', () => {
  let lab: SecuredLab;
  let secret = '';
  let other = '';
  let probes = '';
  const marks: string[] = [];

  beforeAll(async () => {
    lab = await startSecuredLab();
    const healthy = healthyEndpoints(lab.simulation);
    const isSecret = (id: string) => {
      const agent = lab.simulation.manager.fleet.find(id);
      return agent?.groups.includes(SECRET_GROUP) ?? false;
    };
    secret = healthy.find(isSecret) ?? '';
    other = healthy.find((id) => !isSecret(id)) ?? '';
    const name = lab.simulation.manager.fleet.find(secret)?.name ?? '';
    marks.push(name, `manager:wazuh-server/${secret}`, `"${secret}"`);
    await happenings();
  }, startTimeLimit);
  afterAll(() => lab.stop());

  /** Makes on both agents an isolation without a backup, a readiness test, a blocked attempt, and events. */
  async function happenings(): Promise<void> {
    const admin = lab.as('admin');
    const started = await admin.post<StartedProbesView>(
      PROBES_PATH,
      { host: HOST_ID, agents: [secret, other] },
      { [IDEMPOTENCY_KEY_HEADER]: newKey() }
    );
    probes = started.body.batch;
    for (const agent of [secret, other]) {
      lab.simulation.endpoints.startFault(agent, 'export_fails');
      await until(
        () => admin.start('isolate', [agent]),
        ({ status }) => status === 200
      );
      await until(
        () => admin.endpoint(agent),
        ({ state }) => state.status === 'isolated'
      );
      await lab.as('analyst_dls').start('isolate', [agent]);
    }
    await until(
      () => admin.get<HistoryView>(ACTIONS_PATH, { host: HOST_ID, status: 'denied' }),
      ({ body }) => body.entries.length >= 2
    );
  }

  const asAnalyst = (path: string, query: Record<string, string> = {}) =>
    lab.as('analyst').get<Record<string, unknown>>(path, { host: HOST_ID, ...query });

  function expectNothingOf(answer: ApiAnswer): void {
    for (const mark of marks) {
      expect(answer.text).not.toContain(mark);
      expect(cursorsIn(answer.text)).not.toContain(mark);
    }
  }

  /** All pages of a list. */
  async function pages(path: string, query: Record<string, string>): Promise<ApiAnswer[]> {
    const answers: ApiAnswer[] = [];
    let cursor: string | undefined;
    do {
      const answer = await asAnalyst(path, { ...query, ...(cursor ? { cursor } : {}) });
      expect(answer.status).toBe(200);
      answers.push(answer);
      const { next } = answer.body;
      cursor = typeof next === 'string' ? next : undefined;
    } while (cursor !== undefined && answers.length < 100);
    return answers;
  }

  it('is there for others, so that there is something to hold back', async () => {
    const { text } = await lab.as('admin').get(ACTIONS_PATH, { host: HOST_ID });
    expect(text).toContain(marks[0]);
    const view = await lab.as('admin').endpoint(secret);
    expect(view).toMatchObject({ attention: ['no_backup'], state: { status: 'isolated' } });
    expect((await asAnalyst(ACTIONS_PATH)).text).toContain(`"${other}"`);
  });

  it.each([
    ['all', {}],
    ['of a name', { search: 'FIN' }],
    ['isolated', { state: 'isolated' }],
    ['that need somebody', { state: 'attention', timer: 'true' }],
    ['unknown', { state: 'unknown' }],
    ['not isolated', { state: 'not_isolated' }],
    ['without a record', { state: 'no_record' }],
  ])('is in no page of the endpoints: %s', async (_, query) => {
    for (const answer of await pages(ENDPOINTS_PATH, { size: '3', ...query })) {
      expectNothingOf(answer);
    }
  });

  it('is not counted', async () => {
    const count = async (user: string) => {
      const query = { host: HOST_ID, state: 'isolated', size: '100' };
      const { body } = await lab.as(user).get<EndpointsView>(ENDPOINTS_PATH, query);
      expect(body.total).toBe(body.endpoints.length);
      return body.total ?? 0;
    };
    expect(await count('analyst')).toBeLessThan(await count('admin'));
    const history = async (user: string) => {
      const query = { host: HOST_ID, size: '100' };
      return (await lab.as(user).get<HistoryView>(ACTIONS_PATH, query)).body;
    };
    const [own, all] = [await history('analyst'), await history('admin')];
    expect(own.total).toBe(own.entries.length);
    expect(own.entries.length).toBeLessThan(all.entries.length);
  });

  it.each([
    ['history', ACTIONS_PATH, { size: '1' }],
    ['what was refused', ACTIONS_PATH, { size: '1', status: 'denied' }],
    ['history of one user', ACTIONS_PATH, { size: '1', user: 'admin' }],
    ['what needs somebody', ATTENTION_PATH, { size: '1' }],
    ['events', EVENTS_PATH, { size: '2' }],
  ])('is in no page of the %s', async (_, path, query) => {
    for (const answer of await pages(path, query)) expectNothingOf(answer);
  });

  it.each([
    ['history', {}],
    ['events', {}],
    ['history', { status: 'denied' }],
  ])('is in no file of the %s %j, which says what others did', async (list, query) => {
    const answer = await asAnalyst(EXPORT_PATH, { list, ...query });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(other);
    expectNothingOf(answer);
  });

  it('is neither counted nor listed in the readiness of the endpoints, nor in its file', async () => {
    type View = EndpointsReadinessView;
    const all = await lab.as('admin').get<View>(ENDPOINTS_READINESS_PATH, { host: HOST_ID });
    const some = await lab.as('analyst').get<View>(ENDPOINTS_READINESS_PATH, { host: HOST_ID });
    const fleet = lab.simulation.manager.fleet.list();
    const active = fleet.filter(
      ({ status, os }) => status === 'active' && os?.platform === 'windows'
    );
    const hidden = active.filter(({ groups }) => groups.includes(SECRET_GROUP));
    expect(hidden.length).toBeGreaterThan(0);
    expect(all.body.active).toBe(active.length);
    expect(some.body.active).toBe(active.length - hidden.length);
    for (const { active: count, ready, not_ready: notReady } of [all.body, some.body]) {
      expect(ready + notReady.length).toBe(count);
    }
    expectNothingOf(some);
    expectNothingOf(await asAnalyst(EXPORT_PATH, { list: 'not_ready' }));
  });

  it('is in no context, readiness, state or probe', async () => {
    const answers = [
      await asAnalyst(CONTEXT_PATH),
      await asAnalyst(READINESS_PATH),
      await asAnalyst(ENDPOINTS_READINESS_PATH),
      await asAnalyst(PROBES_PATH, { batch: probes }),
      await asAnalyst(ACTIONS_PATH, { agent: secret }),
      await asAnalyst(EVENTS_PATH, { agent: secret }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expectNothingOf(answer);
    }
    const states = await asAnalyst(STATES_PATH, { agents: `${secret},${other}` });
    expect(states.text).not.toContain(`"${secret}"`);
  });

  it.each<[string, (agent: string) => Promise<ApiAnswer>]>([
    ['looked at', (agent) => asAnalyst(endpointPath(HOST_ID, agent))],
    ['looked at by a timer', (agent) => asAnalyst(endpointPath(HOST_ID, agent), { timer: 'true' })],
    ['previewed', (agent) => lab.as('analyst').preview('isolate', [agent])],
    ['previewed for a release', (agent) => lab.as('analyst').preview('release', [agent])],
    ['isolated', (agent) => lab.as('analyst').start('isolate', [agent])],
    ['released', (agent) => lab.as('analyst').start('release', [agent])],
    [
      'probed',
      (agent) =>
        lab
          .as('analyst')
          .post(
            PROBES_PATH,
            { host: HOST_ID, agents: [agent] },
            { [IDEMPOTENCY_KEY_HEADER]: newKey() }
          ),
    ],
    [
      'closed',
      (agent) =>
        lab
          .as('analyst')
          .post(CLOSE_ATTENTION_PATH, { host: HOST_ID, agent_id: agent, n: 1, reason: 'x' }),
    ],
  ])('cannot be told from one that there never was when it is %s', async (_, ask) => {
    const nowhere = '9999';
    const masked = ({ text, status }: ApiAnswer, agent: string) => ({
      status,
      text: text
        .split(agent)
        .join('<agent>')
        .replace(/"digest":"\w+"/, ''),
    });
    const held = masked(await ask(secret), secret);
    expect(held).toEqual(masked(await ask(nowhere), nowhere));
    expect(held.text).not.toContain(marks[0]);
  });

  it('stays held back when it is removed: its past is told only to who could see it', async () => {
    lab.simulation.manager.fleet.remove(secret as AgentId);
    await until(
      () => lab.as('admin').endpoint(secret),
      ({ state }) => state.removed === true,
      45_000
    );
    const answers = [
      ...(await pages(ENDPOINTS_PATH, { state: 'isolated' })),
      ...(await pages(ACTIONS_PATH, {})),
      await asAnalyst(endpointPath(HOST_ID, secret)),
    ];
    for (const { text } of answers) expect(text).not.toContain(marks[0]);
  });
});
