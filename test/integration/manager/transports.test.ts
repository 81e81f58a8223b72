import { createServer } from 'net';
import type { ActiveResponseResult } from '../../../server/manager/manager';
import { agentId } from './agent_lists';
import { command, sending } from './commands';
import type { CapturedRequest, Script } from './scripted_manager';
import { loginAnswer, ScriptedManager } from './scripted_manager';
import type { WayOptions } from './ways';
import { DIRECT, HOST_ID, THROUGH_WAZUH_CORE, WAYS } from './ways';

jest.setTimeout(60_000);

const SENT: Script = {
  status: 200,
  body: { data: { affected_items: ['001'], failed_items: [] }, error: 0 },
  headers: { date: 'Tue, 24 Nov 2026 04:07:57 GMT' },
};
const ABOUT: Script = {
  status: 200,
  body: { data: { api_version: '4.12.0', hostname: 'vm', timestamp: '2026-11-24T04:07:36Z' } },
};
const REFUSED_TOKEN: Script = {
  status: 401,
  body: { title: 'Unauthorized', detail: 'Invalid token' },
};

const isLogin = ({ method }: CapturedRequest) => method === 'POST';
const isCommand = ({ method }: CapturedRequest) => method === 'PUT';

/** Logs in whoever comes, and answers commands as told. */
const commandsAnswered =
  (script: Script) =>
  (request: CapturedRequest): Script =>
    isLogin(request) ? loginAnswer() : isCommand(request) ? script : ABOUT;

