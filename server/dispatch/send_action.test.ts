import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import type { ActiveResponseResult, ManagerSession } from '../manager/manager';
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

describe('what came of a sending that could not be stopped', () => {
  it('is recorded in the end also where the ledger was down when its time was over', async () => {
    const action = new ActionBuilder().sending().build();
    const stored = { id: actionIdOf(action), action, version: { seqNo: 1, primaryTerm: 1 } };
    const { actions, written } = ledgerThatFails(MOST_TRIES, stored);
    const taken: ActiveResponseResult = {
      result: 'sent',
      agents: new Map([[action.agent.id, { result: 'affected' }]]),
      unexpected: [],
    } as unknown as ActiveResponseResult;
    const unanswered = { ...taken, agents: new Map(), late: Promise.resolve(taken) };
    const session = {
      sendActiveResponse: async () => unanswered,
    } as unknown as ManagerSession;
    const sending = sendAction(stored, session, 'off', {
      actions,
      answerTime: ANSWER_TIME,
      now: () => ASKED_AT + 20_000,
      wait: async () => undefined,
      onStep: () => undefined,
      onFailure: () => undefined,
      onUnexpected: () => undefined,
    } as unknown as SendDependencies);
    await expect(sending).rejects.toThrow(IndexerError);
    await new Promise(setImmediate);
    expect(written.map(({ status }) => status)).toEqual(['dispatched']);
  });
});
