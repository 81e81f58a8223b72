import type { Evidence } from './evidence';

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
