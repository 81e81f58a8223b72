import type { ActionDocument } from '../../common/action/action';
import { giveUpWaiting, recover } from '../../common/action/action';
import { settle } from '../../common/action/settlement';
import { giveBack } from '../../common/action/give_back';
import { withSendingEnd } from '../../common/action/sending_end';
import { ranBefore } from '../../common/state/sending_order';
import { nextLook } from '../../common/ledger/newest_number';
import { decideSlot } from '../../common/action/slot';
import { ANSWER_TIME } from '../builders/actions';
import type { CarriedOut, Conditions } from './abstract_store';

/** The rules of the protocol, each of which can be taken out to see that it is needed. */
export interface Rules extends Conditions {
  readonly decide: typeof decideSlot;
  readonly recover: typeof recover;
  readonly giveUpWaiting: typeof giveUpWaiting;
  readonly settle: typeof settle;
  readonly end: (
    action: ActionDocument,
    end: Parameters<typeof withSendingEnd>[1]
  ) => ActionDocument;
  /** True for what proves that nothing of an attempt ran: the manager's limit does, an answer that was lost does not. */
  readonly isProof: (what: 'limit' | 'lost_answer') => boolean;
  /** The action that an attempt gives back of which nothing ran. */
  readonly giveBack: typeof giveBack;
  /** True if a write without a response was this attempt's own, given what the store has now. */
  readonly isOwn: (now: ActionDocument, written: ActionDocument) => boolean;
  /** True if an attempt continues with sending, given the store's response to its write. */
  readonly isRecorded: (done: CarriedOut | undefined) => boolean;
  /** The statement before the request. */
  readonly mayStillSend: (action: ActionDocument, now: number) => boolean;
  /** The way to the newest number. */
  readonly nextLook: typeof nextLook;
  /** The half of a look by ID that is read first. */
  readonly readFirst: 'numbers' | 'mark';
  /** The time at which retention writes its mark. */
  readonly marks: 'before_deleting' | 'never';
  /** True if retention may delete number n, given the newest that it knows of. */
  readonly mayDelete: (n: number, newest: number) => boolean;
  /** True if one of our commands certainly ran before another, if both ran: then a report of the second lifts the doubt about the first. */
  readonly ranBefore: typeof ranBefore;
  /** The meaning of a document that can't be read. */
  readonly unreadable: 'takes_its_number' | 'is_free';
}

/** The rules as they are. */
export const RULES: Rules = {
  decide: decideSlot,
  recover,
  giveUpWaiting,
  settle,
  end: (action, end) => withSendingEnd(action, end, ANSWER_TIME),
  isProof: (what) => what === 'limit',
  giveBack,
  isOwn: (now, written) =>
    now.mark === written.mark &&
    now.status === written.status &&
    now.timeline.length === written.timeline.length,
  isRecorded: (done) => done !== undefined,
  mayStillSend: (action, now) => now < (action.send_before ?? 0),
  isConditionMet: (there, wanted) => there === wanted,
  nextLook,
  readFirst: 'numbers',
  marks: 'before_deleting',
  mayDelete: (n, newest) => n < newest,
  ranBefore,
  unreadable: 'takes_its_number',
};
