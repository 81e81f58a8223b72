import type { ManagerPolicies } from '../../common/manager/rights';
import { MINUTE, SECOND } from '../../common/base/time';
import { Kept } from '../base/kept';
import type { ManagerSession } from '../manager/manager';
import type { Freshness } from './person';

/**
 * Age up to which what is known of a person's permissions serves a page that refreshes itself. Such a page asks again within 15 s, so it
 * shows nothing for more than 5 minutes after a permission was taken away.
 */
export const TIMER_SERVES = 5 * MINUTE - 15 * SECOND;

/** Ages up to which policies serve, ms. */
export const POLICIES_SERVE: Readonly<Record<Freshness, number>> = {
  doing: 10 * SECOND,
  showing: MINUTE,
  timer: TIMER_SERVES,
};
const MAX_KEPT = 2000;

interface ReadPolicies {
  readonly at: number;
  readonly policies: ManagerPolicies;
}

/** The processed policies of each person on each manager. */
export class PolicyKeeper {
  private readonly kept = new Kept<string, ReadPolicies>(MAX_KEPT);
  private readonly reading = new Map<string, Promise<ManagerPolicies>>();

  constructor(readonly now: () => number) {}

  /** @returns undefined if what was read last is too old */
  recent(key: string, freshness: Freshness): ManagerPolicies | undefined {
    const entry = this.kept.get(key);
    const isRecent = entry && this.now() - entry.at < POLICIES_SERVE[freshness];
    return isRecent ? entry?.policies : undefined;
  }

  /** Reads them anew. Whoever needs the same at the same time waits for the same answer. @throws ManagerError */
  read(key: string, open: () => Promise<ManagerSession>): Promise<ManagerPolicies> {
    const running = this.reading.get(key);
    if (running) return running;
    const reading = this.readNow(key, open).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  private async readNow(
    key: string,
    open: () => Promise<ManagerSession>
  ): Promise<ManagerPolicies> {
    // What is changed while they are read is read the next time.
    const at = this.now();
    const policies = await (await open()).policies();
    this.kept.set(key, { at, policies });
    return policies;
  }
}
