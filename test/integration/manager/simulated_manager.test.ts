import type { SimulatedManager } from '../../../lab/manager/manager';
import type { User } from '../../../lab/manager/rbac';
import type { ManagerFault } from '../../../lab/manager/faults';
import { managerFaults } from '../../../lab/manager/faults';
import { managerOf } from '../../../common/attribution/attribution';
import type { ActiveResponseResult, Managers } from '../../../server/manager/manager';
import { readIdentity } from '../../../server/manager/read_identity';
import { ManagerClient } from '../../builders/manager_client';
import type { Situation } from '../../builders/recorded_manager';
import { RecordedManager } from '../../builders/recorded_manager';
import { agentId } from './agent_lists';
import { command, sending } from './commands';
import { nameOfRequest } from './request_schema';
import type { Script } from './scripted_manager';
import { ScriptedManager } from './scripted_manager';
import type { OpenWay, Way, WayOptions } from './ways';
import { HOST_ID, PASSWORD, USER, WAYS } from './ways';

const SITUATIONS: readonly Situation[] = [
  { version: '4.9.2', cluster: 'alone' },
  { version: '4.12.0', cluster: 'alone' },
  { version: '4.14.7', cluster: 'alone' },
  { version: '4.12.0', cluster: 'cluster' },
  { version: '4.14.7', cluster: 'cluster' },
];
const LIMITS = { readMs: 2000, commandMs: 300, loginMs: 2000 };
/** The simulated times of an agent that hangs: one to six as the real ones. */
const SLOW = { requestTimeoutMs: 60, agentAnswerTimeoutMs: 360 };

const cases = WAYS.flatMap((way) => SITUATIONS.map((situation) => ({ way, ...situation })));
const knowledge = ({ cluster }: Situation) =>
  (cluster === 'cluster' ? 'on' : 'off') as 'on' | 'off';

/** The API user that the dashboard is configured with. */
const API_USER: User = {
  id: 200,
  username: USER,
  password: PASSWORD,
  allowRunAs: true,
  roles: ['administrator'],
};

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function startManager(situation: Situation, options = {}): Promise<SimulatedManager> {
  const recorded = await RecordedManager.start(situation, { users: [API_USER], ...options });
  closing.push(() => recorded.stop());
  return recorded.manager;
}

async function open(way: Way, where: { url: string; ca: string }, options?: WayOptions) {
  const opened: OpenWay = await way.to(where, { limits: LIMITS, ...options });
  closing.push(() => opened.close());
  return opened;
}

/** Passes on what it is asked and keeps it. */
async function listeningIn(manager: SimulatedManager): Promise<ScriptedManager> {
  const client = new ManagerClient(manager.url, manager.ca);
  const between = await new ScriptedManager(
    async ({ method, target, headers, text }): Promise<Script> => {
      const { authorization = '', 'content-type': type = '' } = headers;
      const kept = { authorization, ...(type ? { 'content-type': type } : {}) };
      const answer = await client.send(method, target, kept, text === '' ? undefined : text);
      const contentType = answer.headers['content-type'] ?? '';
      return { status: answer.status, body: answer.text, headers: { 'content-type': contentType } };
    }
  ).start();
  closing.push(
    () => client.close(),
    () => between.stop()
  );
  return between;
}

