/**
 * Factor by which pages run slower than this computer, from `CHROMIUM_SLOWDOWN`; 1 if it isn't set. With 6 a fast machine shows what
 * happens on a slow one.
 */
export const SLOWDOWN = slowdownIn(process.env.CHROMIUM_SLOWDOWN);

/** A test ends earlier whenever what it waits for comes. Only a test that fails takes this long. ms */
export const WAIT_MS = 20_000 * Math.max(1, SLOWDOWN / 2);

/** Timeout of one test, which waits for several things in turn, ms. */
export const TEST_MS = 6 * WAIT_MS;

/** Timeout for what a file starts before its tests: a build of the host's modules, OpenSearch, a lab, ms. */
export const START_MS = 300_000;

/** @throws Error where the text is no number of at least 1 */
export function slowdownIn(text: string | undefined): number {
  const times = text === undefined || text === '' ? 1 : Number(text);
  if (!(times >= 1)) throw new Error('CHROMIUM_SLOWDOWN must be a number of at least 1.');
  return times;
}
