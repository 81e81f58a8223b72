import {
  ACTIONS_PATH,
  CLOSE_ATTENTION_PATH,
  CONTEXT_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  EVENTS_PATH,
  EXPORT_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PREVIEW_PATH,
  PROBES_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import type { ContextView } from '../../../common/api/context_view';
import type { EndpointsView } from '../../../common/api/endpoint_view';
import type { HistoryView } from '../../../common/api/history_view';
import type { StartedBatchView } from '../../../common/api/action_view';
import { API_USER } from '../../../lab/api_user';
import { USER_COOKIE } from '../../../lab/host';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { HOST_ID } from './access_lab';
import { everyAnswer, newKey } from './api_client';
import type { SecuredLab } from './secured_lab';
import { SECRET_GROUP, startSecuredLab } from './secured_lab';

jest.setTimeout(120_000);

const JSON_HEADERS = { 'osd-xsrf': 'test', 'content-type': 'application/json' };

describeOnOpenSearch('an attacker who can sign in', () => {
  let lab: SecuredLab;
  const healthy = () => {
    const [id = ''] = healthyEndpoints(lab.simulation).filter((one) => {
      const { groups = [] } = lab.simulation.manager.fleet.find(one) ?? {};
      return !groups.includes(SECRET_GROUP);
    });
    return id;
  };
  const commands = () => lab.simulation.manager.commandsReached().length;

  beforeAll(async () => {
    lab = await startSecuredLab();
  }, startTimeLimit);
  afterAll(() => lab.stop());

  /** The cookies that Wazuh's own app gives to somebody. */
  async function cookiesOf(user: string): Promise<string> {
    const response = await fetch(`${lab.host.url}/api/login`, {
      method: 'POST',
      headers: { ...JSON_HEADERS, cookie: `${USER_COOKIE}=${user}` },
      body: JSON.stringify({ idHost: HOST_ID }),
    });
    const cookies = response.headers.get('set-cookie') ?? '';
    return (cookies.match(/wz-\w+=[^;,]*/g) ?? []).join('; ');
  }

  it("gains nothing by another's token and forged cookies", async () => {
    const stolen = await cookiesOf('admin');
    expect(stolen).toMatch(/wz-token=ey/);
    const forged = stolen.replace('wz-user=admin', 'wz-user=analyst');
    const asked = (cookies: string) =>
      lab
        .as('analyst')
        .send<EndpointsView>('GET', `${ENDPOINTS_PATH}?host=${HOST_ID}&size=100`, undefined, {
          cookie: `${USER_COOKIE}=analyst; ${cookies}`,
        });
    const own = await asked('');
    for (const cookies of [stolen, forged, `${forged}; wz-api=${HOST_ID}`]) {
      const { status, body } = await asked(cookies);
      expect(status).toBe(200);
      expect(body.total).toBe(own.body.total);
      const groups = body.endpoints.flatMap(({ agent }) => agent?.groups ?? []);
      expect(groups).not.toContain(SECRET_GROUP);
    }
  });

  it('is nobody with a session that is none', async () => {
    for (const user of ['ghost', '', 'admin%0d%0aX: y']) {
      const answer = await lab.as(user).get(CONTEXT_PATH);
      expect(answer.status).toBe(401);
    }
  });

  it('is who the session says, whatever the request says', async () => {
    const agent = healthy();
    const preview = await lab.as('analyst').preview('isolate', [agent]);
    const answer = await lab.as('analyst').startAs(preview.body, { user: 'admin' });
    expect(answer.status).toBe(400);
    const headers = { 'x-proxy-user': 'admin', securitytenant: 'admin', 'wz-user': 'admin' };
    const { body } = await lab.as('analyst').send<ContextView>('GET', CONTEXT_PATH, undefined, {
      cookie: `${USER_COOKIE}=analyst`,
      ...headers,
    });
    expect(body.user).toBe('analyst');
  });

  it.each([
    '../lab',
    '..%2f..%2fetc%2fpasswd',
    '__proto__',
    'constructor',
    'lab\u0000',
    "lab' OR '1'='1",
    'LAB',
    'lab ',
    'https://evil.example',
  ])('finds no manager that is not configured: %j', async (host) => {
    const before = commands();
    const answers = [
      await lab.as('admin').get(ENDPOINTS_PATH, { host }),
      await lab.as('admin').get(EVENTS_PATH, { host }),
      await lab.as('admin').get(READINESS_PATH, { host }),
      await lab.as('admin').get(EXPORT_PATH, { host, list: 'history' }),
      await lab.as('admin').get(endpointPath(host, '001')),
      await lab
        .as('admin')
        .post(PREVIEW_PATH, { host, verb: 'isolate', agents: ['001'], choice: {} }),
      await lab
        .as('admin')
        .post(PROBES_PATH, { host, agents: ['001'] }, { [IDEMPOTENCY_KEY_HEADER]: newKey() }),
    ];
    for (const { status } of answers) expect([400, 404]).toContain(status);
    expect(commands()).toBe(before);
  });

  it.each([
    '000',
    '0002',
    '1',
    'all',
    '*',
    '001,002',
    '001/../002',
    '001%2e%2e',
    '-1',
    '1e3',
    '９99',
    '',
  ])('reaches no agent by an id that is none: %j', async (agent) => {
    const before = commands();
    const answers = [
      await lab.as('admin').get(endpointPath(HOST_ID, agent)),
      await lab.as('admin').post(PREVIEW_PATH, {
        host: HOST_ID,
        verb: 'isolate',
        agents: [agent],
        choice: {},
      }),
      await lab
        .as('admin')
        .post(
          PROBES_PATH,
          { host: HOST_ID, agents: [agent] },
          { [IDEMPOTENCY_KEY_HEADER]: newKey() }
        ),
    ];
    for (const { status } of answers) expect([400, 404]).toContain(status);
    expect(commands()).toBe(before);
  });

  it.each([
    ['__proto__', '{"__proto__":{"given":true},"host":"lab"}'],
    ['constructor.prototype', '{"constructor":{"prototype":{"given":true}},"host":"lab"}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no JSON', '{"host":'],
  ])('changes nothing by a body with %s', async (_, body) => {
    const answer = await lab.as('analyst').send('POST', PREVIEW_PATH, body, JSON_HEADERS);
    expect(answer.status).toBe(400);
    expect(Object.prototype).not.toHaveProperty('given');
  });

  it.each([ACTIONS_PATH, PREVIEW_PATH, PROBES_PATH, CLOSE_ATTENTION_PATH])(
    'cannot let the browser of somebody else send %s: the xsrf header is missing',
    async (path) => {
      const answer = await lab
        .as('admin')
        .send('POST', path, '{}', { 'content-type': 'text/plain' });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('osd-xsrf');
    }
  );

  it('does nothing twice by a replay, and gets nothing by the key of another', async () => {
    const agent = healthy();
    const preview = (await lab.as('analyst').preview('isolate', [agent])).body;
    const body = {
      host: HOST_ID,
      verb: 'isolate',
      endpoints: preview.endpoints.map(({ agent_id, n }) => ({ agent_id, n })),
      reason: 'replayed',
      choice: {},
      acknowledgements: [],
      digest: preview.digest,
    };
    const key = { [IDEMPOTENCY_KEY_HEADER]: newKey() };
    const before = commands();
    const send = (user: string, changes: object = {}) =>
      lab.as(user).post<StartedBatchView>(ACTIONS_PATH, { ...body, ...changes }, key);
    const answers = await Promise.all([send('analyst'), send('analyst'), send('analyst')]);
    answers.push(await send('analyst'));
    expect(new Set(answers.map(({ body: { batch } }) => batch)).size).toBe(1);
    expect(commands()).toBe(before + 1);
    const other = await send('admin');
    expect(other).toMatchObject({ status: 409 });
    expect(other.text).not.toContain(answers[0]?.body.batch);
    expect(await send('analyst', { reason: 'another' })).toMatchObject({
      status: 422,
      body: { attributes: { code: 'key_reused' } },
    });
    expect(commands()).toBe(before + 1);
  });

  it('is refused what is too large, with nothing done', async () => {
    const before = commands();
    const many = Array.from({ length: 501 }, (_, index) => String(index + 1).padStart(3, '0'));
    const admin = lab.as('admin');
    const key = { [IDEMPOTENCY_KEY_HEADER]: newKey() };
    const answers = [
      await admin.post(PREVIEW_PATH, { host: HOST_ID, verb: 'isolate', agents: many, choice: {} }),
      await admin.post(PROBES_PATH, { host: HOST_ID, agents: many }, key),
      await admin.post(CLOSE_ATTENTION_PATH, {
        host: HOST_ID,
        agent_id: '001',
        n: 1,
        reason: 'x'.repeat(1001),
      }),
      await admin.post(PREVIEW_PATH, { pad: 'x'.repeat(2_000_000) }),
      await admin.get(ENDPOINTS_PATH, { host: HOST_ID, search: 'x'.repeat(5000) }),
      await admin.get(ENDPOINTS_PATH, { host: HOST_ID, cursor: 'x'.repeat(5000) }),
    ];
    for (const { status } of answers) expect([400, 413]).toContain(status);
    expect(commands()).toBe(before);
  });

  it('leaves markup as the text that it is, in answers that no browser takes for a page', async () => {
    const agent = healthy();
    const markup = '<img src=x onerror=alert(1)>"\'`${7*7}\r\nSet-Cookie: a=b';
    await lab.as('analyst').start('isolate', [agent], { reason: markup, case: '=cmd|calc!A1' });
    const response = await fetch(`${lab.host.url}${endpointPath(HOST_ID, agent)}`, {
      headers: { cookie: `${USER_COOKIE}=analyst` },
    });
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect((await response.json()).actions[0].reason).toBe(markup.trim());
    // What the compromised machine hears has nothing of it.
    const [last] = lab.simulation.manager.commandsReached().slice(-1);
    expect(JSON.stringify(last?.command)).not.toContain('onerror');
  });

  it('writes no line of its own into the log', async () => {
    const injected = 'marker-of-a-log-line';
    await lab.as('analyst').get(ENDPOINTS_PATH, { host: `x\n[fatal] ${injected}` });
    await lab.as('analyst').start('isolate', [healthy()], { reason: `a\n[fatal] ${injected}` });
    await until(
      async () => lab.logged.filter(({ message }) => message.includes('isolation.outcome')),
      (lines) => lines.length > 0
    );
    expect(lab.logged.some(({ message }) => message.includes(injected))).toBe(false);
  });

  it('is counted: who was refused what, on which endpoint, and why', async () => {
    const agent = healthy();
    for (let times = 0; times < 3; times++) await lab.as('nobody').start('isolate', [agent]);
    const { body } = await until(
      () => lab.as('admin').get<HistoryView>(ACTIONS_PATH, { host: HOST_ID, user: 'nobody' }),
      (answer) => (answer.body.entries[0]?.denied?.count ?? 0) >= 3
    );
    expect(body.entries).toMatchObject([
      {
        kind: 'denied',
        user: 'nobody',
        agent_id: agent,
        verb: 'isolate',
        denied: { code: 'not_permitted', codes: ['manager_denies'], count: 3 },
      },
    ]);
  });

  it('finds no password and no token in any answer, page or log of all this', async () => {
    for (const user of ['admin', 'analyst', 'nobody']) {
      for (const path of ['/app/endpoint-isolation', '/bootstrap.js', '/']) {
        const { status } = await lab.as(user).get(path);
        expect(status).toBe(200);
      }
    }
    const everything = [...everyAnswer, ...lab.logged.map((record) => JSON.stringify(record))].join(
      '\n'
    );
    const passwords = Object.values(lab.store.users).map(({ password }) => password);
    const basic = passwords.map((password) =>
      Buffer.from(`:${password}`).toString('base64').slice(2, -2)
    );
    for (const secret of [API_USER.password, ...passwords, ...basic]) {
      expect(everything.includes(secret)).toBe(false);
    }
    expect(/\bey[A-Za-z0-9_-]{10,}\.ey[A-Za-z0-9_-]{10,}\./.test(everything)).toBe(false);
  });
});
