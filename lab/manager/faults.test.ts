import type { ManagerAnswer } from '../../test/builders/manager_client';
import { RecordedManager } from '../../test/builders/recorded_manager';
import { managerFaults } from './faults';

const sleep = (ms: number): Promise<'nothing'> =>
  new Promise((resolve) => setTimeout(() => resolve('nothing'), ms));

describe('faults of the manager', () => {
  let recorded: RecordedManager;
  let token: string;

  beforeAll(async () => {
    recorded = await RecordedManager.start({ version: '4.12.0', cluster: 'alone' });
  });
  beforeEach(async () => {
    token = await recorded.client.logIn('wazuh', 'wazuh');
  });
  afterEach(() => recorded.manager.faults.endAll());
  afterAll(() => recorded.stop());

  const get = (path: string): Promise<ManagerAnswer> =>
    recorded.client.send('GET', path, { Authorization: `Bearer ${token}` });
  const isolate = (ids: string): Promise<ManagerAnswer> =>
    recorded.client.send(
      'PUT',
      `/active-response?agents_list=${ids}`,
      { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      '{"command":"!isolation.exe","arguments":["192.168.1.1"]}'
    );
  const reachedBy = async (call: () => Promise<unknown>) => {
    const from = recorded.manager.commandsReached().length;
    await call();
    return recorded.reached(from);
  };

  it('are listed while they last', () => {
    const { faults } = recorded.manager;
    faults.start('restarting');
    faults.start('agent_silent', '002');
    faults.end('restarting');
    expect(faults.list()).toEqual([{ name: 'agent_silent', target: '002' }]);
  });

  it('have names of their own and a sentence each', () => {
    expect(new Set(managerFaults.map(({ name }) => name)).size).toBe(managerFaults.length);
    managerFaults.forEach(({ description }) => expect(description).toMatch(/^\w.*\.$/));
  });

  it('manager_down refuses connections, and ends on the same port', async () => {
    recorded.manager.faults.start('manager_down');
    await expect(get('/')).rejects.toMatchObject({ code: expect.stringMatching(/ECONN/) });
    await expect(get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    recorded.manager.faults.end('manager_down');
    await sleep(50);
    expect((await get('/')).status).toBe(200);
  });

  it('manager_down ends by itself for no manager that was stopped', async () => {
    const other = await RecordedManager.start({ version: '4.12.0', cluster: 'alone' });
    other.manager.faults.start('manager_down');
    other.stop();
    other.manager.faults.endAll();
    await sleep(50);
    await expect(other.client.send('GET', '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('never_answers does nothing and says nothing', async () => {
    recorded.manager.faults.start('never_answers');
    const reached = await reachedBy(async () => {
      isolate('001').catch(() => undefined);
      expect(await Promise.race([get('/').catch(() => 'cut'), sleep(200)])).toBe('nothing');
    });
    expect(reached).toEqual({});
  });

  it('answer_lost commands the agent and cuts the connection', async () => {
    recorded.manager.faults.start('answer_lost');
    const reached = await reachedBy(() =>
      expect(isolate('001')).rejects.toMatchObject({ code: 'ECONNRESET' })
    );
    expect(reached).toEqual({ '001': 1 });
  });

  it('slow_answers commands the agent at once and answers late', async () => {
    recorded.manager.faults.start('slow_answers');
    const reached = await reachedBy(async () => {
      expect(await Promise.race([isolate('001').catch(() => 'cut'), sleep(200)])).toBe('nothing');
    });
    expect(reached).toEqual({ '001': 1 });
  });

  it('credentials_refused refuses logins and no token', async () => {
    recorded.manager.faults.start('credentials_refused');
    await expect(recorded.client.logIn('wazuh', 'wazuh')).rejects.toThrow('login: 401');
    expect((await get('/')).status).toBe(200);
  });

  it('tokens_refused refuses every token, however new', async () => {
    recorded.manager.faults.start('tokens_refused');
    token = await recorded.client.logIn('wazuh', 'wazuh');
    expect((await get('/')).status).toBe(401);
  });

  it('long_heads_refused refuses heads over 16 kB in plain text', async () => {
    recorded.manager.faults.start('long_heads_refused');
    const answer = await isolate(Array(5000).fill('001').join(','));
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect((await isolate('001')).status).toBe(200);
  });

  it('command_lost says sent, and nothing arrives', async () => {
    recorded.manager.faults.start('command_lost', '001');
    const reached = await reachedBy(async () => {
      expect(JSON.parse((await isolate('001,002')).text).data.affected_items).toEqual([
        '001',
        '002',
      ]);
    });
    expect(reached).toEqual({ '002': 1 });
  });

  it.each([
    ['agent_unreachable', 1117],
    ['active_response_disabled', 1750],
  ] as const)('%s fails for the agent with %d', async (fault, code) => {
    recorded.manager.faults.start(fault, '001');
    const { data } = JSON.parse((await isolate('001,002')).text);
    expect(data.affected_items).toEqual(['002']);
    expect(data.failed_items).toMatchObject([{ error: { code }, id: ['001'] }]);
  });
});
