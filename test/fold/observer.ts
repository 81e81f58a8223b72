import { MINUTE, SECOND } from '../../common/time';
import type { Evidence } from '../../common/evidence';
import { compareEvidence, EVIDENCE_ORDERS } from '../../common/evidence';
import type { SentAction } from '../../common/endpoint_record';
import type { PossibleEndpoint, PossibleFirewall } from './possible_endpoints';
import { afterAnswer, afterCommand, afterHidden, UNTOUCHED } from './possible_endpoints';

/** Everything an observer was told until now. */
export interface Knowledge {
  /** All evidence delivered so far, each once. */
  readonly evidence: readonly Evidence[];
  /** All of our actions so far. */
  readonly sent: readonly SentAction[];
}

/** The physics that an observer may rely on. */
const NODE_CLOCK_ERROR = 15 * MINUTE;
/** An uncertain command leaves up to so much later. */
const UNCERTAIN_LEAVES_WITHIN = 60 * SECOND;
/** Time from sending to the start of the program. */
const TRAVEL = 10 * SECOND;
const MOST_HIDDEN = 3;

/**
 * All that the endpoint may be now, over every world that is consistent with what was delivered and needs the fewest things that
 * nobody saw. In a world each pair of answers happened in the order of their actions, where these were sent one well after
 * the other, else as at least one of the two clocks says; each unanswered command of ours did what it says, somewhere in its
 * time, or nothing.
 */
export function possibleNow(knowledge: Knowledge): Set<PossibleFirewall['kind']> {
  const worlds = worldsOf(knowledge);
  for (let hidden = 0; hidden <= MOST_HIDDEN; hidden++) {
    const found = search(worlds, hidden);
    if (found.size > 0) return found;
  }
  return new Set(['open', 'isolated', 'half']);
}

interface Worlds {
  readonly evidence: readonly Evidence[];
  readonly unanswered: readonly SentAction[];
  /** Reports that came before each report in every world, as bits. */
  readonly answersBefore: readonly number[];
  /** Reports before, and after, the run of each unanswered command in every world. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Unanswered commands that ran before each unanswered command, provided they ran. */
  readonly commandsBefore: readonly number[];
}

function worldsOf({ evidence, sent }: Knowledge): Worlds {
  const answered = new Set(evidence.flatMap(({ action }) => (action ? [action.n] : [])));
  const unanswered = sent.filter(({ n, sending }) => sending !== 'not_sent' && !answered.has(n));
  const actionOf = (one: Evidence) => sent.find(({ n }) => n === one.action?.n);
  const isFirstBySending = (a: Evidence, b: Evidence) => {
    const [first, second] = [actionOf(a), actionOf(b)];
    return first !== undefined && second !== undefined && ranBefore(first, second);
  };
  const isFirst = (a: Evidence, b: Evidence) =>
    isFirstBySending(a, b) ||
    (!isFirstBySending(b, a) && EVIDENCE_ORDERS.every((order) => compareEvidence(order)(a, b) < 0));
  const bits = <T>(items: readonly T[], belongs: (item: T) => boolean) =>
    items.reduce((mask, item, index) => (belongs(item) ? mask | (1 << index) : mask), 0);
  const byClocks = evidence.map((one) => bits(evidence, (other) => isFirst(other, one)));
  const ranAt = (one: Evidence) => runTimeOf(one, evidence, sent);
  return {
    evidence,
    unanswered,
    answersBefore: isCyclic(byClocks)
      ? evidence.map((one) => bits(evidence, (other) => isFirstBySending(other, one)))
      : byClocks,
    before: unanswered.map((command) =>
      bits(evidence, (one) => {
        const own = actionOf(one);
        return own ? ranBefore(own, command) : ranAt(one).latest < command.sent_at;
      })
    ),
    after: unanswered.map((command) =>
      bits(evidence, (one) => {
        const own = actionOf(one);
        return own
          ? ranBefore(command, own)
          : ranAt(one).earliest > command.sent_at + UNCERTAIN_LEAVES_WITHIN + TRAVEL;
      })
    ),
    commandsBefore: unanswered.map((command) =>
      bits(unanswered, (other) => other !== command && ranBefore(other, command))
    ),
  };
}

