import type { Address } from '../../common/address/address';
import { MINUTE } from '../../common/base/time';
import type { LifelineFactsReader, LifelineSubject } from './lifeline_facts';
import { RecentAnswers } from '../base/recent_answers';

const KEPT_FOR = MINUTE;

/** Addresses by which an endpoint reaches its manager, for local recovery. Kept a moment, because an open page asks every second. */
export class RecoveryAddresses {
  private readonly answers: RecentAnswers<readonly Address[]>;

  constructor(private readonly lifelines: Pick<LifelineFactsReader, 'trusted'>, now: () => number) {
    this.answers = new RecentAnswers(() => KEPT_FOR, now);
  }

  /** The endpoint itself is asked nothing. @throws IndexerError */
  of(subject: LifelineSubject): Promise<readonly Address[]> {
    return this.answers.get(subject.endpoint, async () => {
      const trusted = await this.lifelines.trusted(subject);
      return Array.from(new Set(trusted.map(({ address }) => address)));
    });
  }
}
