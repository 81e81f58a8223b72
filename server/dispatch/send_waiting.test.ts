import { PROGRAMS } from '../../test/builders/programs';
import { ActionBuilder, address, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import { advance, SEND_WITHIN } from '../../common/action/action';
import type { SendingClass } from '../../common/action/sending_group';
import { MINUTE, SECOND } from '../../common/base/time';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { CommandChannel, CommandResult, EndpointCommand } from './command_channel';
import { HostPauses } from './host_pauses';
import { queueKeyFrom } from './queue_keys';
import { sendWaiting } from './send_waiting';

/** A ledger in memory: a write on an older version is a conflict. */
class MemoryLedger {
  private readonly documents = new Map<string, StoredAction>();

  put(action: ActionDocument): StoredAction {
    const id = actionIdOf(action);
    const seqNo = (this.documents.get(id)?.version.seqNo ?? 0) + 1;
    const stored = { id, action, version: { seqNo, primaryTerm: 1 } };
    this.documents.set(id, stored);
    return stored;
  }

  replaceIf(was: StoredAction, becomes: ActionDocument): StoredAction | undefined {
    const isSame = this.documents.get(was.id)?.version.seqNo === was.version.seqNo;
    return isSame ? this.put(becomes) : undefined;
  }

  all(): ActionDocument[] {
    return Array.from(this.documents.values(), ({ action }) => action);
  }

  readonly asLedger = {
    readById: async (ids: readonly string[]) =>
      new Map(ids.flatMap((id) => [[id, this.documents.get(id)] as const]).filter(([, d]) => d)),
    updateMany: async (
      steps: ReadonlyArray<{ stored: StoredAction; step: (was: ActionDocument) => ActionDocument }>
    ) => {
      const written = steps.flatMap(({ stored, step }) => {
        const now = this.documents.get(stored.id) ?? stored;
        const becomes = step(now.action);
        return becomes === now.action ? [] : [this.put(becomes)];
      });
      return { written, unchanged: [], failure: undefined };
    },
  } as unknown as ActionLedger;
}

/** A channel that answers as it is told, call by call, and takes everything afterwards. */
class ScriptedChannel implements CommandChannel {
  readonly calls: Array<{ readonly at: number; readonly agents: readonly string[] }> = [];

  constructor(
    private readonly now: () => number,
    private readonly answer: (call: number, agents: readonly string[]) => CommandResult,
    private readonly beyond: (call: number) => readonly string[] = () => []
  ) {}

  async send(commands: readonly EndpointCommand[]) {
    const agents = commands.map(({ agent }) => agent as string);
    const call = this.calls.push({ at: this.now(), agents });
    const result = this.answer(call, agents);
    return {
      of: new Map(commands.map(({ id }) => [id, result])),
      beyond: [...this.beyond(call)],
    };
  }
}

const RECEIVED: CommandResult = { result: 'received' };
const HANGS: CommandResult = { result: 'unknown', detail: { code: 'manager_timed_out' } };
const limit = (retryAt?: number): CommandResult => ({
  result: 'nothing_ran',
  proof: 'rate_limited',
  detail: { code: 'rate_limited', http_status: 429 },
  ...(retryAt === undefined ? {} : { retryAt }),
});

interface Plan {
  readonly answer?: (call: number, agents: readonly string[], now: number) => CommandResult;
  readonly beyond?: (call: number) => readonly string[];
  readonly fleetSize?: number;
  readonly classOf?: (agentId: string) => SendingClass;
  readonly readsAgainAt?: number;
}

function hosted(agentIds: readonly string[], plan: Plan = {}) {
  let now = ASKED_AT;
  let marks = 0;
  const wait = async (ms: number) => void (now += ms);
  const ledger = new MemoryLedger();
  const queue = agentIds.map((id) =>
    ledger.put(
      new ActionBuilder('isolate')
        .with({
          endpoint: `manager:wazuh-server/${id}`,
          agent: { id, name: `WS-${id}`, ip: '10.0.0.1', os: 'Windows 11', groups: [] },
          not_after: ASKED_AT + 15 * MINUTE,
        })
        .build()
    )
  );
  const channel = new ScriptedChannel(
    () => now,
    (call, agents) => plan.answer?.(call, agents, now) ?? RECEIVED,
    plan.beyond
  );
  const claim = async (stored: StoredAction) => {
    if (now >= (stored.action.not_after ?? 0)) return undefined;
    const next = advance(stored.action, { at: now, status: 'sending', by: 'alice' });
    return (
      next &&
      ledger.replaceIf(stored, {
        ...next,
        mark: `mark ${marks++}`,
        send_before: now + SEND_WITHIN,
        sent_at: now,
        waits_until: now + ANSWER_TIME,
      })
    );
  };
  const pauses = new HostPauses({ now: () => now, wait });
  const run = () =>
    sendWaiting(queue, {
      way: {
        hostId: 'lab',
        channel: () => channel,
        fleetSize: async () => plan.fleetSize,
        readsAgain: async () => now >= (plan.readsAgainAt ?? 0),
      },
      pauses,
      classOf: ({ agent }) => plan.classOf?.(agent.id) ?? 'answering',
      claim,
      send: {
        programs: PROGRAMS,
        actions: ledger.asLedger,
        keyOf: async () => queueKeyFrom('secret'),
        answerTime: ANSWER_TIME,
        now: () => now,
        wait,
        onStep: () => undefined,
        onFailure: (error) => {
          throw error;
        },
        onUnsigned: () => undefined,
        onUnexpected: () => undefined,
      },
    });
  return { run, ledger, channel, queue };
}

const ids = (count: number) =>
  Array.from({ length: count }, (_, i) => String(i + 1).padStart(3, '0'));
const statusesOf = (ledger: MemoryLedger) => {
  const counts: Record<string, number> = {};
  for (const { status } of ledger.all()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('many that wait', () => {
  it('share requests where their commands are equal, each endpoint once', async () => {
    const { run, ledger, channel } = hosted(ids(60), { fleetSize: 1000 });
    await run();
    expect(channel.calls.map(({ agents }) => agents.length)).toEqual([25, 25, 10]);
    expect(channel.calls.flatMap(({ agents }) => agents).sort()).toEqual(ids(60));
    expect(statusesOf(ledger)).toEqual({ dispatched: 60 });
  });

  it('go alone where nobody knows how many agents the manager has', async () => {
    const { run, channel } = hosted(ids(3));
    await run();
    expect(channel.calls.map(({ agents }) => agents)).toEqual([['001'], ['002'], ['003']]);
  });

  it('go alone from then on where the manager commanded whom nobody named', async () => {
    const { run, channel } = hosted(ids(60), {
      fleetSize: 1000,
      beyond: (call) => (call === 1 ? ['099'] : []),
    });
    await run();
    expect(channel.calls.map(({ agents }) => agents.length)).toEqual([
      25,
      ...Array.from({ length: 35 }, () => 1),
    ]);
  });

  it('are sent to in the order of who answers', async () => {
    const { run, channel } = hosted(ids(4), {
      fleetSize: 1000,
      classOf: (id) => (id === '001' ? 'silent' : id === '002' ? 'untried' : 'answering'),
    });
    await run();
    expect(channel.calls.map(({ agents }) => agents)).toEqual([['003', '004'], ['002'], ['001']]);
  });
});

describe("the manager's limit", () => {
  it('ends nothing: what it refused keeps its place and is sent when it allows', async () => {
    const { run, ledger, channel } = hosted(ids(60), {
      fleetSize: 1000,
      answer: (call, _agents, now) => (call === 2 ? limit(now + 20 * SECOND) : RECEIVED),
    });
    await run();
    expect(statusesOf(ledger)).toEqual({ dispatched: 60 });
    const [, refused, again] = channel.calls;
    expect(again?.agents).toEqual(refused?.agents);
    expect((again?.at ?? 0) - (refused?.at ?? 0)).toBe(20 * SECOND);
    const attempts = ledger.all().map(({ timeline }) => timeline.map(({ status }) => status));
    expect(attempts[30]).toEqual(['recorded', 'sending', 'recorded', 'sending', 'dispatched']);
  });

  it('that never allows anything ends by the time in which an action may be taken up', async () => {
    const { run, ledger, channel } = hosted(ids(2), { answer: () => limit() });
    await run();
    expect(statusesOf(ledger)).toEqual({ recorded: 2 });
    expect(channel.calls.length).toBeGreaterThan(5);
    expect(channel.calls.length).toBeLessThanOrEqual(20);
  });

  it('sends nothing twice, whatever else the manager says', async () => {
    const { run, ledger, channel } = hosted(ids(30), {
      fleetSize: 1000,
      answer: (call) => (call % 3 === 1 ? limit() : call % 3 === 2 ? HANGS : RECEIVED),
    });
    await run();
    const taken = channel.calls
      .filter((_, i) => i % 3 !== 0)
      .flatMap(({ agents }) => agents)
      .sort();
    expect(taken).toEqual(ids(30));
    expect(statusesOf(ledger).recorded).toBeUndefined();
  });
});

describe('a manager that hangs', () => {
  it('gets nothing more until it reads again, and the rest is sent then', async () => {
    const readsAgainAt = ASKED_AT + 40 * SECOND;
    const { run, ledger, channel } = hosted(ids(12), {
      fleetSize: 1000,
      classOf: () => 'untried',
      readsAgainAt,
      answer: (call) => (call === 1 ? HANGS : RECEIVED),
    });
    await run();
    expect(statusesOf(ledger)).toEqual({ uncertain: 5, dispatched: 7 });
    expect(channel.calls[1]?.at).toBeGreaterThanOrEqual(readsAgainAt);
  });

  it('is left alone as long as it hung before the next silent endpoint is tried', async () => {
    const readsAgainAt = ASKED_AT + 40 * SECOND;
    const { run, channel } = hosted(ids(2), {
      classOf: () => 'silent',
      readsAgainAt,
      answer: (call) => (call === 1 ? HANGS : RECEIVED),
    });
    await run();
    expect(channel.calls[1]?.at).toBeGreaterThanOrEqual(ASKED_AT + 80 * SECOND);
  });
});

it('one lifeline is one request: other addresses are never mixed into it', async () => {
  const { ledger, queue, run, channel } = hosted(ids(4), { fleetSize: 1000 });
  const other = queue[1];
  if (!other) throw new Error('there are four');
  const lifeline = [{ address: address('10.9.9.9'), sources: [{ source: 'configured' as const }] }];
  queue[1] = ledger.put({ ...other.action, lifeline });
  await run();
  expect(channel.calls.map(({ agents }) => agents)).toEqual([['001', '003', '004'], ['002']]);
});
