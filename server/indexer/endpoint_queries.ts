import type { StateStatus } from '../../common/state/fold';

export type StateFilter = StateStatus | 'attention' | 'waiting';

/** The query for a manager's projections that fulfil all of these. */
export function endpointsOf(manager: string, ...wanted: readonly object[]): object {
  return { bool: { filter: [{ term: { kind: 'endpoint' } }, { term: { manager } }, ...wanted] } };
}

export function anyOf(clauses: readonly object[]): object {
  return { bool: { should: clauses, minimum_should_match: 1 } };
}

/**
 * The states as queries. A wait that ended makes a state unknown without a write, so that the time is part of the question;
 * `attention` is whatever is isolated, unknown, or waited for.
 */
export function stateClauses(wanted: StateFilter, now: number): object[] {
  const isDoubtOver = { range: { first_wait_end: { lte: now, format: 'epoch_millis' } } };
  if (wanted === 'attention') {
    return [
      { terms: { settled_status: ['isolated', 'unknown'] } },
      { exists: { field: 'first_wait_end' } },
    ];
  }
  if (wanted === 'waiting') {
    return [{ range: { last_wait_end: { gt: now, format: 'epoch_millis' } } }];
  }
  const settled = { term: { settled_status: wanted } };
  return wanted === 'unknown'
    ? [settled, isDoubtOver]
    : [{ bool: { filter: [settled], must_not: [isDoubtOver] } }];
}

/** Windows tells names by any case; a keyword does not. */
export function spellings(name: string): string[] {
  return [name, name.toUpperCase(), name.toLowerCase()];
}
