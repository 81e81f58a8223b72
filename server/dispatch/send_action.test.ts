import { PROGRAMS } from '../../test/builders/programs';
import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import { addressesOf } from '../../common/action/action';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import type { CommandChannel, CommandResult, EndpointCommand } from './command_channel';
import type { SendDependencies } from './send_action';
import { sendAction } from './send_action';

const MOST_TRIES = 7;

/** A ledger that fails the first writes, and what is written to it then. */
function ledgerThatFails(times: number, stored: StoredAction) {
  const written: ActionDocument[] = [];
  let failures = times;
  const actions = {
    updateMany: async (steps: ReadonlyArray<{ step: (was: ActionDocument) => ActionDocument }>) => {
      if (failures-- > 0) throw new IndexerError('indexer_unreachable');
      const became = steps.map(({ step }) => step(stored.action));
      written.push(...became);
      return { written: became.map((action) => ({ ...stored, action })) };
    },
    readById: async () => new Map([[stored.id, stored]]),
  };
  return { actions, written };
}

function storedAs(action: ActionDocument): StoredAction {
  return { id: actionIdOf(action), action, version: { seqNo: 1, primaryTerm: 1 } };
}

function resultsOf({ id }: StoredAction, result: CommandResult) {
  return { of: new Map([[id, result]]), beyond: [] };
}

function dependencies(actions: object, told: readonly string[][] = []): SendDependencies {
  return {
    programs: PROGRAMS,
    actions,
    answerTime: ANSWER_TIME,
    now: () => ASKED_AT + 20_000,
    wait: async () => undefined,
    onStep: () => undefined,
    onFailure: () => undefined,
    onUnexpected: (_action: ActionDocument, agents: string[]) => (told as string[][]).push(agents),
  } as unknown as SendDependencies;
}

/** A channel that no manager stands behind: it keeps what it is given and returns what it is told to. */
class FakeChannel implements CommandChannel {
  readonly sent: EndpointCommand[] = [];

  constructor(private readonly result: CommandResult, private readonly beyond: string[] = []) {}

  async send(commands: readonly EndpointCommand[]) {
    this.sent.push(...commands);
    return {
      of: new Map(commands.map(({ id }) => [id, this.result])),
      beyond: this.beyond,
    };
  }
}

const detail = { code: 'not_sent', cause: 'connection_refused', message: 'No.' };

describe('sending over any channel', () => {
  it('gives the channel the command of the document, with the time from which it may not leave', async () => {
    const stored = storedAs(new ActionBuilder('isolate').sending().build());
    const channel = new FakeChannel({ result: 'received' });
    await sendAction(stored, channel, dependencies(ledgerThatFails(0, stored).actions));
    expect(channel.sent).toEqual([
      {
        id: stored.id,
        agent: stored.action.agent.id,
        sendBefore: stored.action.send_before,
        body: {
          command: `!${stored.action.program}`,
          arguments: addressesOf(stored.action),
          alert: { data: { action: 'isolate', user: stored.action.sent_user, debug: false } },
        },
      },
    ]);
  });

  it.each<[CommandResult, string]>([
    [{ result: 'received' }, 'dispatched'],
    [{ result: 'refused', detail }, 'rejected'],
    [{ result: 'not_sent', detail }, 'rejected'],
    [{ result: 'nothing_ran', proof: 'no_connection', detail }, 'rejected'],
    [{ result: 'unknown', detail }, 'uncertain'],
  ])('records %j as %s, with what was said', async (result, status) => {
    const stored = storedAs(new ActionBuilder().sending().build());
    const { actions, written } = ledgerThatFails(0, stored);
    await sendAction(stored, new FakeChannel(result), dependencies(actions));
    const [entry] = (written[0]?.timeline ?? []).slice(-1);
    expect(entry).toMatchObject({
      status,
      ...(result.result === 'received' ? {} : { detail }),
    });
  });

  it('sends nothing of a document that no command can be made of', async () => {
    const stored = storedAs(new ActionBuilder('isolate').with({ lifeline: [] }).sending().build());
    const { actions, written } = ledgerThatFails(0, stored);
    const channel = new FakeChannel({ result: 'received' });
    await sendAction(stored, channel, dependencies(actions));
    expect(channel.sent).toEqual([]);
    expect(written[0]).toMatchObject({ status: 'rejected' });
    expect(written[0]?.timeline.slice(-1)).toMatchObject([{ detail: { cause: 'not_built' } }]);
  });

  it('shouts about agents that got the command without being named', async () => {
    const stored = storedAs(new ActionBuilder().sending().build());
    const told: string[][] = [];
    const { actions, written } = ledgerThatFails(0, stored);
    const channel = new FakeChannel({ result: 'received' }, ['007']);
    await sendAction(stored, channel, dependencies(actions, told));
    expect(told).toEqual([['007']]);
    expect(written[0]).toMatchObject({ also_affected: ['007'] });
  });
});

describe('what came of a sending that could not be stopped', () => {
  it('is recorded in the end also where the ledger was down when its time was over', async () => {
    const action = new ActionBuilder().sending().build();
    const stored = storedAs(action);
    const { actions, written } = ledgerThatFails(MOST_TRIES, stored);
    const taken = resultsOf(stored, { result: 'received' });
    const unanswered = resultsOf(stored, { result: 'unknown', detail: { code: 'timed_out' } });
    const channel: CommandChannel = {
      send: async () => ({ ...unanswered, late: Promise.resolve(taken) }),
    };
    const sending = sendAction(stored, channel, dependencies(actions));
    await expect(sending).rejects.toThrow(IndexerError);
    await new Promise(setImmediate);
    expect(written.map(({ status }) => status)).toEqual(['dispatched']);
  });
});
