import fc from 'fast-check';
import type { ActionDocument, ActionStatus } from '../../common/action/action';
import { ACTION_STATUSES, advance, giveUpWaiting, recover } from '../../common/action/action';
import { settle } from '../../common/action/settlement';
import { withSendingEnd } from '../../common/action/sending_end';
import { MINUTE } from '../../common/base/time';
import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../builders/actions';
import { anAnswer, answers } from '../builders/evidence';

/** One thing that any process does to an action, whoever else did what before. */
export type Doing = (action: ActionDocument) => ActionDocument;

const anyTime = fc.integer({ min: 0, max: 60 }).map((minutes) => ASKED_AT + minutes * MINUTE);

/** An outcome is what evidence says, not a step that anybody takes. */
const STEPS = ACTION_STATUSES.filter((status) => !Object.keys(answers).includes(status));

const anyStep: fc.Arbitrary<Doing> = fc.tuple(fc.constantFrom<ActionStatus>(...STEPS), anyTime).map(
  ([status, at]) =>
    (action) =>
      advance(action, { at, status, by: 'system' }) ?? action
);

const anyEnd: fc.Arbitrary<Doing> = fc
  .tuple(fc.constantFrom('dispatched' as const, 'rejected' as const, 'uncertain' as const), anyTime)
  .map(
    ([status, at]) =>
      (action) =>
        withSendingEnd(action, { status, at, unexpected: [] }, ANSWER_TIME)
  );

const anyEvidence: fc.Arbitrary<Doing> = fc
  .tuple(fc.constantFrom(...Object.values(answers)), anyTime, fc.integer({ min: 1, max: 9 }))
  .map(([outcome, at, number]) => {
    const evidence = anAnswer('isolate', outcome, at, { identity: `event ${number}` });
    return (action) => settle(action, evidence, at);
  });

const anyWaiting: fc.Arbitrary<Doing> = anyTime.map(
  (now) => (action) => recover(action, now) ?? giveUpWaiting(action, now) ?? action
);

/** Everything that is done to a recorded action, in any order. */
export const anyLife: fc.Arbitrary<Doing[]> = fc.array(
  fc.oneof(
    fc.constant<Doing>((action) => (action.status === 'recorded' ? sendingOf(action) : action)),
    anyStep,
    anyEnd,
    anyEvidence,
    anyWaiting
  ),
  { maxLength: 12 }
);

export function recorded(): ActionDocument {
  return new ActionBuilder().build();
}

function sendingOf(action: ActionDocument): ActionDocument {
  const { send_before, sent_at, waits_until } = new ActionBuilder().sending().build();
  const sending = advance(action, { at: ASKED_AT, status: 'sending', by: 'alice' });
  return sending ? { ...sending, send_before, sent_at, waits_until } : action;
}
