/** `npm run soak` sets it to `all`: property tests try all their inputs then, and the model explores all its situations. */
export const RUNS_VARIABLE = 'ISOLATION_RUNS';

/** True for `npm run soak`; false for each `npm test`, which tries a part and other inputs each time where a seed is not fixed. */
export const ARE_ALL_RUN = process.env[RUNS_VARIABLE] === 'all';

/** Number of parts of which `npm test` tries one. */
const PARTS = 5;

/**
 * Number of generated inputs that a property is tried with.
 *
 * @param all the number for `npm run soak`, of which `npm test` tries a fifth
 */
export function runs(all: number): number {
  return ARE_ALL_RUN ? all : Math.ceil(all / PARTS);
}
