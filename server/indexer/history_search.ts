import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../common/action/action';
import type { DeniedDocument } from '../../common/ledger/denied_document';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { HistoryQuery } from '../../common/api/history_query';
import type { NotListedDocument } from '../../common/ledger/not_listed_document';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import type { StatementDocument } from '../../common/ledger/statement_document';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import type { SearchRequest } from './search';
import { search } from './search';
import { withoutAgents } from './without_agents';

/** One page of what a query of the history finds on a manager. */
export interface HistoryPageRequest {
  /** Its own name, and former ones. */
  readonly managers: readonly string[];
  /** All keys of the endpoint that the query names, if it names one. */
  readonly endpoints?: readonly string[];
  readonly query: HistoryQuery;
  readonly size: number;
  readonly after?: readonly unknown[];
  /** Agents of which nothing is wanted. */
  readonly hidden?: readonly string[];
}

export type HistoryDocument =
  | ActionDocument
  | ElsewhereDocument
  | NotListedDocument
  | DeniedDocument
  | ProbeDocument
  | StatementDocument;

export interface HistoryHit {
  readonly id: string;
  readonly document: HistoryDocument;
  /** Place for `after` of the page that begins after it. */
  readonly place: readonly unknown[];
}

export interface HistoryPage {
  readonly hits: readonly HistoryHit[];
  readonly total: number;
  readonly after?: readonly unknown[];
}

const KINDS = ['action', 'elsewhere', 'not_listed', 'denied', 'probe', 'statement'] as const;

/** The search of the history: our actions, what was done outside this plugin and what was blocked, newest first. */
export class HistorySearch {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly reader: LedgerReader
  ) {}

  /** @throws IndexerError */
  async page(request: HistoryPageRequest): Promise<HistoryPage> {
    const { hits, total } = await search(this.client, historySearch(this.indices.actions, request));
    const found = hits.flatMap(({ id, source, sort }) => {
      const document = this.read(id, source);
      return document ? [{ id, document, place: sort }] : [];
    });
    const after = hits.length === request.size ? hits[hits.length - 1]?.sort : undefined;
    return { hits: found, total, ...(after ? { after } : {}) };
  }

  private read(id: string, source: unknown): HistoryDocument | undefined {
    for (const kind of KINDS) {
      const document = this.reader.read(kind, id, source);
      if (document) return document;
    }
    return undefined;
  }
}

/** The request for one page. */
export function historySearch(
  index: string,
  { managers, endpoints, query, size, after, hidden }: HistoryPageRequest
): SearchRequest {
  const { statuses, user } = query;
  const filter: object[] = [{ terms: { kind: KINDS } }, { terms: { manager: managers } }];
  if (endpoints) filter.push({ terms: { endpoint: endpoints } });
  if (statuses) filter.push({ terms: { status: statuses } });
  if (user !== undefined) filter.push({ term: { user } });
  return {
    index,
    body: {
      size,
      track_total_hits: true,
      query: { bool: { filter, ...withoutAgents('agent.id', hidden) } },
      sort: [{ created_at: 'desc' }, { endpoint: 'asc' }, { n: 'desc' }, { event: 'asc' }],
      ...(after ? { search_after: after } : {}),
    },
  };
}
