import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import type { Evidence } from '../../common/state/evidence';
import { compareEvidence, EVIDENCE_ORDERS, timeOf } from '../../common/state/evidence';
import type { SentAction } from '../../common/state/endpoint_record';
import type { PossibleEndpoint, PossibleFirewall } from './possible_endpoints';
import { afterAnswer, afterCommand, afterHidden, UNTOUCHED } from './possible_endpoints';

/** Everything an observer was told until now. */
export interface Knowledge {
  /** All evidence delivered so far, each once. */
  readonly evidence: readonly Evidence[];
  /** All of our actions so far. */
  readonly sent: readonly SentAction[];
  /** Time at which somebody last found the endpoint open, our clock, ms. */
  readonly foundOpen: number | undefined;
}

/** The physics that an observer may rely on. */
const NODE_CLOCK_ERROR = 15 * MINUTE;
/** An uncertain command leaves up to so much later: it may be sent after 15 s, and stay in the manager for 60 s more. */
const UNCERTAIN_LEAVES_WITHIN = 75 * SECOND;
/** Two of our processes may be so far apart. */
const CLOCKS_APART = 40 * SECOND;
/** A line of an endpoint that is reached is decoded within so much. */
const PROMPT = 15 * MINUTE;
/** No clock that shows the time of its zone is further from ours. */
const FURTHEST_AHEAD = 15 * HOUR;
const FURTHEST_BEHIND = 12 * HOUR;
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

/** Something known to have been at some time: an answer of the endpoint, or that somebody found it open, ms. */
type Fact = Evidence | number;

interface Worlds {
  readonly facts: readonly Fact[];
  readonly unanswered: readonly SentAction[];
  /** Facts that came before each fact in every world, as bits. */
  readonly factsBefore: readonly number[];
  /** Facts before, and after, the run of each unanswered command in every world. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Unanswered commands that ran before each unanswered command, provided they ran. */
  readonly commandsBefore: readonly number[];
}

