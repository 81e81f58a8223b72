import type { ActionDocument } from '../../common/action/action';
import {
  isPending,
  RECOVER_AFTER,
  SENT_LATE,
  SYSTEM,
  wasRecovered,
} from '../../common/action/action';
import { UNCERTAIN_CAN_RUN } from '../../common/state/sending_order';
import type { Adversary } from './adversary';
import { lostAnswersLeft, mayBeLimited, mayDie, momentOf, nowIn } from './adversary';
import type { PendingWrite, SentCommand, Step, StoredDocument, World } from './world';
import { isDead } from './world';

/**
 * A text that is the same for worlds from which the same can follow: of a time only the moment at which it is past; of a version only
 * whether it is still the document's; of a mark only which others it equals; of what is over only that it is.
 */
export function fingerprint(world: World, adversary: Adversary): string {
  const marks: string[] = [];
  const markText = (mark: string) => {
    const place = marks.indexOf(mark);
    return place < 0 ? marks.push(mark) - 1 : place;
  };
  const actionText = (action: ActionDocument) => {
    const facts = factsOf(action, world.moment, adversary);
    return isPending(action.status) ? facts + markText(action.mark) : facts;
  };
  const documentText = (document: StoredDocument) => {
    const { n } = document.action;
    const isCurrent = world.documents.get(n)?.version === document.version;
    return isCurrent ? `${n}` : `old ${actionText(document.action)}`;
  };
  const isMet = ({ ifVersion, action }: PendingWrite) =>
    world.documents.get(action.n)?.version === ifVersion;
  const writeText = (write: PendingWrite) =>
    `${write.purpose} ${isMet(write)} ${actionText(write.action)}`;
  const stepText = (step: Step): string => {
    switch (step.at) {
      case 'preview':
        return step.at;
      case 'over':
        return step.how === 'lost_history' ? step.how : step.at;
      case 'look':
        return lookText(step);
      case 'decide':
        return `${step.at} ${step.expected} ${step.tries}`;
      case 'write':
      case 'settle':
        return `${step.at} ${step.expected} ${step.tries} ${writeText(step.write)}`;
      case 'check':
      case 'put':
        return `${step.at} ${documentText(step.document)}`;
      case 'end':
        return `${step.at} ${documentText(step.document)} ${endText(step, world, adversary)}`;
    }
  };
  return [
    world.moment,
    ...(adversary.past > 0 ? [numbersText(world)] : []),
    ...Array.from(world.documents.values(), ({ action }) => actionText(action)).sort(),
    ...world.requests.map(({ step }) => stepText(step)),
    mayDie(world, adversary),
    lostAnswersLeft(world, adversary),
    mayBeLimited(world, adversary),
    ...world.commands.map((command) => commandText(world, command, adversary)).sort(),
    // A version never comes back: what cannot be carried out now never is.
    ...world.stray.filter(isMet).map(writeText).sort(),
  ].join('|');
}

function numbersText({ numbers }: World): string {
  const { hint, mark, damaged, losses, newestGiven, givenAgain } = numbers;
  const lost = Array.from(damaged).sort().join('+');
  return [hint, mark, lost, losses, newestGiven, givenAgain].join();
}

function lookText({ seen, next }: Extract<Step, { at: 'look' }>): string {
  const { hint, mark, searched, read, there } = seen;
  const half = next === 'look' ? next : `${next.read} ${next.numbers.join('+')}`;
  const numbers = [read, there].map((some) => Array.from(some).sort().join('+'));
  return ['look', hint, mark, searched, ...numbers, half].join();
}

/** Text of what the end of a sending depends on, besides the document: see `withSendingEnd`. */
function endText(
  { document, status, since, mark }: Extract<Step, { at: 'end' }>,
  world: World,
  adversary: Adversary
): string {
  const there = world.documents.get(document.action.n) ?? document;
  return [document, there]
    .map(({ action }) => [
      since > (action.sent_at ?? since) + UNCERTAIN_CAN_RUN,
      action.timeline.some(({ at, by }) => at === since && by === SYSTEM),
      ...(status === 'recorded' ? [action.mark === mark] : []),
    ])
    .concat([[since === nowIn(world, adversary)]])
    .join()
    .concat(status);
}

/** Text of what a statement asks about a command. Its report is known to all; how late it may be sent matters only if pauses are short. */
function commandText(world: World, command: SentCommand, { pauses, clocks }: Adversary): string {
  const { by, n, ran, isDoubt, past, mark, recorded, status, sentAt, leftAt } = command;
  // Where all have one clock, the order of numbers is that of leaving.
  const order = clocks.length > 0 ? [status, sentAt, leftAt] : [];
  const how = [recorded?.mark === mark, ...(pauses === 'any' ? [] : [past, recorded?.status])];
  const isAnswered = (world.documents.get(n)?.action.evidence.length ?? 0) > 0;
  const open = isAnswered ? [] : [ran, isDoubt && (isDead(world, by) ? 'dead' : by)];
  return [n, ...how, ...order, ...open].join();
}

interface Facts {
  readonly text: string;
  /** The moments at which its deadlines are past. */
  readonly moments: readonly number[];
}

const known = new WeakMap<ActionDocument, Facts>();

function factsOf(action: ActionDocument, moment: number, adversary: Adversary): string {
  let facts = known.get(action);
  if (!facts) {
    facts = {
      text: [
        action.n,
        action.verb[0],
        action.status,
        action.pending_before.join('+'),
        action.evidence.length,
        action.key_hash,
        action.timeline.length,
        wasRecovered(action),
        action.timeline.some(({ detail }) => detail?.code === SENT_LATE),
        ...(adversary.clocks.length > 0 ? deadlinesOf(action) : []),
      ].join(),
      moments: deadlinesOf(action).map((deadline) => momentOf(deadline, adversary)),
    };
    known.set(action, facts);
  }
  return `${facts.text} ${facts.moments.map((at) => Math.max(at, moment)).join()} `;
}

/** The times that the action's status waits for, or its next one will. */
function deadlinesOf({ status, ...action }: ActionDocument): number[] {
  const { not_after = 0, send_before = 0, waits_until = 0 } = action;
  switch (status) {
    case 'recorded':
      return [not_after];
    case 'sending':
      return [send_before, send_before + RECOVER_AFTER, waits_until];
    case 'dispatched':
    case 'uncertain':
      return [waits_until];
    default:
      return [];
  }
}
