import { PROGRAMS } from '../../test/builders/programs';
import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import { aProbe } from '../../test/builders/probes';
import type { ActionDocument } from '../../common/action/action';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeIdOf } from '../../common/ledger/probe_document';
import { SECOND } from '../../common/base/time';
import type { ProbeStep, StoredProbe } from '../indexer/probe_ledger';
import type { CommandResult, EndpointCommand } from './command_channel';
import { ProbeSender } from './probe_sender';

const version = { seqNo: 0, primaryTerm: 1 };

interface Setting {
  readonly actions?: readonly ActionDocument[];
  readonly isBusy?: () => boolean;
  /** Results by agent; `received` where there is none. */
  readonly results?: Readonly<Record<string, CommandResult>>;
  /** Ids of probes that somebody else took. */
  readonly taken?: readonly string[];
}

function senderWith({ actions = [], isBusy = () => false, results = {}, taken = [] }: Setting) {
  let now = ASKED_AT;
  const stored = new Map<string, ProbeDocument>();
  const calls: EndpointCommand[][] = [];
  const pauses: number[] = [];
  const failures: unknown[] = [];
  const sender = new ProbeSender({
    programs: PROGRAMS,
    probes: {
      replaceAll: async (changes: Array<{ was: StoredProbe; becomes: ProbeDocument }>) =>
        changes
          .filter(({ was }) => !taken.includes(was.id))
          .map(({ was, becomes }) => {
            stored.set(was.id, becomes);
            return { ...was, probe: becomes };
          }),
      updateAll: async (steps: Array<{ id: string; step: ProbeStep }>) => {
        for (const { id, step } of steps) {
          const was = stored.get(id);
          if (was) stored.set(id, step(was));
        }
      },
    },
    actions: {
      readById: async (ids: readonly string[]) =>
        new Map(
          actions
            .map((action) => ({ id: `${action.endpoint}:${action.n}`, action }))
            .filter(({ id }) => ids.includes(id))
            .map((one) => [one.id, one])
        ),
    },
    endpoints: { readMany: async () => new Map() },
    answerTime: ANSWER_TIME,
    now: () => now,
    wait: async (ms: number) => {
      pauses.push(ms);
      now += ms;
    },
    isBusy,
    onSent: () => undefined,
    onFailure: (error: unknown) => failures.push(error),
  } as never);
  const channel = {
    send: async (commands: readonly EndpointCommand[]) => {
      commands.forEach(({ sendBefore }) => expect(now).toBeLessThan(sendBefore));
      calls.push([...commands]);
      const received: CommandResult = { result: 'received' };
      return {
        of: new Map(commands.map(({ id, agent }) => [id, results[agent] ?? received])),
        beyond: [],
      };
    },
  };
  return {
    send: (...probes: ProbeDocument[]) =>
      sender.send(
        probes.map((probe) => ({ id: probeIdOf(probe), probe, version })),
        { hostId: 'default', channel }
      ),
    statuses: () => Array.from(stored.values(), ({ status }) => status),
    stored,
    calls,
    pauses,
    failures,
  };
}

const probeOf = (agent: string) =>
  aProbe('recorded', {
    endpoint: `manager:wazuh-server/${agent}`,
    agent: { ...aProbe('recorded').agent, id: agent },
  });

describe('sending probes', () => {
  it('names the agents of one ref in one call, with nothing but what the program reads', async () => {
    const { send, calls, statuses, stored } = senderWith({});
    await send(probeOf('001'), probeOf('002'));
    const body = {
      command: '!isolation.exe',
      alert: { data: { action: 'probe', user: 'alice#k7m2q9xd', debug: false } },
    };
    expect(calls).toMatchObject([
      [
        { agent: '001', body },
        { agent: '002', body },
      ],
    ]);
    expect(calls[0]?.map((command) => command.body)).toEqual([body, body]);
    expect(statuses()).toEqual(['dispatched', 'dispatched']);
    expect(Array.from(stored.values())[0]).toMatchObject({ waits_until: ASKED_AT + ANSWER_TIME });
  });

  it('gives way to an isolation or release that is not over', async () => {
    const action = new ActionBuilder('isolate').sending().dispatched().build();
    const { send, calls, stored } = senderWith({ actions: [action] });
    await send(probeOf('001'), probeOf('002'));
    expect(calls.map((one) => one.map(({ agent }) => agent))).toEqual([['002']]);
    expect(stored.get('manager:wazuh-server/001:p:k7m2q9xd')).toMatchObject({
      status: 'cancelled',
      timeline: [{}, { detail: { code: 'gave_way' } }],
    });
  });

  it('waits while something is being sent to the host, and gives up after a minute', async () => {
    let busyFor = 3;
    const short = senderWith({ isBusy: () => (busyFor -= 1) >= 0 });
    await short.send(probeOf('001'));
    expect(short.statuses()).toEqual(['dispatched']);
    const long = senderWith({ isBusy: () => true });
    await long.send(probeOf('001'));
    expect(long.calls).toEqual([]);
    expect(long.statuses()).toEqual(['cancelled']);
    expect(long.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(60 * SECOND);
  });

  it('never sends one that somebody else took, or that was left behind', async () => {
    const taken = senderWith({ taken: ['manager:wazuh-server/001:p:k7m2q9xd'] });
    await taken.send(probeOf('001'));
    expect(taken.calls).toEqual([]);
    const old = senderWith({});
    await old.send(aProbe('recorded', { created_at: ASKED_AT - 16 * 60 * SECOND }));
    expect(old.calls).toEqual([]);
  });

  it('goes one call after another, with a pause for others between them', async () => {
    const { send, pauses, calls } = senderWith({});
    await Promise.all([send(probeOf('001')), send(probeOf('002')), send(probeOf('003'))]);
    expect(calls).toHaveLength(3);
    expect(pauses).toEqual([SECOND, SECOND]);
  });

  it('tells of each agent what came of it', async () => {
    const refused = { code: 'agent_not_active', message: 'Away.', manager_code: 1707 };
    const { send, stored } = senderWith({
      results: {
        '001': { result: 'refused', detail: refused },
        '002': { result: 'unknown', detail: { code: 'not_answered_for' } },
      },
    });
    await send(probeOf('001'), probeOf('002'));
    expect(Array.from(stored.values(), ({ status }) => status)).toEqual(['rejected', 'uncertain']);
    expect(Array.from(stored.values())[0]?.timeline.slice(-1)).toMatchObject([{ detail: refused }]);
    const detail = { code: 'not_sent', cause: 'login_refused', message: 'No.' };
    const notSent = senderWith({
      results: { '001': { result: 'nothing_ran', proof: 'no_login', detail } },
    });
    await notSent.send(probeOf('001'));
    expect(notSent.statuses()).toEqual(['rejected']);
  });
});
