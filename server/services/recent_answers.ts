/** Answers that are good for a while, one question at a time for each key. A question that failed is asked again at once. */
export class RecentAnswers<T> {
  private readonly answers = new Map<string, Answer<T>>();

  /** @param keptFor how long an answer is good from when it was asked for, ms */
  constructor(
    private readonly keptFor: (answer: T) => number,
    private readonly now: () => number
  ) {}

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key);
    if (known && this.now() < known.until) return known.answer;
    this.forgetOld();
    const askedAt = this.now();
    const entry: Answer<T> = { answer: ask(), until: Infinity };
    this.answers.set(key, entry);
    entry.answer.then(
      (answer) => {
        entry.until = askedAt + this.keptFor(answer);
      },
      () => {
        if (this.answers.get(key) === entry) this.answers.delete(key);
      }
    );
    return entry.answer;
  }

  private forgetOld(): void {
    for (const [key, { until }] of this.answers) {
      if (this.now() >= until) this.answers.delete(key);
    }
  }
}

interface Answer<T> {
  readonly answer: Promise<T>;
  /** Not yet over while the question is open. */
  until: number;
}
