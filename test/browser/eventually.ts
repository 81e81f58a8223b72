import { WAIT_MS } from './patience';

/** Pause between two readings, ms. */
const PAUSE_MS = 30;

/**
 * Reads a value again and again until the expectation holds for it, so that a test waits for the very thing that it is about.
 *
 * @param expectation throws where the value is not as it should be, as jest's `expect` does
 * @param withinMs until it gives up
 * @returns the value for which it holds
 * @throws what the expectation threw for the last value
 */
export async function eventually<T>(
  read: () => T | Promise<T>,
  expectation: (value: T) => void,
  withinMs = WAIT_MS
): Promise<T> {
  const ends = Date.now() + withinMs;
  for (;;) {
    const value = await read();
    try {
      expectation(value);
      return value;
    } catch (unmet) {
      if (Date.now() > ends) throw unmet;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
