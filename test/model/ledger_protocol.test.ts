import { giveBack } from '../../common/action/give_back';
import { advance, holdsSlot, isPending } from '../../common/action/action';
import { decideSlot } from '../../common/action/slot';
import { SECOND } from '../../common/base/time';
import type { Adversary } from './adversary';
import { MOMENTS } from './adversary';
import { nextLook } from '../../common/ledger/newest_number';
import { MEDIUM, SMALL } from './explorations';
import { explore } from './explore';
import type { Situation } from './requests';
import { REQUESTS, USUAL } from './requests';
import type { Rules } from './rules';
import { RULES } from './rules';
import { ARE_ALL_RUN } from '../runs';

const LIMIT = 600 * 1000;
const PLANS = ARE_ALL_RUN ? [...SMALL, ...MEDIUM] : SMALL;

describe('the protocol of the ledger, explored exhaustively', () => {
  it.each(PLANS.map((plan) => [plan.situation, plan.wrong, plan] as const))(
    '%s, with %s: every statement holds in every world',
    (situation, wrong, { over }) => {
      const found = explore(REQUESTS[situation], RULES, { ...USUAL, ...over }, 'deepest_first');
      expect(found.violation).toBeUndefined();
      expect(found.ends).toBeGreaterThan(0);
      say(`${found.worlds} worlds, ${found.ends} of them ends: ${situation}, with ${wrong}`);
    },
    LIMIT
  );
});

interface Without {
  readonly rules: Partial<Rules>;
  readonly over: Partial<Adversary>;
  /** The statement that is broken first. */
  readonly breaks: string;
}

const ALONE = { crashes: 0, lostAnswers: 0 };
/** Three actions of long ago. */
const WITH_PAST = { ...ALONE, moments: MOMENTS.withinAllDeadlines, past: 3 };