describe.each(WAYS)('a command by the way $name', (way) => {
  let manager: ScriptedManager;
  const closing: (() => Promise<void> | void)[] = [];

  const start = async (script: ScriptedManager['script'], options?: WayOptions) => {
    const started = await new ScriptedManager(script).start();
    const opened = await way.to(started, options);
    closing.push(
      () => opened.close(),
      () => started.stop()
    );
    manager = started;
    return opened.managers;
  };
  const isolate = async (script: Script, options?: WayOptions) => {
    const session = await (await start(commandsAnswered(script), options)).open(HOST_ID);
    return session.sendActiveResponse(command(['001']), sending());
  };
  const only = (result: ActiveResponseResult) => {
    if (result.result !== 'sent') throw new Error(`not sent: ${result.code}`);
    return result.agents.get(agentId('001'));
  };

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('reaches the manager once, as a person would send it in Dev Tools', async () => {
    const result = await isolate(SENT);
    expect(result).toMatchObject({ result: 'sent', managerTime: Date.UTC(2026, 10, 24, 4, 7, 57) });
    expect(only(result)).toEqual({ result: 'affected' });
    expect(manager.asked).toHaveLength(1);
    expect(manager.asked[0]).toMatchObject({
      method: 'PUT',
      path: '/active-response',
      query: { agents_list: ['001'] },
      body: {
        command: '!isolation.exe',
        arguments: ['192.168.1.1'],
        alert: { data: { action: 'isolate', user: 'alice#k7m2q9xd', debug: false } },
      },
    });
    expect(manager.asked[0]?.headers['content-type']).toBe('application/json');
  });

  it('that is cut before the answer is uncertain, and is not repeated', async () => {
    expect(only(await isolate('cut_before_answer'))).toMatchObject({
      result: 'uncertain',
      code: 'connection_lost',
    });
    expect(manager.asked).toHaveLength(1);
  });

  it('that is cut in the middle of the answer is uncertain', async () => {
    expect(only(await isolate('cut_in_body'))).toMatchObject({
      result: 'uncertain',
      code: 'connection_lost',
    });
    expect(manager.asked).toHaveLength(1);
  });

  it('that is never answered ends by our own limit and is uncertain', async () => {
    const startedAt = Date.now();
    expect(only(await isolate('never', { limits: { commandMs: 300 } }))).toMatchObject({
      result: 'uncertain',
      code: 'timed_out',
    });
    expect(Date.now() - startedAt).toBeLessThan(2000);
  });

  it('that is answered slowly, but in time, is read', async () => {
    const slow = { ...Object(SENT), delayMs: 200 };
    expect(only(await isolate(slow, { limits: { commandMs: 3000 } }))).toEqual({
      result: 'affected',
    });
  });

  it('that is answered by a page of a proxy is uncertain', async () => {
    const page = {
      status: 200,
      body: '<html>Sign in</html>',
      headers: { 'content-type': 'text/html' },
    };
    expect(only(await isolate(page))).toMatchObject({
      result: 'uncertain',
      code: 'answer_unreadable',
    });
  });

  it('is not sent where the manager’s port is closed', async () => {
    const managers = await start(commandsAnswered(SENT));
    const session = await managers.open(HOST_ID);
    await manager.stop();
    expect(await session.sendActiveResponse(command(['001']), sending())).toMatchObject({
      result: 'not_sent',
      code: 'connection_refused',
    });
  });

  it('is not sent past its deadline', async () => {
    const session = await (await start(commandsAnswered(SENT))).open(HOST_ID);
    const result = await session.sendActiveResponse(
      command(['001']),
      sending({ mayStillSend: () => false })
    );
    expect(result).toMatchObject({ result: 'not_sent', code: 'deadline_passed' });
    expect(manager.asked).toEqual([]);
  });

  it('is not sent where the deadline passes while it is made ready', async () => {
    const session = await (await start(commandsAnswered(SENT))).open(HOST_ID);
    let asked = 0;
    const mayStillSend = () => (asked += 1) < 2;
    const result = await session.sendActiveResponse(command(['001']), sending({ mayStillSend }));
    expect(result).toMatchObject({ result: 'not_sent', code: 'deadline_passed' });
    expect(manager.asked).toEqual([]);
  });

  it('is repeated once with another token after a 401', async () => {
    let commands = 0;
    let logins = 0;
    const managers = await start(
      (request) =>
        isLogin(request)
          ? loginAnswer((logins += 1))
          : (commands += 1) === 1
          ? REFUSED_TOKEN
          : SENT,
      {
        person: ALICE,
        now: clock(),
      }
    );
    const session = await managers.open(HOST_ID);
    later();
    expect(only(await session.sendActiveResponse(command(['001']), sending()))).toEqual({
      result: 'affected',
    });
    const [first, second] = manager.asked;
    expect(manager.asked).toHaveLength(2);
    expect(second?.headers.authorization).not.toBe(first?.headers.authorization);
    expect(second?.body).toEqual(first?.body);
  });

  it('is not repeated after a 401 where its deadline has passed meanwhile', async () => {
    const managers = await start(commandsAnswered(REFUSED_TOKEN), { now: clock() });
    const session = await managers.open(HOST_ID);
    later();
    const result = await session.sendActiveResponse(
      command(['001']),
      sending({ mayStillSend: () => manager.asked.length === 0 })
    );
    expect(result).toMatchObject({ result: 'not_sent', code: 'deadline_passed' });
    expect(manager.asked).toHaveLength(1);
  });

  it.each([
    ['acting', 4],
    ['reading', 2],
  ] as const)('is refused if every token is refused (%s)', async (purpose, attempts) => {
    const managers = await start(commandsAnswered(REFUSED_TOKEN), {
      now: clock(),
      person: ALICE,
      purpose,
    });
    const session = await managers.open(HOST_ID);
    later();
    expect(only(await session.sendActiveResponse(command(['001']), sending()))).toMatchObject({
      result: 'refused',
      code: 'not_authenticated',
      status: 401,
    });
    expect(manager.asked).toHaveLength(attempts);
  });

  it('is sent with the third new token if the two before it are revoked at once', async () => {
    let commands = 0;
    let logins = 0;
    const managers = await start(
      (request) =>
        isLogin(request) ? loginAnswer((logins += 1)) : (commands += 1) <= 3 ? REFUSED_TOKEN : SENT,
      { person: ALICE, purpose: 'acting' }
    );
    const session = await managers.open(HOST_ID);
    expect(only(await session.sendActiveResponse(command(['001']), sending()))).toEqual({
      result: 'affected',
    });
    expect(new Set(manager.asked.map(({ headers }) => headers.authorization)).size).toBe(4);
  });

  it('is not sent where the login after a 401 fails', async () => {
    let logins = 0;
    const wrong: Script = {
      status: 401,
      body: { title: 'Unauthorized', detail: 'Invalid credentials' },
    };
    const managers = await start(
      (request) =>
        isLogin(request) ? ((logins += 1) === 1 ? loginAnswer() : wrong) : REFUSED_TOKEN,
      { now: clock() }
    );
    const session = await managers.open(HOST_ID);
    later();
    expect(await session.sendActiveResponse(command(['001']), sending())).toMatchObject({
      result: 'not_sent',
      code: 'login_refused',
      status: 401,
    });
  });

  it.each([400, 403, 406, 413, 415, 429, 500, 502])(
    'is never repeated after an answer of %d',
    async (status) => {
      const answer = { status, body: { title: 'No', detail: 'No' } };
      const session = await (await start(commandsAnswered(answer), { now: clock() })).open(HOST_ID);
      later();
      await session.sendActiveResponse(command(['001']), sending());
      expect(manager.asked).toHaveLength(1);
    }
  );

  describe('by a token that was there', () => {
    it('does not log in again for the next command', async () => {
      const managers = await start(commandsAnswered(SENT));
      await (await managers.open(HOST_ID)).sendActiveResponse(command(['001']), sending());
      await (await managers.open(HOST_ID)).sendActiveResponse(command(['001']), sending());
      expect(manager.requests.filter(isLogin)).toHaveLength(1);
    });
  });
});

