import type { PaceLedger } from './pace_document';
import { HostPace } from './pace_host';
import type { PaceCall, PaceClass } from './pace_shares';

/** The person who makes a call, and its purpose. */
export interface PaceCaller {
  readonly as: PaceClass;
  /** Absent: the dashboard itself. */
  readonly person?: string;
}

/** Books the calls of one caller to one host. */
export interface CallBook {
  /** @returns undefined where the call may be made, and is booked; otherwise when it can be tried again, ms */
  take(call: PaceCall): Promise<number | undefined>;
  /** The manager refused a call because of its limit. */
  refused(): void;
}

export interface PaceDependencies {
  /** The manager's limit of requests in 60 s. */
  readonly limit: number;
  readonly now: () => number;
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * Books every call to every manager, logins included, so that neither one person nor background work takes the manager's requests from
 * whoever isolates. Several processes share one budget through the ledger; where it can't be read each goes on with its own count.
 */
export class Pace {
  private readonly hosts = new Map<string, HostPace>();
  private ledger: PaceLedger | undefined;

  constructor(private readonly dependencies: PaceDependencies) {}

  /** Shares the budget with other processes from now on. */
  shareBy(ledger: PaceLedger): void {
    this.ledger = ledger;
  }

  bookOf(hostId: string, caller: PaceCaller): CallBook {
    return {
      take: (call) => this.of(hostId).take(caller, call),
      refused: () => this.of(hostId).refused(),
    };
  }

  private of(hostId: string): HostPace {
    const known = this.hosts.get(hostId);
    if (known) return known;
    const { limit, now, wait = waitFor } = this.dependencies;
    const host = new HostPace({ hostId, limit, now, wait, ledger: () => this.ledger });
    this.hosts.set(hostId, host);
    return host;
  }
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
