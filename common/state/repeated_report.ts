import type { Evidence } from './evidence';
import { compareStamps } from './evidence';

/**
 * Key of what a line of an endpoint's log said, and when by its own clock. Undefined if the line has no clock. An agent can send its log
 * from the beginning again: each line then becomes another alert, with another id and a new time. What another machine of the same id says
 * in the same second is another line.
 */
export function lineOf(evidence: Evidence): string | undefined {
  const { agent_name, place, own_clock, verb, ref, user, text, whole_hash } = evidence;
  return own_clock === undefined
    ? undefined
    : JSON.stringify([
        ...[agent_name, place ?? '', own_clock, verb, ref ?? ''],
        whole_hash ?? [user, text],
      ]);
}

/**
 * Each line once, as the first of those that have it: the others repeat it, and say nothing new. The same array where nothing is repeated.
 * @param ordered what is first of two that say the same is the one that stays
 */
export function withoutRepeats(ordered: readonly Evidence[]): readonly Evidence[] {
  const shared = sharedClocks(ordered);
  if (shared.size === 0) return ordered;
  const known = new Set<string>();
  const firsts = ordered.filter((evidence) => {
    const line = shared.has(evidence.own_clock) ? lineOf(evidence) : undefined;
    if (line === undefined) return true;
    const isFirst = !known.has(line);
    known.add(line);
    return isFirst;
  });
  return firsts.length === ordered.length ? ordered : firsts;
}

/**
 * Events that say something new: none that repeats a line which is known under another identity, and each line once, as the first of those
 * that have it.
 */
export function newLines(
  events: readonly Evidence[],
  known: readonly Evidence[]
): readonly Evidence[] {
  const identities = new Set(known.map(({ identity }) => identity));
  const lines = new Set(known.flatMap((evidence) => lineOf(evidence) ?? []));
  const oldestFirst = [...events].sort(compareStamps('by_manager'));
  const isNew = new Set(
    oldestFirst.filter((evidence) => {
      const line = lineOf(evidence);
      if (line === undefined || identities.has(evidence.identity)) return true;
      const isFirst = !lines.has(line);
      lines.add(line);
      return isFirst;
    })
  );
  return events.filter((evidence) => isNew.has(evidence));
}

/** The own clocks that more than one has: only among these can anything be repeated. */
function sharedClocks(list: readonly Evidence[]): Set<number | undefined> {
  const clocks = new Set<number | undefined>();
  const shared = new Set<number | undefined>();
  for (const { own_clock } of list) {
    if (clocks.has(own_clock)) shared.add(own_clock);
    clocks.add(own_clock);
  }
  return shared;
}