const ALICE = { name: 'alice', authContext: { user_name: 'alice', roles: ['all_access'] } };

let time = 0;
/** A clock that stands; `later` makes every token old enough to be renewed. */
function clock() {
  time = 1_000_000;
  return () => time;
}
function later() {
  time += 60_000;
}

describe.each(WAYS)('opening a manager by the way $name', (way) => {
  const closing: (() => Promise<void> | void)[] = [];
  const to = async (script: ScriptedManager['script'], options?: WayOptions) => {
    const manager = await new ScriptedManager(script).start();
    const opened = await way.to(manager, options);
    closing.push(
      () => opened.close(),
      () => manager.stop()
    );
    return { manager, ...opened };
  };

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it.each([
    [401, undefined, 'login_refused'],
    [403, 6000, 'logins_blocked'],
    [429, 6001, 'rate_limited'],
    [500, 1017, 'daemons_not_ready'],
    [502, undefined, 'login_failed'],
  ])('says what a login answered with %d/%p means: %s', async (status, error, code) => {
    const { managers } = await to(() => ({
      status,
      body: { title: 'No', detail: 'It says no', error },
    }));
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({
      code,
      status,
      words: 'It says no',
    });
  });

  it('does not take for a token what is none', async () => {
    const { managers } = await to(() => ({ status: 200, body: { data: { token: 'a\r\nb' } } }));
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'login_unreadable' });
  });

  it('ends by our own limit where the login is never answered', async () => {
    const { managers } = await to(() => 'never', { limits: { loginMs: 200 } });
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'login_timed_out' });
  });

  it('says that nothing was sent where the login is cut', async () => {
    const { managers } = await to(() => 'cut_before_answer');
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'login_cut' });
  });

  it('knows no host that is not configured', async () => {
    const { managers, manager } = await to(() => loginAnswer());
    for (const id of ['other', '', '__proto__', 'manager ', '../manager']) {
      await expect(managers.open(id)).rejects.toMatchObject({ code: 'host_unknown' });
    }
    expect(manager.requests).toEqual([]);
  });

  it('tries no second login while the pause after a failed one lasts', async () => {
    const { managers, manager, pauses } = await to(() => ({
      status: 401,
      body: { title: 'Unauthorized', detail: 'Invalid credentials' },
    }));
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'login_refused' });
    await Promise.all(
      Array.from({ length: 60 }, () =>
        expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'login_backed_off' })
      )
    );
    expect(manager.requests).toHaveLength(1);
    expect(pauses.of(HOST_ID)).toMatchObject({ code: 'login_refused', failures: 1 });
  });

  it('of a manager that refuses every token is a login in 5 s for reads, and pauses nobody', async () => {
    let now = 0;
    const { managers, manager, pauses } = await to(
      (request) => (isLogin(request) ? loginAnswer() : REFUSED_TOKEN),
      {
        now: () => now,
        wait: async (ms) => {
          now += ms;
        },
      }
    );
    for (let n = 0; n < 20; n += 1) {
      await expect(managers.open(HOST_ID).then((session) => session.about())).rejects.toMatchObject(
        { code: 'not_authenticated' }
      );
      now += 100;
    }
    // wazuhCore's client logs in once more by itself for each request that comes back refused.
    const ofWazuhCore = way === DIRECT ? 0 : manager.asked.length;
    const logins = manager.requests.filter(isLogin).length - ofWazuhCore;
    expect(logins).toBeLessThanOrEqual(1 + now / 5_000);
    expect(pauses.of(HOST_ID)).toBeUndefined();
  });

  it('shows the host without its user and password', async () => {
    const { managers, manager } = await to(() => loginAnswer());
    expect(await managers.hosts()).toEqual([
      {
        id: HOST_ID,
        url: manager.url,
        way: way.name,
        runAs: 'off',
        tls: way.name === 'direct' ? 'verified' : 'not_verified',
      },
    ]);
    expect(manager.requests).toEqual([]);
  });

  it('reads again after a 401, and gives up after the second', async () => {
    let reads = 0;
    const { managers, manager } = await to(
      (request) => (isLogin(request) ? loginAnswer() : (reads += 1) === 1 ? REFUSED_TOKEN : ABOUT),
      { now: clock() }
    );
    const session = await managers.open(HOST_ID);
    later();
    await expect(session.about()).resolves.toMatchObject({ hostname: 'vm' });
    expect(manager.asked).toHaveLength(2);
  });

  it.each([
    ['cut_before_answer', 'connection_lost'],
    ['cut_in_body', 'connection_lost'],
    ['never', 'timed_out'],
  ] as const)('says of a read that ends so: %s', async (script, code) => {
    const { managers } = await to((request) => (isLogin(request) ? loginAnswer() : script), {
      limits: { readMs: 300 },
    });
    const session = await managers.open(HOST_ID);
    await expect(session.about()).rejects.toMatchObject({ code });
  });
});

