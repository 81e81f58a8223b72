import type { ManagerPolicies } from '../../common/rights';
import { MINUTE } from '../../common/time';
import type { ManagerSession } from '../manager/manager';

/** Time for which what was read serves a refresh by timer. Decisions read it again. */
const KEPT_FOR = 15 * MINUTE;
const MAX_KEPT = 2000;

interface Kept {
  readonly at: number;
  readonly policies: ManagerPolicies;
}

/** The processed policies of each person on each manager. */
export class PolicyKeeper {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly now: () => number) {}

  /** @throws ManagerError; what was kept before is forgotten then */
  async fresh(key: string, session: ManagerSession): Promise<ManagerPolicies> {
    this.kept.delete(key);
    const policies = await session.policies();
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    this.kept.set(key, { at: this.now(), policies });
    return policies;
  }

  /** @returns undefined if nothing was read recently */
  recent(key: string): ManagerPolicies | undefined {
    const entry = this.kept.get(key);
    return entry && this.now() - entry.at < KEPT_FOR ? entry.policies : undefined;
  }
}
