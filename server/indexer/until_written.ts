/** Tries of a conditional write before giving up: each failed one means that somebody else's succeeded. */
const MOST_TRIES = 10;

/**
 * Repeats conditional writes that lost against others, each time on what stands there then.
 * @param attempt writes what is open, and returns what lost
 * @returns what lost each time; empty where all was written, or needed no write
 */
export async function untilWritten<T>(
  wanted: readonly T[],
  attempt: (open: readonly T[]) => Promise<readonly T[]>
): Promise<readonly T[]> {
  let open = wanted;
  for (let tries = 0; open.length > 0 && tries < MOST_TRIES; tries++) open = await attempt(open);
  return open;
}