/** Both clocks are wrong about the same two answers: then neither can be trusted with any. */
function isCyclic(before: readonly number[]): boolean {
  let placed = 0;
  for (let found = true; found; ) {
    const next = before.findIndex((mask, i) => !(placed & (1 << i)) && (mask & ~placed) === 0);
    found = next >= 0;
    if (found) placed |= 1 << next;
  }
  return placed !== (1 << before.length) - 1;
}

/** Commands that the manager took at once run in the order of their sending; one that is uncertain may leave later. */
export function ranBefore(a: SentAction, b: SentAction): boolean {
  if (a.sending === 'dispatched') return a.n < b.n;
  return b.sent_at >= a.sent_at + UNCERTAIN_LEAVES_WITHIN + TRAVEL;
}

/** Range of times, by our clock, at which a report that names none of our actions was written, as far as both of its clocks allow. */
function runTimeOf(one: Evidence, all: readonly Evidence[], sent: readonly SentAction[]) {
  const offsets = all.flatMap(({ action, own_clock }) => {
    const sentAt = sent.find(({ n }) => n === action?.n)?.sent_at;
    return own_clock === undefined || sentAt === undefined ? [] : [own_clock - sentAt];
  });
  const byOwnClock =
    one.own_clock === undefined || offsets.length === 0
      ? -Infinity
      : one.own_clock - Math.max(...offsets);
  return {
    earliest: Math.min(byOwnClock, one.at - NODE_CLOCK_ERROR),
    // A line is never decoded before it was written.
    latest: one.at + NODE_CLOCK_ERROR,
  };
}

function search(worlds: Worlds, hiddenAllowed: number): Set<PossibleFirewall['kind']> {
  const { evidence, unanswered, answersBefore, before, after, commandsBefore } = worlds;
  const found = new Set<PossibleFirewall['kind']>();
  const visited = new Set<string>();
  const allAnswers = (1 << evidence.length) - 1;
  const allCommands = (1 << unanswered.length) - 1;

  const visit = (endpoint: PossibleEndpoint, answers: number, commands: number, hidden: number) => {
    const key = `${keyOf(endpoint)} ${answers} ${commands} ${hidden}`;
    if (visited.has(key)) return;
    visited.add(key);
    if (answers === allAnswers && commands === allCommands) found.add(endpoint.firewall.kind);
    evidence.forEach((one, index) => {
      const bit = 1 << index;
      const isReady = (answers & bit) === 0 && ((answersBefore[index] ?? 0) & ~answers) === 0;
      if (!isReady) return;
      for (const next of afterAnswer(endpoint, one)) visit(next, answers | bit, commands, hidden);
    });
    unanswered.forEach((command, index) => {
      const bit = 1 << index;
      if (commands & bit) return;
      visit(endpoint, answers, commands | bit, hidden);
      const isInTime =
        ((before[index] ?? 0) & ~answers) === 0 &&
        ((after[index] ?? 0) & answers) === 0 &&
        ((commandsBefore[index] ?? 0) & ~commands) === 0;
      if (!isInTime) return;
      const next = afterCommand(endpoint, command.verb, command.addresses);
      visit(next, answers, commands | bit, hidden);
    });
    if (hidden > 0 && answers !== allAnswers) {
      for (const next of afterHidden(endpoint)) visit(next, answers, commands, hidden - 1);
    }
  };
  visit(UNTOUCHED, 0, 0, hiddenAllowed);
  return found;
}

function keyOf({ firewall, backup }: PossibleEndpoint): string {
  const text = (one: PossibleFirewall) => `${one.kind}${one.least}-${one.most}`;
  return `${text(firewall)}/${backup ? text(backup) : ''}`;
}
