/** Answers that are kept for a while, one question at a time for each key. A question that failed is asked again at once. */
export class RecentAnswers<T> {
  private readonly answers = new Map<string, Answer<T>>();

  /** @param keptFor how long an answer is kept from when it was asked for, ms */
  constructor(
    private readonly keptFor: (answer: T) => number,
    private readonly now: () => number
  ) {}

  /** @param goodFor how old an answer may be for whoever asks now, ms; that it is kept is not enough for everybody */
  get(key: string, ask: () => Promise<T>, goodFor = this.keptFor): Promise<T> {
    const known = this.answers.get(key);
    if (known && this.isWithin(known, goodFor)) return known.promise;
    this.forgetOld();
    const entry: Answer<T> = { promise: ask(), askedAt: this.now() };
    this.answers.set(key, entry);
    entry.promise.then(
      (answer) => {
        entry.answer = { is: answer };
      },
      () => {
        if (this.answers.get(key) === entry) this.answers.delete(key);
      }
    );
    return entry.promise;
  }

  /** A question that is open is not asked twice. */
  private isWithin({ askedAt, answer }: Answer<T>, time: (answer: T) => number): boolean {
    return !answer || this.now() < askedAt + time(answer.is);
  }

  private forgetOld(): void {
    for (const [key, known] of this.answers) {
      if (!this.isWithin(known, this.keptFor)) this.answers.delete(key);
    }
  }
}

interface Answer<T> {
  readonly promise: Promise<T>;
  readonly askedAt: number;
  /** Absent while the question is open. */
  answer?: { readonly is: T };
}
