/**
 * Asks again and again until the answer is what is waited for.
 *
 * @throws Error with the last answer after `limitMs`
 */
export async function until<T>(
  ask: () => Promise<T>,
  isSo: (answer: T) => boolean,
  limitMs = 20_000
): Promise<T> {
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (Date.now() > giveUpAt) {
      throw new Error(`not so after ${limitMs} ms: ${JSON.stringify(answer).slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