describe('a person with run_as on', () => {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it.each(WAYS)('logs in with their own account and roles by the way $name', async (way) => {
    const manager = await new ScriptedManager(answersOfRegistry).start();
    const opened = await way.to(manager, { runAs: 'on', person: ALICE });
    closing.push(
      () => opened.close(),
      () => manager.stop()
    );
    const session = await opened.managers.open(HOST_ID);
    expect(session.host.runAs).toBe('on');
    const runAs = manager.requests.filter(({ path }) => path.endsWith('/run_as'));
    expect(runAs.map(({ body }) => body)).toEqual([ALICE.authContext]);
  });

  it('is refused by wazuhCore’s way where it is not known whether run_as may be used', async () => {
    const manager = await new ScriptedManager((request) =>
      isLogin(request) ? loginAnswer() : { status: 500, body: {} }
    ).start();
    const opened = await THROUGH_WAZUH_CORE.to(manager, { runAs: 'on', person: ALICE });
    closing.push(
      () => opened.close(),
      () => manager.stop()
    );
    await expect(opened.managers.open(HOST_ID)).rejects.toMatchObject({ code: 'run_as_unknown' });
    expect((await opened.managers.hosts())[0]?.runAs).toBe('not_known');
    expect(manager.requests.some(({ path }) => path.endsWith('/run_as'))).toBe(false);
  });

  it('logs in, whatever token and name the cookies claim', async () => {
    const manager = await new ScriptedManager(commandsAnswered(SENT)).start();
    closing.push(() => manager.stop());
    for (const user of ['alice', 'bob']) {
      const cookies = `wz-token=an.admins.token; wz-user=${user}; wz-api=${HOST_ID}`;
      const { managers } = await THROUGH_WAZUH_CORE.to(manager, { person: ALICE, cookies });
      await (await managers.open(HOST_ID)).sendActiveResponse(command(['001']), sending());
      const asked = manager.requests.splice(0);
      expect(asked.map(({ method }) => method)).toEqual(['POST', 'PUT']);
      expect(asked[1]?.headers.authorization).not.toContain('admins');
    }
  });
});

/** Responses to what wazuhCore asks a manager before it can say whether run_as is in use. */
function answersOfRegistry(request: CapturedRequest): Script {
  if (isLogin(request)) return loginAnswer();
  const items: Record<string, object> = {
    '/agents': { manager: 'vm' },
    '/security/users/me': { allow_run_as: true },
  };
  const item = items[request.path];
  return {
    status: 200,
    body: { data: item ? { affected_items: [item] } : { enabled: 'no', running: 'no' } },
  };
}

