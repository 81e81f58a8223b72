/** Lets at most so many pieces of work run at once; the others wait in the order they came. */
export class Turns {
  private running = 0;
  private readonly waiting: Array<() => void> = [];

  constructor(private readonly most: number) {}

  /** True if whoever comes now has to wait. */
  get isBusy(): boolean {
    return this.running >= this.most;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.isBusy) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    return this.run(work);
  }

  /** @returns undefined where the turn did not come within the limit, ms: then the work was not begun */
  async within<T>(limitMs: number, work: () => Promise<T>): Promise<T | undefined> {
    if (!this.isBusy) this.running += 1;
    else if (!(await this.turnWithin(limitMs))) return undefined;
    return this.run(work);
  }

  private async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed on, so that nobody who comes now slips in between.
      if (next) next();
      else this.running -= 1;
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

/** Turns of each host by itself. */
export class TurnsByHost {
  private readonly hosts = new Map<string, Turns>();

  constructor(private readonly most: number) {}

  of(hostId: string): Turns {
    const turns = this.hosts.get(hostId) ?? new Turns(this.most);
    this.hosts.set(hostId, turns);
    return turns;
  }
}
