/** Requests of all users together in a fixed window: the one that opens a window is not counted (measured: 302 is the first refused). */
export class RateLimit {
  private openedAt = -Infinity;
  private counted = 0;

  constructor(private readonly clock: () => number, private readonly perMinute: number) {}

  /** Counts a request and tells whether it is one too many. */
  isReachedBy(): boolean {
    const now = this.clock();
    if (now - this.openedAt > 60_000) {
      this.openedAt = now;
      this.counted = 0;
    } else {
      this.counted += 1;
    }
    return this.counted > this.perMinute;
  }
}

/** Failed logins that an address may have before it is blocked, and for how long after the first of them. */
const allowedFailures = 50;
const blockMs = 300_000;

/** Blocks an address for 300 s from its first failed login once there were 50; tokens go on working. */
export class LoginBlock {
  private readonly failures = new Map<string, { count: number; firstAt: number }>();

  constructor(private readonly clock: () => number) {}

  isBlocked(address: string): boolean {
    const failures = this.failures.get(address);
    if (failures === undefined) return false;
    if (this.clock() - failures.firstAt >= blockMs) {
      this.failures.delete(address);
      return false;
    }
    return failures.count >= allowedFailures;
  }

  countFailure(address: string): void {
    const { count, firstAt } = this.failures.get(address) ?? { count: 0, firstAt: this.clock() };
    this.failures.set(address, { count: count + 1, firstAt });
  }
}