function worldsOf({ evidence, sent, foundOpen }: Knowledge): Worlds {
  const facts: readonly Fact[] = foundOpen === undefined ? evidence : [...evidence, foundOpen];
  const answered = new Set(evidence.flatMap(({ action }) => (action ? [action.n] : [])));
  const unanswered = sent.filter(({ n, sending }) => sending !== 'not_sent' && !answered.has(n));
  const actionOf = (one: Evidence) => sent.find(({ n }) => n === one.action?.n);
  const ranAt = (one: Evidence) => runTimeOf(one, evidence, sent);
  const isFirstBySending = (a: Fact, b: Fact) => {
    if (typeof a === 'number' || typeof b === 'number') return false;
    const [first, second] = [actionOf(a), actionOf(b)];
    return first !== undefined && second !== undefined && ranBefore(first, second);
  };
  const isFirst = (a: Fact, b: Fact): boolean => {
    if (typeof a === 'number') return typeof b !== 'number' && isAfterLooking(b, a);
    if (typeof b === 'number') return timeOf(a) + NODE_CLOCK_ERROR < b;
    if (isFirstBySending(a, b)) return true;
    if (isFirstBySending(b, a)) return false;
    return EVIDENCE_ORDERS.every((order) => compareEvidence(order)(a, b) < 0) && !mayBeTurned(a, b);
  };
  /** Found open at that time, and then this answer was given, as far as its clocks, or the sending of its action, allow. */
  const isAfterLooking = (one: Evidence, at: number) => {
    const own = actionOf(one);
    if (own) return own.sent_at >= at;
    const { byOwnClock } = ranAt(one);
    return timeOf(one) >= at && (byOwnClock === undefined || byOwnClock >= at);
  };
  /** Both clocks say a then b; but one was late, and the endpoint's own clock may have been set back between them. */
  const mayBeTurned = (a: Evidence, b: Evidence) => {
    const [first, second] = [actionOf(a), actionOf(b)];
    const byOwnClock = ranAt(b).byOwnClock;
    if (first && !second) return byOwnClock !== undefined && byOwnClock < first.sent_at;
    return !first && second !== undefined && second.sent_at + PROMPT < timeOf(a);
  };
  const bits = <T>(items: readonly T[], belongs: (item: T) => boolean) =>
    items.reduce((mask, item, index) => (belongs(item) ? mask | (1 << index) : mask), 0);
  const byClocks = facts.map((one) => bits(facts, (other) => isFirst(other, one)));
  return {
    facts,
    unanswered,
    factsBefore: isCyclic(byClocks)
      ? facts.map((one) => bits(facts, (other) => isFirstBySending(other, one)))
      : byClocks,
    before: unanswered.map((command) =>
      bits(facts, (one) => {
        if (typeof one === 'number') return command.sent_at >= one + CLOCKS_APART;
        const own = actionOf(one);
        return own ? ranBefore(own, command) : ranAt(one).latest < command.sent_at;
      })
    ),
    after: unanswered.map((command) =>
      bits(facts, (one) => {
        const over = command.sent_at + UNCERTAIN_LEAVES_WITHIN + CLOCKS_APART;
        if (typeof one === 'number') return one > over;
        const own = actionOf(one);
        return own ? ranBefore(command, own) : ranAt(one).earliest > over;
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
  if (a.n >= b.n) return false;
  return (
    a.sending === 'dispatched' || b.sent_at > a.sent_at + UNCERTAIN_LEAVES_WITHIN + CLOCKS_APART
  );
}

/** Range of times, by our clock, at which a report that names none of our actions was written, as far as both of its clocks allow. */
function runTimeOf(one: Evidence, all: readonly Evidence[], sent: readonly SentAction[]) {
  const offsets = all.flatMap(({ action, own_clock }) => {
    const sentAt = sent.find(({ n }) => n === action?.n)?.sent_at;
    return own_clock === undefined || sentAt === undefined ? [] : [own_clock - sentAt];
  });
  const byOwnClock = writtenByOwnClock(one, offsets);
  // A clock that is known to be wrong says nothing; when the report was seen says that it was written before.
  const isAhead = one.seen_at !== undefined && one.at - one.seen_at > NODE_CLOCK_ERROR;
  return {
    byOwnClock,
    earliest: Math.min(byOwnClock ?? -Infinity, isAhead ? -Infinity : one.at - NODE_CLOCK_ERROR),
    // A line is never decoded before it was written.
    latest: timeOf(one) + NODE_CLOCK_ERROR,
  };
}

/** Returns when it was written by the clock as it was seen; where it never was, by any time zone, if the line is old in each. */
function writtenByOwnClock(one: Evidence, offsets: readonly number[]): number | undefined {
  if (one.own_clock === undefined) return undefined;
  if (offsets.length > 0) return one.own_clock - Math.max(...offsets);
  return isOldInEachZone(one) ? one.own_clock - FURTHEST_AHEAD : undefined;
}

export function isOldInEachZone(one: Evidence): boolean {
  return one.own_clock !== undefined && timeOf(one) - one.own_clock > FURTHEST_BEHIND + PROMPT;
}

function search(worlds: Worlds, hiddenAllowed: number): Set<PossibleFirewall['kind']> {
  const { facts, unanswered, factsBefore, before, after, commandsBefore } = worlds;
  const found = new Set<PossibleFirewall['kind']>();
  const visited = new Set<string>();
  const allFacts = (1 << facts.length) - 1;
  const allCommands = (1 << unanswered.length) - 1;

  const visit = (endpoint: PossibleEndpoint, seen: number, commands: number, hidden: number) => {
    const key = `${keyOf(endpoint)} ${seen} ${commands} ${hidden}`;
    if (visited.has(key)) return;
    visited.add(key);
    if (seen === allFacts && commands === allCommands) found.add(endpoint.firewall.kind);
    facts.forEach((one, index) => {
      const bit = 1 << index;
      const isReady = (seen & bit) === 0 && ((factsBefore[index] ?? 0) & ~seen) === 0;
      if (!isReady) return;
      for (const next of afterFact(endpoint, one)) visit(next, seen | bit, commands, hidden);
    });
    unanswered.forEach((command, index) => {
      const bit = 1 << index;
      if (commands & bit) return;
      visit(endpoint, seen, commands | bit, hidden);
      const isInTime =
        ((before[index] ?? 0) & ~seen) === 0 &&
        ((after[index] ?? 0) & seen) === 0 &&
        ((commandsBefore[index] ?? 0) & ~commands) === 0;
      if (!isInTime) return;
      const next = afterCommand(endpoint, command.verb, command.addresses);
      visit(next, seen, commands | bit, hidden);
    });
    if (hidden > 0 && seen !== allFacts) {
      for (const next of afterHidden(endpoint)) visit(next, seen, commands, hidden - 1);
    }
  };
  visit(UNTOUCHED, 0, 0, hiddenAllowed);
  return found;
}

function afterFact(endpoint: PossibleEndpoint, fact: Fact): PossibleEndpoint[] {
  if (typeof fact !== 'number') return afterAnswer(endpoint, fact);
  return endpoint.firewall.kind === 'open' ? [endpoint] : [];
}

function keyOf({ firewall, backup }: PossibleEndpoint): string {
  const text = (one: PossibleFirewall) => `${one.kind}${one.least}-${one.most}`;
  return `${text(firewall)}/${backup ? text(backup) : ''}`;
}
