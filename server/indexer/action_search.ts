import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../common/action/action';
import { ATTENTION_STATUSES } from '../../common/action/attention';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { search } from './search';
import { withoutAgents } from './without_agents';

export interface AttentionPage {
  readonly hits: ReadonlyArray<{
    readonly action: ActionDocument;
    readonly place: readonly unknown[];
  }>;
  readonly total: number;
  readonly after?: readonly unknown[];
}

/** Searches among the actions in `<prefix>-actions`. Each sees what is a second old; nothing that is written relies on it. */
export class ActionSearch {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly reader: LedgerReader
  ) {}

  /** The newest actions of one kind on a manager whose endpoint reported success. */
  async newestConfirmed(
    manager: string,
    verb: ActionDocument['verb'],
    size: number
  ): Promise<ActionDocument[]> {
    const confirmed = [{ kind: 'action' }, { manager }, { verb }, { status: 'succeeded' }];
    const { hits } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size,
        track_total_hits: false,
        query: { bool: { filter: confirmed.map((term) => ({ term })) } },
        sort: [{ created_at: 'desc' }],
      },
    });
    return hits.flatMap(({ id, source }) => this.reader.read('action', id, source) ?? []);
  }

  /** Actions that may have an open follow-up, newest first. */
  async mayNeedAttention(query: {
    readonly manager: string;
    readonly size: number;
    readonly after?: readonly unknown[];
    readonly hidden?: readonly string[];
  }): Promise<AttentionPage> {
    const should = [
      { exists: { field: 'contact_lost_at' } },
      { terms: { status: ATTENTION_STATUSES } },
      { term: { 'reisolation.ended.as': 'not_started' } },
      { exists: { field: 'reisolates' } },
    ];
    const { hits, total } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size: query.size,
        track_total_hits: true,
        query: {
          bool: {
            filter: [{ term: { kind: 'action' } }, { term: { manager: query.manager } }],
            must_not: [
              { exists: { field: 'attention_closed.at' } },
              ...(withoutAgents('agent.id', query.hidden).must_not ?? []),
            ],
            should,
            minimum_should_match: 1,
          },
        },
        sort: [{ created_at: 'desc' }, { endpoint: 'asc' }, { n: 'desc' }],
        ...(query.after ? { search_after: query.after } : {}),
      },
    });
    const found = hits.flatMap(({ id, source, sort }) => {
      const action = this.reader.read('action', id, source);
      return action ? [{ action, place: sort }] : [];
    });
    const after = hits.length === query.size ? hits[hits.length - 1]?.sort : undefined;
    return { hits: found, total, ...(after ? { after } : {}) };
  }
}
