/** Lets one piece of work run at a time. Whoever would wait too long for the others does without. */
export class OneAtATime {
  private isRunning = false;
  private readonly waiting: Array<() => void> = [];

  /** @returns undefined where the turn did not come within the limit, ms: then the work was not begun */
  async within<T>(limitMs: number, work: () => Promise<T>): Promise<T | undefined> {
    if (this.isRunning && !(await this.turnWithin(limitMs))) return undefined;
    this.isRunning = true;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed on, so that nobody who comes now slips in between.
      if (next) next();
      else this.isRunning = false;
    }
  }

  private turnWithin(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const take = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(take), 1);
        resolve(false);
      }, limitMs);
      this.waiting.push(take);
    });
  }
}
