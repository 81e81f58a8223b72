import type { ActionDocument } from '../../common/action/action';
import { MINUTE, SECOND } from '../../common/base/time';
import type { ActionSearch } from '../indexer/action_search';
import { RecentAnswers } from '../base/recent_answers';

/** It changes with the load of manager and indexer, not from second to second. */
const KEPT_FOR = 5 * MINUTE;
/** Each confirmed action may be the one that was missing, until enough are known. */
const TOO_FEW_KEPT_FOR = 30 * SECOND;
const COUNTED = 20;
/** Fewer say nothing about what is usual. */
const LEAST = 3;

/** Time that reports usually take on a manager, from the newest actions that were confirmed there. */
export class UsualWait {
  private readonly answers: RecentAnswers<number | undefined>;

  constructor(private readonly actions: Pick<ActionSearch, 'newestConfirmed'>, now: () => number) {
    this.answers = new RecentAnswers(
      (wait) => (wait === undefined ? TOO_FEW_KEPT_FOR : KEPT_FOR),
      now
    );
  }

  /** @returns the median, ms; undefined where too few are known. @throws IndexerError */
  of(manager: string, verb: ActionDocument['verb']): Promise<number | undefined> {
    return this.answers.get(JSON.stringify([manager, verb]), async () => {
      const newest = await this.actions.newestConfirmed(manager, verb, COUNTED);
      const waits = newest.flatMap((action) => waitOf(action) ?? []).sort((a, b) => a - b);
      return waits.length < LEAST ? undefined : waits[Math.floor(waits.length / 2)];
    });
  }
}

function waitOf({ sent_at: sentAt, timeline }: ActionDocument): number | undefined {
  const confirmed = timeline.find(({ status }) => status === 'succeeded');
  return sentAt === undefined || !confirmed ? undefined : Math.max(0, confirmed.at - sentAt);
}
