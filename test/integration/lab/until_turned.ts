import type { LabClock } from '../../../lab/lab_clock';

/** Time that passes between two questions, ms: less than any request waits for its answer, so that none is cut. */
const STEP_MS = 4000;
/**
 * Real time between them, ms. Limits of requests pass with the lab's time: at ten times its speed the indexer of a busy machine still answers
 * within them.
 */
const PAUSE_MS = 400;

/**
 * Asks again and again while the lab's clock is turned forward, until the answer is what is waited for: what waits for minutes is over in
 * seconds.
 *
 * @param limitMs of the lab's time
 * @throws Error with the last answer after that
 */
export async function untilTurned<T>(
  time: LabClock,
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
  limitMs = 900_000
): Promise<T> {
  const giveUpAt = time.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (time.now() > giveUpAt) {
      const text = JSON.stringify(answer).slice(0, 500);
      throw new Error(`not so after ${limitMs} ms of the lab's time: ${text}`);
    }
    await time.turn(STEP_MS);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
