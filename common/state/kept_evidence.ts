import type { EndpointRecord } from './endpoint_record';
import type { Evidence } from './evidence';
import { compareText, stampBy } from './evidence';
import { looksDecisive } from '../program/outcome';
import { lineOf, withoutRepeats } from './repeated_report';

/** Number of the newest events kept in each order. The newest decisive one is kept however old. */
export const KEPT_EVENTS = 50;

interface Keeping {
  readonly kept: readonly Evidence[];
  /** Names of lines that are lost: nothing earlier is kept that says the same. */
  readonly forgets: readonly string[];
}

/**
 * Keeps of the newest by the manager's clock every report, and of the newest by the endpoint's own every line, as it was decoded first: so
 * a line that is sent again and again puts out no other, and whether it is a repeat does not depend on what came first. Of each name for
 * itself: however much another machine of the same id reports, none of this one's is forgotten for it.
 * @param evidence in the order of the manager's stamps
 */
export function keepEvidence(evidence: readonly Evidence[]): Keeping {
  if (evidence.length <= KEPT_EVENTS) return { kept: evidence, forgets: [] };
  const lines = withoutRepeats(evidence);
  const byEndpoint = [...lines].sort(compareLines);
  const wanted = new Set(
    Array.from(new Set(evidence.map(({ agent_name }) => agent_name))).flatMap((name) => {
      const isNamed = ({ agent_name }: Evidence) => agent_name === name;
      return [...wantedOf(evidence.filter(isNamed)), ...wantedOf(byEndpoint.filter(isNamed))];
    })
  );
  if (wanted.size === evidence.length) return { kept: evidence, forgets: [] };
  return {
    kept: evidence.filter((one) => wanted.has(one)),
    forgets: lines.filter((one) => !wanted.has(one)).map(({ agent_name }) => agent_name),
  };
}

/** Orders by the endpoint's own clock; ties by what it says, which is the same whenever it is sent again. */
function compareLines(a: Evidence, b: Evidence): number {
  return (
    stampBy('by_endpoint', a) - stampBy('by_endpoint', b) ||
    compareText(lineOf(a) ?? a.identity, lineOf(b) ?? b.identity)
  );
}

/**
 * Selects what is kept. This must not depend on the action of a report being known when it arrived: hence what looks decisive.
 * @param ordered in one of the orders, oldest first
 */
function wantedOf(ordered: readonly Evidence[]): Evidence[] {
  const newest = ordered.slice(-KEPT_EVENTS);
  const decisive = [...ordered].reverse().find(({ verb, outcome }) => looksDecisive(verb, outcome));
  return decisive ? [...newest, decisive] : newest;
}

/** Says that something was forgotten, and the names it bore, as far as they are known. */
export function forgottenOf(
  { forgotten, forgotten_names: known }: EndpointRecord,
  names: readonly string[]
): Pick<EndpointRecord, 'forgotten' | 'forgotten_names'> {
  if (names.length === 0 || (forgotten && known === undefined)) return { forgotten };
  const all = Array.from(new Set([...(known ?? []), ...names])).sort();
  return { forgotten: true, forgotten_names: all };
}