describe('our own way', () => {
  it('lets nobody wait longer than for one login, however many people wait', async () => {
    const manager = await new ScriptedManager(() => 'never').start();
    const people = Array.from({ length: 30 }, (_, n) => ({ name: `user${n}`, authContext: {} }));
    const opened = await DIRECT.to(manager, { runAs: 'on', limits: { loginMs: 300 } });
    closing.push(
      () => opened.close(),
      () => manager.stop()
    );
    const startedAt = Date.now();
    await Promise.all(
      people.map((person) =>
        expect(opened.as(person).open(HOST_ID)).rejects.toMatchObject({ code: 'login_timed_out' })
      )
    );
    expect(Date.now() - startedAt).toBeLessThan(900);
  });

  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  const openTo = async (manager: ScriptedManager, options?: WayOptions) => {
    const opened = await DIRECT.to(manager, options);
    closing.push(
      () => opened.close(),
      () => manager.stop()
    );
    return opened.managers;
  };

  it('sends nothing to a manager whose certificate is not trusted', async () => {
    const manager = await new ScriptedManager(() => loginAnswer()).start();
    const managers = await openTo(manager, { direct: { caFile: undefined } });
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'tls_refused' });
    expect(manager.requests).toEqual([]);
  });

  it('sends no command to a manager whose certificate is for another name', async () => {
    // The token comes from a manager that is trusted; the command goes to an address that its certificate does not name.
    const trusted = await new ScriptedManager(commandsAnswered(SENT)).start();
    const elsewhere = await new ScriptedManager(commandsAnswered(SENT)).start('127.0.0.2');
    closing.push(() => trusted.stop());
    const url = elsewhere.url.replace('127.0.0.1', '127.0.0.2');
    const managers = await openTo(elsewhere, { direct: { url } });
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'tls_refused' });
    expect(elsewhere.requests).toEqual([]);
  });

  it('takes any certificate where the configuration says so', async () => {
    const manager = await new ScriptedManager(commandsAnswered(SENT)).start();
    const managers = await openTo(manager, { direct: { caFile: undefined, tls: 'not_verified' } });
    const session = await managers.open(HOST_ID);
    expect(session.host.tls).toBe('not_verified');
    await expect(session.sendActiveResponse(command(['001']), sending())).resolves.toMatchObject({
      result: 'sent',
    });
  });

  it.each([
    ['http://127.0.0.1:55000', undefined],
    ['not a url', undefined],
    ['https://127.0.0.1:55000', '/no/such/file.pem'],
  ])('says that a host cannot be used, and goes on with others: %s %s', async (url, caFile) => {
    const manager = await new ScriptedManager(() => loginAnswer()).start();
    const managers = await openTo(manager, { direct: caFile ? { caFile } : { url } });
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'host_unusable' });
    await expect(managers.hosts()).resolves.toHaveLength(1);
  });

  it('does not find a name that is none', async () => {
    const manager = await new ScriptedManager(() => loginAnswer()).start();
    const managers = await openTo(manager, {
      direct: { url: 'https://no-such-host.invalid:55000' },
    });
    await expect(managers.open(HOST_ID)).rejects.toMatchObject({ code: 'name_not_found' });
  });

  it('ends the connection of a command that is not answered in time', async () => {
    const manager = await new ScriptedManager(commandsAnswered('never')).start();
    const managers = await openTo(manager, { limits: { commandMs: 200 } });
    const session = await managers.open(HOST_ID);
    const before = manager.openConnections;
    const result = await session.sendActiveResponse(command(['001']), sending());
    expect(result).not.toHaveProperty('late', expect.anything());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(manager.openConnections).toBe(before);
  });

  it('has not sent a command where the TLS handshake never ends', async () => {
    const trusted = await new ScriptedManager(commandsAnswered(SENT)).start();
    const session = await (await openTo(trusted, { limits: { commandMs: 200 } })).open(HOST_ID);
    const { port } = new URL(trusted.url);
    await trusted.stop();
    const silent = createServer().listen(Number(port), '127.0.0.1');
    closing.push(() => new Promise<void>((resolve) => silent.close(() => resolve())));
    const sockets: { destroy(): void }[] = [];
    silent.on('connection', (socket) => sockets.push(socket));
    const result = await session.sendActiveResponse(command(['001']), sending());
    sockets.forEach((socket) => socket.destroy());
    expect(result).toMatchObject({ result: 'not_sent', code: 'connection_timed_out' });
  });

  it('has not sent a command where the connection ends during the TLS handshake', async () => {
    const trusted = await new ScriptedManager(commandsAnswered(SENT)).start();
    const session = await (await openTo(trusted)).open(HOST_ID);
    const { port } = new URL(trusted.url);
    await trusted.stop();
    const rude = createServer((socket) => socket.destroy()).listen(Number(port), '127.0.0.1');
    closing.push(() => new Promise<void>((resolve) => rude.close(() => resolve())));
    const result = await session.sendActiveResponse(command(['001']), sending());
    expect(result.result).toBe('not_sent');
  });

  it('reads again, unseen, where the manager ends the idle connection as it is used', async () => {
    let reads = 0;
    const manager = await new ScriptedManager((request) =>
      isLogin(request) ? loginAnswer() : (reads += 1) === 2 ? 'cut_before_answer' : ABOUT
    ).start();
    const session = await (await openTo(manager)).open(HOST_ID);
    await expect(session.about()).resolves.toMatchObject({ hostname: 'vm' });
    await expect(session.about()).resolves.toMatchObject({ hostname: 'vm' });
    expect(manager.asked).toHaveLength(3);
  });

  it('makes a connection of its own for each command, so that an idle one cannot be cut under it', async () => {
    const manager = await new ScriptedManager(commandsAnswered(SENT)).start('127.0.0.1', 1);
    const session = await (await openTo(manager)).open(HOST_ID);
    for (let n = 0; n < 40; n += 1) {
      const result = await session.sendActiveResponse(command(['001']), sending());
      expect(result).toMatchObject({ result: 'sent' });
      if (result.result === 'sent') {
        expect(result.agents.get(agentId('001'))).toEqual({ result: 'affected' });
      }
      await new Promise((resolve) => setTimeout(resolve, n % 7));
    }
  });

  it('reads no answer without an end', async () => {
    const endless = { status: 200, body: `"${'x'.repeat(9 * 1024 * 1024)}"` };
    const manager = await new ScriptedManager(commandsAnswered(endless)).start();
    const session = await (await openTo(manager)).open(HOST_ID);
    const result = await session.sendActiveResponse(command(['001']), sending());
    if (result.result !== 'sent') throw new Error('not sent');
    expect(result.agents.get(agentId('001'))).toMatchObject({
      result: 'uncertain',
      code: 'answer_too_large',
    });
  });

  it('follows no redirect', async () => {
    const other = await new ScriptedManager(commandsAnswered(SENT)).start();
    const redirect = {
      status: 307,
      headers: { location: `${other.url}/active-response?agents_list=001` },
    };
    const manager = await new ScriptedManager(commandsAnswered(redirect)).start();
    closing.push(() => other.stop());
    const session = await (await openTo(manager)).open(HOST_ID);
    const result = await session.sendActiveResponse(command(['001']), sending());
    if (result.result !== 'sent') throw new Error('not sent');
    expect(result.agents.get(agentId('001'))?.result).toBe('uncertain');
    expect(other.requests).toEqual([]);
  });

  it('follows no redirect of a read, which would carry the token elsewhere', async () => {
    const other = await new ScriptedManager(() => ABOUT).start();
    const manager = await new ScriptedManager((request) =>
      isLogin(request) ? loginAnswer() : { status: 302, headers: { location: `${other.url}/` } }
    ).start();
    closing.push(() => other.stop());
    const session = await (await openTo(manager)).open(HOST_ID);
    await expect(session.about()).rejects.toMatchObject({ code: 'answer_unreadable', status: 302 });
    expect(other.requests).toEqual([]);
  });
});

