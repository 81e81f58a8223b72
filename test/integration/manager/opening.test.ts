import { command, sending } from './commands';
import type { CapturedRequest, Script } from './scripted_manager';
import { loginAnswer, ScriptedManager } from './scripted_manager';
import type { WayOptions } from './ways';
import { DIRECT, HOST_ID, THROUGH_WAZUH_CORE, WAYS } from './ways';
import {
  SENT,
  ABOUT,
  REFUSED_TOKEN,
  isLogin,
  commandsAnswered,
  ALICE,
  clock,
  later,
} from './transport_scripts';

jest.setTimeout(60_000);

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
