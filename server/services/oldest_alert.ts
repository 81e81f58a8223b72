import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { MINUTE, parseTime } from '../../common/base/time';
import { search } from '../indexer/search';
import { RecentAnswers } from '../base/recent_answers';

/** Retention deletes alerts by the day. */
const KEPT_FOR = 10 * MINUTE;

/** Age of the oldest stored alert: before that, no isolation could be known. */
export class OldestAlert {
  private readonly answers: RecentAnswers<number | undefined>;

  constructor(
    private readonly client: OpenSearchClient,
    private readonly pattern: string,
    now: () => number
  ) {
    this.answers = new RecentAnswers(() => KEPT_FOR, now);
  }

  /** @returns its time, ms; undefined where there is no alert. @throws IndexerError */
  readTime(): Promise<number | undefined> {
    return this.answers.get(this.pattern, async () => {
      const { hits } = await search(this.client, {
        index: this.pattern,
        of: 'alerts',
        body: {
          size: 1,
          track_total_hits: false,
          query: { exists: { field: 'timestamp' } },
          sort: [{ timestamp: { order: 'asc', unmapped_type: 'date' } }],
          _source: ['timestamp'],
        },
      });
      return parseTime((hits[0]?.source as { timestamp?: unknown } | undefined)?.timestamp);
    });
  }
}
