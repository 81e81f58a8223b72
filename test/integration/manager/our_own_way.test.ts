import { createServer } from 'net';
import { agentId } from './agent_lists';
import { command, sending } from './commands';
import { loginAnswer, ScriptedManager } from './scripted_manager';
import type { WayOptions } from './ways';
import { DIRECT, HOST_ID } from './ways';
import { SENT, ABOUT, isLogin, commandsAnswered } from './transport_scripts';

jest.setTimeout(60_000);

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