describe('wazuhCore’s way', () => {
  it('hands back the command that outlived our wait, with its true answer', async () => {
    const manager = await new ScriptedManager(
      commandsAnswered({ ...Object(SENT), delayMs: 400 })
    ).start();
    const { managers } = await THROUGH_WAZUH_CORE.to(manager, { limits: { commandMs: 100 } });
    const session = await managers.open(HOST_ID);
    const result = await session.sendActiveResponse(command(['001']), sending());
    if (result.result !== 'sent') throw new Error('not sent');
    expect(result.agents.get(agentId('001'))).toMatchObject({
      result: 'uncertain',
      code: 'timed_out',
    });
    const late = await result.late;
    if (late?.result !== 'sent') throw new Error('nothing late');
    expect(late.agents.get(agentId('001'))).toEqual({ result: 'affected' });
    expect(late.late).toBeUndefined();
    await manager.stop();
  });

  it('never lets the internal client repeat a command by itself after a 401', async () => {
    let now = 0;
    const manager = await new ScriptedManager(commandsAnswered(REFUSED_TOKEN)).start();
    const { managers } = await THROUGH_WAZUH_CORE.to(manager, { now: () => now });
    const session = await managers.open(HOST_ID);
    now += 60_000;
    const asked: number[] = [];
    const mayStillSend = () => {
      asked.push(manager.asked.length);
      return true;
    };
    await session.sendActiveResponse(command(['001']), sending({ mayStillSend }));
    // Before each attempt that reached the manager it was asked whether it may still be sent.
    manager.asked.forEach((_, index) => expect(asked).toContain(index));
    await manager.stop();
  });
});
