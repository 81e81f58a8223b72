/** Timers that all end together. */
export class Timers {
  private readonly pending = new Set<NodeJS.Timeout>();
  private isStopped = false;

  /** Does nothing where the timers were stopped before. */
  after(ms: number, run: () => void): NodeJS.Timeout | undefined {
    if (this.isStopped) return undefined;
    const timer = setTimeout(() => {
      this.pending.delete(timer);
      run();
    }, ms);
    this.pending.add(timer);
    return timer;
  }

  /** Never settles where the timers are stopped before. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  cancel(timer: NodeJS.Timeout | undefined): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    this.pending.delete(timer);
  }

  stop(): void {
    this.isStopped = true;
    this.pending.forEach((timer) => clearTimeout(timer));
    this.pending.clear();
  }
}
