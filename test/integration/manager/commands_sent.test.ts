import type { ActiveResponseResult } from '../../../server/manager/manager';
import { agentId } from './agent_lists';
import { command, sending } from './commands';
import type { Script } from './scripted_manager';
import { loginAnswer, ScriptedManager } from './scripted_manager';
import type { WayOptions } from './ways';
import { HOST_ID, WAYS } from './ways';
import {
  SENT,
  REFUSED_TOKEN,
  isLogin,
  commandsAnswered,
  ALICE,
  clock,
  later,
} from './transport_scripts';

jest.setTimeout(60_000);

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
