import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import { aProbe } from '../../test/builders/probes';
import { A_HOST } from '../../test/builders/people';
import type { ActionDocument } from '../../common/action/action';
import type { ActiveResponseCommand } from '../../common/command/active_response';
import { parseAgentId } from '../../common/manager/endpoint';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeIdOf } from '../../common/ledger/probe_document';
import { SECOND } from '../../common/base/time';
import type { ProbeStep, StoredProbe } from '../indexer/probe_ledger';
import type { ActiveResponseResult, ActiveResponseSending } from '../manager/manager';
import { ProbeSender } from './probe_sender';

const AFFECTED = { result: 'affected' } as const;
const version = { seqNo: 0, primaryTerm: 1 };

function sent(command: ActiveResponseCommand): ActiveResponseResult {
  return {
    result: 'sent',
    agents: new Map(command.agents.map((agent) => [agent, AFFECTED])),
    unexpected: [],
  };
}

interface Setting {
  readonly actions?: readonly ActionDocument[];
  readonly isBusy?: () => boolean;
  readonly answer?: (command: ActiveResponseCommand) => ActiveResponseResult;
  /** Ids of probes that somebody else took. */
  readonly taken?: readonly string[];
}

function senderWith({ actions = [], isBusy = () => false, answer = sent, taken = [] }: Setting) {
  let now = ASKED_AT;
  const stored = new Map<string, ProbeDocument>();
  const commands: ActiveResponseCommand[] = [];
  const pauses: number[] = [];
  const failures: unknown[] = [];
  const sender = new ProbeSender({
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
  const session = {
    host: A_HOST,
    sendActiveResponse: async (command: ActiveResponseCommand, sending: ActiveResponseSending) => {
      expect(sending.mayStillSend()).toBe(true);
      commands.push(command);
      return answer(command);
    },
  };
  const way = { session: session as never, cluster: 'off' as const, fleetSize: 100 };
  return {
    send: (...probes: ProbeDocument[]) =>
      sender.send(
        probes.map((probe) => ({ id: probeIdOf(probe), probe, version })),
        way
      ),
    statuses: () => Array.from(stored.values(), ({ status }) => status),
    stored,
    commands,
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
    const { send, commands, statuses, stored } = senderWith({});
    await send(probeOf('001'), probeOf('002'));
    expect(commands).toEqual([
      {
        agents: ['001', '002'],
        body: {
          command: '!isolation.exe',
          alert: { data: { action: 'probe', user: 'alice#k7m2q9xd', debug: false } },
        },
      },
    ]);
    expect(statuses()).toEqual(['dispatched', 'dispatched']);
    expect(Array.from(stored.values())[0]).toMatchObject({ waits_until: ASKED_AT + ANSWER_TIME });
  });

  it('gives way to an isolation or release that is not over', async () => {
    const action = new ActionBuilder('isolate').sending().dispatched().build();
    const { send, commands, stored } = senderWith({ actions: [action] });
    await send(probeOf('001'), probeOf('002'));
    expect(commands.map(({ agents }) => agents)).toEqual([['002']]);
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
    expect(long.commands).toEqual([]);
    expect(long.statuses()).toEqual(['cancelled']);
    expect(long.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(60 * SECOND);
  });

  it('never sends one that somebody else took, or that was left behind', async () => {
    const taken = senderWith({ taken: ['manager:wazuh-server/001:p:k7m2q9xd'] });
    await taken.send(probeOf('001'));
    expect(taken.commands).toEqual([]);
    const old = senderWith({});
    await old.send(aProbe('recorded', { created_at: ASKED_AT - 16 * 60 * SECOND }));
    expect(old.commands).toEqual([]);
  });

  it('goes one call after another, with a pause for others between them', async () => {
    const { send, pauses, commands } = senderWith({});
    await Promise.all([send(probeOf('001')), send(probeOf('002')), send(probeOf('003'))]);
    expect(commands).toHaveLength(3);
    expect(pauses).toEqual([SECOND, SECOND]);
  });

  it('tells of each agent what came of it', async () => {
    const one = parseAgentId('001');
    const { send, stored } = senderWith({
      answer: () => ({
        result: 'sent',
        agents: new Map(
          one
            ? [
                [
                  one,
                  {
                    result: 'refused',
                    code: 'agent_not_active',
                    status: 200,
                    words: 'Away.',
                    managerCode: 1707,
                  },
                ],
              ]
            : []
        ),
        unexpected: [],
      }),
    });
    await send(probeOf('001'), probeOf('002'));
    expect(Array.from(stored.values(), ({ status }) => status)).toEqual(['rejected', 'uncertain']);
    const notSent = senderWith({
      answer: () => ({ result: 'not_sent', code: 'login_refused', words: 'No.' } as never),
    });
    await notSent.send(probeOf('001'));
    expect(notSent.statuses()).toEqual(['rejected']);
  });
});