describe.each(cases)(
  'a simulated $version $cluster by the way $way.name',
  ({ way, ...situation }) => {
    it('takes every request of ours, and each is one that we describe', async () => {
      const manager = await startManager(situation);
      const between = await listeningIn(manager);
      const { managers } = await open(way, between);
      const session = await managers.open(HOST_ID);
      const identity = await readIdentity(session, Date.now());
      expect(managerOf(identity)).toBe(
        situation.cluster === 'cluster' ? 'cluster:wazuh-cluster' : 'manager:wazuh-server'
      );
      expect(identity).toMatchObject({
        host_id: HOST_ID,
        cluster: knowledge(situation),
        version: situation.version,
      });
      const about = await session.about();
      expect(Math.abs(about.clockDifferenceMs)).toBeLessThan(2000);
      const page = await session.agents({ limit: 5, offset: 5 });
      expect(page.total).toBe(12);
      expect(page.rows).toHaveLength(5);
      const windows = await session.agents({
        limit: 500,
        os: 'windows',
        statuses: ['active'],
        search: 'fin-',
      });
      expect(windows.rows.map(({ name }) => name)).toEqual(['FIN-WS-01', 'FIN-WS-02']);
      const some = await session.agentsOf([agentId('003'), agentId('001'), agentId('999')]);
      expect(some.map(({ id }) => id)).toEqual(['001', '003']);
      const config = await session.agentClientConfig(agentId('002'));
      expect(config.servers.map(({ address }) => address)).toEqual(['192.168.1.1', '192.168.1.2']);
      expect((await session.policies()).effects['active-response:command']).toEqual({
        'agent:id:*': 'allow',
      });
      const result = await session.sendActiveResponse(
        command(['001', '002', '006', '010', '999']),
        sending({ cluster: identity.cluster })
      );
      expect(result).toMatchObject({ result: 'sent', unexpected: [] });
      expect(codes(result)).toEqual({
        '001': 'affected',
        '002': 'affected',
        '006': 'agent_not_active',
        '010': 'active_response_disabled',
        '999': 'agent_not_found',
      });
      expect(reachedIds(manager)).toEqual(['001', '002']);
      expect(between.requests.length).toBeGreaterThan(9);
      between.requests.forEach((request) => expect(nameOfRequest(request)).toBeDefined());
    });

    it.each([
      ['004', undefined],
      ['006', 'agent_not_active'],
      ['012', 'agent_unreachable'],
      ['999', 'agent_not_found'],
    ])('says why the configuration of %s cannot be read: %s', async (id, code) => {
      const manager = await startManager(situation);
      const session = await (await open(way, manager)).managers.open(HOST_ID);
      const reading = session.agentClientConfig(agentId(id));
      if (code === undefined) await expect(reading).resolves.toBeDefined();
      else await expect(reading).rejects.toMatchObject({ code });
    });
  }
);

/** Faults that take their time, or a port, are tried with fewer lists. */
const FEW_LISTS: readonly ManagerFault[] = [
  'agent_silent',
  'manager_down',
  'never_answers',
  'slow_answers',
];
const SINGLE = [['001'], ['002']];
const SEVERAL = [
  ['001', '002'],
  ['002', '001', '004'],
];

describe.each(cases.filter(({ version }) => version !== '4.9.2'))(
  'a simulated $version $cluster that fails, by the way $way.name',
  ({ way, ...situation }) => {
    it.each(managerFaults)(
      'never leaves an endpoint for untouched that was reached: $name',
      async ({ name, target }) => {
        const manager = await startManager(situation, SLOW);
        const { managers } = await open(way, manager);
        const lists = FEW_LISTS.includes(name) ? SEVERAL : [...SINGLE, ...SEVERAL];
        for (const on of targetsOf(target, manager)) {
          for (const ids of lists) {
            manager.faults.endAll();
            const from = manager.commandsReached().length;
            const result = await sendWhile(name, on, { manager, managers, ids, situation });
            // A manager that hangs at an agent goes on with the others when it is free again.
            if (name === 'agent_silent') await sleep(400);
            const reached = reachedIds(manager, from);
            expect(untouched(result, ids).filter((id) => reached.includes(id))).toEqual([]);
            // Nor is one called affected that was not: but where the agent goes away behind the check.
            if (name !== 'command_lost') {
              expect(affected(result).filter((id) => !reached.includes(id))).toEqual([]);
            }
          }
        }
      },
      60_000
    );
  }
);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Attempt {
  readonly manager: SimulatedManager;
  readonly managers: Managers;
  readonly ids: readonly string[];
  readonly situation: Situation;
}

