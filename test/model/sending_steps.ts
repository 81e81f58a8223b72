import type { ActionDocument } from '../../common/action/action';
import { RECOVER_AFTER } from '../../common/action/action';
import { GIVEN_BACK } from '../../common/action/give_back';
import type { SendingEnd } from '../../common/action/sending_end';
import { carryOut } from './abstract_store';
import { mayBeLimited, nowIn } from './adversary';
import type { Happening, Turn } from './turn';
import { claim, goes, lostAnswer, over } from './turn';
import type { PendingWrite, Step, StoredDocument } from './world';

type EndStatus = Extract<Step, { at: 'end' }>['status'];

/** The statement before the request. */
export function check(turn: Turn, document: StoredDocument): Happening[] {
  if (!turn.rules.mayStillSend(document.action, turn.now)) {
    return [goes(turn, 'is too late to send', endOf(turn, document, 'rejected'))];
  }
  return turn.adversary.pauses === 'any'
    ? [goes(turn, 'may still send', { at: 'put', document })]
    : put(turn, document);
}

export function put(turn: Turn, document: StoredDocument): Happening[] {
  const { world, now, index, rules } = turn;
  const { n, verb, mark, sent_at: sentAt = 0, send_before: sendBefore = 0 } = document.action;
  const leftAt = nowIn(world, turn.adversary);
  const past = now >= sendBefore;
  const late = now >= sendBefore + RECOVER_AFTER;
  const sends = (what: string, ran: boolean, status: SendingEnd['status']) => {
    const isDoubt = late && status !== 'rejected';
    const recorded = world.documents.get(n)?.action;
    const sent = { status, sentAt, leftAt };
    const command = { by: index, n, verb, recorded, mark, past, ran, late, isDoubt, ...sent };
    const commands = [...world.commands, command];
    const end = status === 'uncertain' && rules.isProof('lost_answer') ? 'recorded' : status;
    return goes(turn, what, endOf(turn, document, end), { ...world, commands });
  };
  return [
    sends('sends, and the manager says so', true, 'dispatched'),
    sends('sends, the manager says so, and nothing runs', false, 'dispatched'),
    sends('sends, and the manager says no', false, 'rejected'),
    sends('sends, it runs, the answer is lost', true, 'uncertain'),
    sends('sends, nothing runs, the answer is lost', false, 'uncertain'),
    ...limited(turn, document),
  ];
}

/** The manager refuses it for its limit: proof that nothing ran, and that it can be sent later. */
function limited(turn: Turn, document: StoredDocument): Happening[] {
  const { world, rules, adversary } = turn;
  if (!mayBeLimited(world, adversary) || !rules.isProof('limit')) return [];
  const after = { ...world, limited: world.limited + 1 };
  return [goes(turn, 'is refused for the limit', endOf(turn, document, 'recorded'), after)];
}

function endOf({ now }: Turn, document: StoredDocument, status: EndStatus): Step {
  return { at: 'end', document, status, since: now, mark: document.action.mark, tries: 0 };
}

export function writeEnd(turn: Turn, step: Extract<Step, { at: 'end' }>): Happening[] {
  const { world, rules } = turn;
  const { document, status } = step;
  const becomes = ended(turn, step);
  if (becomes === document.action) {
    return [
      status === 'recorded'
        ? claim(turn, document.action.n)
        : goes(turn, 'has nothing to add', over('done')),
    ];
  }
  const pending: PendingWrite = { purpose: 'end', ifVersion: document.version, action: becomes };
  const done = carryOut(world, pending, rules);
  if (done) {
    return [
      status === 'recorded' && done.document.action.status === 'recorded'
        ? claim(turn, becomes.n, done.world)
        : goes(turn, `writes ${status}`, over('done'), done.world),
      ...lostAnswer(turn, `writes ${status}, the answer is lost`, step, done.world),
    ];
  }
  const there = world.documents.get(becomes.n);
  return there
    ? [goes(turn, 'finds a conflict at its end', { ...step, document: there })]
    : [goes(turn, 'finds its document gone', over('failed'))];
}

/** The action with the end of its sending. `mark` is that of the attempt: the document is whatever the store has now. */
function ended(
  { rules }: Turn,
  { document, status, since, mark }: Extract<Step, { at: 'end' }>
): ActionDocument {
  return status === 'recorded'
    ? rules.giveBack(document.action, { status, mark, at: since, detail: LIMIT })
    : rules.end(document.action, { status, unexpected: [], at: since });
}

const LIMIT = { code: GIVEN_BACK, cause: 'rate_limited' };
