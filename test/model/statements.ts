import type { ActionStatus } from '../../common/action/action';
import { holdsSlot, isPending, SENT_LATE } from '../../common/action/action';
import { MINUTE } from '../../common/base/time';
import type { Adversary } from './adversary';
import { isLast } from './adversary';
import type { Rules } from './rules';
import type { SentCommand, World } from './world';
import { isDead, isOver } from './world';

/** @returns what is wrong with a world; undefined where nothing is */
export type Statement = (world: World, adversary: Adversary, rules: Rules) => string | undefined;

/** The manager hands on a command so long after a time-out (measured), ms. */
const HANDED_ON_WITHIN = MINUTE;

const NEVER_SENT: readonly ActionStatus[] = ['rejected', 'interrupted', 'cancelled'];

/** Statements that hold in every world, whatever happened before. */
export const ALWAYS: Readonly<Record<string, Statement>> = {
  'nothing is sent that was not recorded first, by the attempt that sends it': ({ commands }) =>
    first(commands, ({ n, mark, recorded }) => {
      if (!recorded) return `${n} was sent without a record`;
      return recorded.mark === mark ? undefined : `${n} was sent by another attempt`;
    }),

  'nothing is sent but from its slot, and in its time': ({ commands }, { pauses }) =>
    first(commands, ({ n, recorded, past }) => {
      if (pauses === 'any') return undefined;
      if (past) return `${n} was sent past its time`;
      return recorded?.status === 'sending' ? undefined : `${n} was sent while ${recorded?.status}`;
    }),

  'nothing is sent twice': ({ commands }) =>
    commands.length === new Set(commands.map(({ n }) => n)).size
      ? undefined
      : 'one action was sent twice',

  'one action of an endpoint at a time is in its slot': ({ documents }) => {
    const holding = Array.from(documents.values()).filter(({ action }) => holdsSlot(action.status));
    return holding.length <= 1 ? undefined : `${holding.length} actions are in the slot`;
  },

  'two of one verb are never pending together': ({ documents }) => {
    const verbs = Array.from(documents.values())
      .filter(({ action }) => isPending(action.status))
      .map(({ action }) => action.verb);
    return verbs.length === new Set(verbs).size ? undefined : 'two of one verb are pending';
  },

  'one request is one action': ({ documents }) => {
    const keys = Array.from(documents.values(), ({ action }) => action.key_hash);
    return keys.length === new Set(keys).size ? undefined : 'one request made two actions';
  },

  'no number is given twice': ({ numbers }) =>
    numbers.givenAgain ? 'a number was given that had been given before' : undefined,

  'what the ledger has lost makes nothing impossible': ({ requests }) =>
    requests.some(({ step }) => step.at === 'over' && step.how === 'lost_history')
      ? 'a request is refused for a number that was deleted or cannot be read'
      : undefined,

  'numbers have no gap but where the past is deleted: no record is lost': (
    { documents },
    { past }
  ) =>
    Array.from(documents.keys()).every((n) => n <= past + 1 || documents.has(n - 1))
      ? undefined
      : 'an action has no predecessor',

  'a doubt is lifted only by a command that ran behind it': ({ commands }, { pauses }, rules) =>
    first(commands, (doubted) =>
      first(commands, (later) => {
        // What leaves late is said to, as a doubt of its own.
        if (pauses === 'any' || !rules.ranBefore(asSent(doubted), asSent(later))) return undefined;
        return canRunUntil(doubted) > later.leftAt
          ? `${doubted.n} can still run behind ${later.n}`
          : undefined;
      })
    ),

  'what is said never to have been sent did not run': ({ commands, documents }) =>
    first(commands, ({ n, ran, late }) => {
      const action = documents.get(n)?.action;
      const isDenied = action && NEVER_SENT.includes(action.status);
      return ran && !late && isDenied ? `${n} ran and is ${action.status}` : undefined;
    }),
};

/** Statements that hold once every request is over, all deadlines are past and all evidence has arrived. */
export const IN_THE_END: Readonly<Record<string, Statement>> = {
  'every action has one end': ({ documents }) =>
    first(Array.from(documents.values()), ({ action }) =>
      isPending(action.status) ? `${action.n} is still ${action.status}` : undefined
    ),

  'what ran is known to have run': ({ commands, documents }) =>
    first(commands, ({ n, ran }) =>
      ran && documents.get(n)?.action.evidence.length === 0 ? `${n} ran unseen` : undefined
    ),

  'what may have left late is a doubt': (world) =>
    first(world.commands, ({ by, n, isDoubt }) => {
      const action = world.documents.get(n)?.action;
      const isKnown = action?.timeline.some(({ detail }) => detail?.code === SENT_LATE);
      const isAnswered = (action?.evidence.length ?? 0) > 0;
      // Where the sender died behind its pause nobody is left to say it.
      return isDoubt && !isKnown && !isAnswered && !isDead(world, by)
        ? `${n} left late and nobody knows`
        : undefined;
    }),
};

function asSent({ n, sentAt, status }: SentCommand) {
  const sending = status === 'rejected' ? ('not_sent' as const) : status;
  return { n, sent_at: sentAt, sending };
}

function canRunUntil({ leftAt, status }: SentCommand): number {
  return status === 'uncertain' ? leftAt + HANDED_ON_WITHIN : leftAt;
}

/** Nothing more can happen but what repeats itself. */
export function isTheEnd(world: World, adversary: Adversary): boolean {
  return isLast(world.moment, adversary) && world.requests.every(isOver);
}

function first<T>(items: readonly T[], wrong: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = wrong(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