/** Logs in while all is well, so that it is the command that meets the fault; where the process is careful with the host, not even that. */
async function sendWhile(
  fault: ManagerFault,
  on: string,
  attempt: Attempt
): Promise<ActiveResponseResult | undefined> {
  const { manager, managers, ids, situation } = attempt;
  const session = await managers.open(HOST_ID).catch(() => undefined);
  manager.faults.start(fault, on);
  return session?.sendActiveResponse(command(ids), sending({ cluster: knowledge(situation) }));
}

function targetsOf(target: 'manager' | 'node' | 'agent', manager: SimulatedManager): string[] {
  if (target === 'manager') return [''];
  return target === 'node' ? manager.nodes.map(({ name }) => name) : ['001', '002'];
}

function reachedIds(manager: SimulatedManager, from = 0): string[] {
  return manager
    .commandsReached()
    .slice(from)
    .map(({ agentId: id }) => id)
    .sort();
}

function codes(result: ActiveResponseResult): Record<string, string> {
  if (result.result !== 'sent') throw new Error(`not sent: ${result.code}`);
  return Object.fromEntries(
    Array.from(result.agents, ([id, one]) => [
      id,
      one.result === 'affected' ? 'affected' : one.code,
    ])
  );
}

/** Those of which we say that they got nothing. */
function untouched(
  result: ActiveResponseResult | undefined,
  asked: readonly string[]
): readonly string[] {
  if (!result || result.result !== 'sent') return asked;
  return Array.from(result.agents)
    .filter(([, { result: one }]) => one === 'refused')
    .map(([id]) => id);
}

function affected(result: ActiveResponseResult | undefined): string[] {
  if (!result || result.result !== 'sent') return [];
  return Array.from(result.agents)
    .filter(([, { result: one }]) => one === 'affected')
    .map(([id]) => id);
}

describe.each(WAYS)('a person by the way $name', (way) => {
  const alone: Situation = { version: '4.14.7', cluster: 'alone' };
  const as = (user_name: string) => ({ name: user_name, authContext: { user_name, roles: [] } });

  it('with run_as on has the rights that the manager gives them', async () => {
    const manager = await startManager(alone);
    const { managers } = await open(way, manager, { runAs: 'on', person: as('admin') });
    const session = await managers.open(HOST_ID);
    const result = await session.sendActiveResponse(command(['001']), sending());
    expect(codes(result)).toEqual({ '001': 'affected' });
  });

  it('with run_as on and no rule for them may do nothing', async () => {
    const manager = await startManager(alone);
    const { managers } = await open(way, manager, { runAs: 'on', person: as('mallory') });
    const session = await managers.open(HOST_ID);
    expect((await session.policies()).effects).toEqual({});
    expect((await session.agents({ limit: 10 })).rows).toEqual([]);
    await expect(session.agent(agentId('001'))).rejects.toMatchObject({ code: 'agent_not_found' });
    const result = await session.sendActiveResponse(command(['001']), sending());
    expect(codes(result)).toEqual({ '001': 'not_permitted' });
    expect(manager.commandsReached()).toEqual([]);
  });

  it('whose token was revoked gets another', async () => {
    const manager = await startManager(alone);
    let now = Date.now();
    const { managers } = await open(way, manager, { now: () => now });
    const session = await managers.open(HOST_ID);
    manager.tokens.revoke([USER]);
    now += 60_000;
    const result = await session.sendActiveResponse(command(['001']), sending());
    expect(codes(result)).toEqual({ '001': 'affected' });
    expect(manager.commandsReached()).toHaveLength(1);
  });

  it('with a wrong password, asked for sixty times, is not what blocks the dashboard', async () => {
    const manager = await startManager(alone);
    manager.faults.start('credentials_refused');
    const { managers } = await open(way, manager);
    for (let n = 0; n < 60; n += 1) await expect(managers.open(HOST_ID)).rejects.toBeDefined();
    manager.faults.endAll();
    const other = await open(way, manager);
    await expect(other.managers.open(HOST_ID)).resolves.toBeDefined();
  });
});