const WITHOUT: ReadonlyArray<readonly [string, Situation, Without]> = [
  [
    'the check before the request',
    'two people isolate',
    {
      rules: { mayStillSend: () => true },
      over: ALONE,
      breaks: 'nothing is sent but from its slot, and in its time',
    },
  ],
  [
    'a record before the request',
    'two people isolate',
    {
      rules: { isRecorded: () => true },
      over: ALONE,
      breaks: 'nothing is sent that was not recorded first, by the attempt that sends it',
    },
  ],
  [
    'the reading of a write whose answer was lost',
    'two people isolate',
    {
      rules: { isOwn: () => true },
      over: { crashes: 0 },
      breaks: 'nothing is sent twice',
    },
  ],
  [
    'a mark of its own for each attempt',
    'one request comes twice',
    {
      rules: { isOwn: (now, written) => now.key_hash === written.key_hash },
      over: { crashes: 0 },
      breaks: 'nothing is sent twice',
    },
  ],
  [
    'the condition of a write, which is the lock',
    'one request comes twice',
    {
      rules: { isConditionMet: () => true },
      over: ALONE,
      // Both requests create the same action, before either sends it.
      breaks: 'no number is given twice',
    },
  ],
  [
    'the slot that one action holds alone',
    'one isolates, another releases',
    {
      rules: {
        decide: (view, request) =>
          view.last && holdsSlot(view.last.status) && !view.next
            ? { do: 'create', n: view.expected + 1, pendingBefore: [view.expected] }
            : decideSlot(view, request),
      },
      over: ALONE,
      breaks: 'one action of an endpoint at a time is in its slot',
    },
  ],
  [
    'the wait before a slot is taken back',
    'two people isolate',
    {
      rules: { recover: (action) => RULES.recover(action, Number.MAX_SAFE_INTEGER) },
      over: ALONE,
      breaks: 'nothing is sent but from its slot, and in its time',
    },
  ],
  [
    'the taking back of slots',
    'two people isolate',
    {
      rules: { recover: () => undefined },
      over: { lostAnswers: 0 },
      breaks: 'every action has one end',
    },
  ],
  [
    'the end of a wait',
    'two people isolate',
    {
      rules: { giveUpWaiting: () => undefined },
      over: ALONE,
      breaks: 'every action has one end',
    },
  ],
  [
    'the look at what the newest action found pending',
    'two people isolate, one of them releases',
    {
      rules: {
        decide: ({ last, ...view }, request) =>
          decideSlot(
            { ...view, earlier: [], last: last && { ...last, pending_before: [] } },
            request
          ),
      },
      over: ALONE,
      breaks: 'two of one verb are never pending together',
    },
  ],
  [
    'evidence that comes late',
    'two people isolate',
    {
      rules: {
        settle: (action, evidence, now) =>
          isPending(action.status) ? RULES.settle(action, evidence, now) : action,
      },
      over: ALONE,
      breaks: 'what ran is known to have run',
    },
  ],
  [
    'the doubt of what was sent late',
    'two people isolate',
    {
      rules: {
        end: (action, { status, at }) => advance(action, { at, status, by: 'system' }) ?? action,
      },
      over: { ...ALONE, pauses: 'any' },
      breaks: 'what may have left late is a doubt',
    },
  ],
  [
    'the two minutes that an uncertain command can take, with 75 s for them and clocks apart',
    'one isolates, another releases',
    {
      rules: {
        ranBefore: (one, other) =>
          RULES.ranBefore(one, other) ||
          (one.sending === 'uncertain' &&
            one.n < other.n &&
            other.sent_at >= one.sent_at + 75 * SECOND),
      },
      over: { ...ALONE, moments: MOMENTS.clocksApart, clocks: [-20 * SECOND, 20 * SECOND] },
      breaks: 'a doubt is lifted only by a command that ran behind it',
    },
  ],
  [
    'the proof that is asked for before an attempt is given back',
    'somebody isolates',
    {
      rules: { isProof: () => true },
      over: ALONE,
      breaks: 'nothing is sent twice',
    },
  ],
  [
    'the own mark, by which an attempt gives back',
    'a queued request comes twice',
    {
      rules: {
        giveBack: (action, end) =>
          action.status === 'sending'
            ? giveBack({ ...action, timeline: [] }, { ...end, mark: action.mark })
            : action,
      },
      over: { crashes: 0, limits: 1 },
      breaks: 'nothing is sent that was not recorded first, by the attempt that sends it',
    },
  ],
  [
    'the doubt of an attempt that is given back after others settled it',
    'one isolates, another releases',
    {
      rules: {
        giveBack: (action, end) =>
          giveBack(action.status === 'uncertain' ? { ...action, status: 'sending' } : action, end),
      },
      over: { ...ALONE, limits: 1 },
      breaks: 'one action of an endpoint at a time is in its slot',
    },
  ],
  [
    'the mark that retention writes before it deletes',
    'somebody isolates',
    {
      rules: { marks: 'never' },
      over: { ...WITH_PAST, retention: 'on', losses: 1 },
      breaks: 'no number is given twice',
    },
  ],
  [
    'the reading of the mark behind the numbers',
    'somebody isolates',
    {
      rules: { readFirst: 'mark' },
      over: { ...WITH_PAST, retention: 'on', losses: 1 },
      breaks: 'no number is given twice',
    },
  ],
  [
    'the search where the projection is lost',
    'somebody isolates',
    {
      rules: { nextLook: (seen) => nextLook({ ...seen, searched: 0 }) },
      over: { ...WITH_PAST, goneUnmarked: 2, losses: 1 },
      breaks: 'no number is given twice',
    },
  ],
  [
    'the newest action, which retention keeps',
    'somebody isolates',
    {
      rules: { mayDelete: (n, newest) => n <= newest },
      over: { ...WITH_PAST, retention: 'on' },
      breaks: 'what the ledger has lost makes nothing impossible',
    },
  ],
  [
    'the number that a document keeps which cannot be read',
    'somebody isolates',
    {
      rules: { unreadable: 'is_free' },
      over: { ...WITH_PAST, damages: 1, losses: 1 },
      breaks: 'what the ledger has lost makes nothing impossible',
    },
  ],
];

describe('the same without one of its rules', () => {
  it.each(WITHOUT)(
    'breaks without %s',
    (rule, situation, { rules, over, breaks }) => {
      const adversary = { ...USUAL, ...over };
      const { violation } = explore(
        REQUESTS[situation],
        { ...RULES, ...rules },
        adversary,
        'nearest_first'
      );
      say([`without ${rule}: ${violation?.how}`, ...(violation?.history ?? [])].join('\n  '));
      expect(violation?.statement).toBe(breaks);
    },
    LIMIT
  );
});

/** Prints figures beside Jest's own output. */
function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
