import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { ReadyReport } from '../../common/readiness/endpoint_readiness';
import type { CutOffRecord } from '../../common/state/isolated_as';
import { asInteger, asText, field } from '../../common/base/json_reading';
import type { ReportOwner } from '../../common/state/whose_report';
import type { StateFilter } from './endpoint_queries';
import { anyOf, endpointsOf, spellings, stateClauses } from './endpoint_queries';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import type { SearchRequest, SearchResult } from './search';
import { search } from './search';
import { withoutAgents } from './without_agents';

export interface PageRequest {
  readonly size: number;
  /** The `sort` of the last hit before. */
  readonly after?: readonly unknown[];
  /** Agents of which nothing is wanted. */
  readonly hidden?: readonly string[];
}

export interface EndpointPage {
  readonly documents: readonly EndpointDocument[];
  readonly total: number;
  readonly after?: readonly unknown[];
}

const MAX_CUT_OFF = 200;
/** Each is some hundred bytes. */
const READY_PAGE = 2000;

/** Searches among the endpoints in `<prefix>-endpoints`: lists, counts, and whom somebody has to keep an eye on. */
export class EndpointSearch {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly reader: LedgerReader,
    private readonly now: () => number
  ) {}

  /** The endpoints of a manager in certain states now, by agent id; pages by `after`, the `sort` of the last hit before. */
  async findByState(
    manager: string,
    wanted: StateFilter,
    page: PageRequest
  ): Promise<EndpointPage> {
    return this.page(
      {
        query: endpointsOf(manager, {
          bool: {
            filter: [anyOf(stateClauses(wanted, this.now()))],
            ...withoutAgents('agent_id', page.hidden),
          },
        }),
        sort: [{ agent_id: 'asc' }],
      },
      page
    );
  }

  /** The endpoints of a manager whose program has answered, newest answer first. */
  async findReady(manager: string, page: PageRequest): Promise<EndpointPage> {
    return this.page(
      {
        query: endpointsOf(manager, {
          bool: {
            filter: [{ exists: { field: 'ready_at' } }],
            ...withoutAgents('agent_id', page.hidden),
          },
        }),
        sort: [{ ready_at: 'desc' }, { agent_id: 'asc' }],
      },
      page
    );
  }

  /** The newest report of each endpoint of a manager by which its response path is known to work, by agent ID. */
  async readyReports(manager: string): Promise<Map<string, ReadyReport>> {
    const found = new Map<string, ReadyReport>();
    let after: readonly unknown[] | undefined;
    do {
      const { hits } = await search(this.client, {
        index: this.indices.endpoints,
        body: {
          size: READY_PAGE,
          track_total_hits: false,
          _source: ['agent_id', 'agent_name', 'ready_at'],
          query: endpointsOf(manager, { exists: { field: 'ready_at' } }),
          sort: [{ agent_id: 'asc' }],
          ...(after ? { search_after: after } : {}),
        },
      });
      for (const { source } of hits) {
        const id = asText(field(source, 'agent_id'));
        const readyAt = asInteger(field(source, 'ready_at'));
        if (id === undefined || readyAt === undefined) continue;
        const name = asText(field(source, 'agent_name')) ?? '';
        found.set(id, { agent_name: name, ready_at: readyAt });
      }
      after = hits.length === READY_PAGE ? hits[hits.length - 1]?.sort : undefined;
    } while (after);
    return found;
  }

  /** The search for the endpoints of every manager that somebody has to keep an eye on, those that changed last first. */
  attentionSearch(size: number): SearchRequest {
    const should = stateClauses('attention', this.now());
    return {
      index: this.indices.endpoints,
      body: {
        size,
        track_total_hits: false,
        query: {
          bool: { filter: [{ term: { kind: 'endpoint' } }], should, minimum_should_match: 1 },
        },
        sort: [{ updated_at: 'desc' }],
      },
    };
  }

  /** The endpoints of a manager that are isolated, or may be, under one of these names. At most 200. */
  async findCutOff(manager: string, names: readonly string[]): Promise<CutOffRecord[]> {
    if (names.length === 0) return [];
    const { hits } = await search(this.client, {
      index: this.indices.endpoints,
      body: {
        size: MAX_CUT_OFF,
        track_total_hits: false,
        _source: ['agent_id', 'agent_name', 'proof_at'],
        query: endpointsOf(
          manager,
          { terms: { agent_name: Array.from(new Set(names.flatMap(spellings))) } },
          anyOf(stateClauses('attention', this.now()))
        ),
      },
    });
    return hits.flatMap(({ source }) => {
      const agentId = asText(field(source, 'agent_id'));
      const name = asText(field(source, 'agent_name'));
      const proofAt = asInteger(field(source, 'proof_at'));
      return agentId === undefined || name === undefined
        ? []
        : [
            {
              agent_id: agentId,
              agent_name: name,
              ...(proofAt === undefined ? {} : { proof_at: proofAt }),
            },
          ];
    });
  }

  /** The endpoints, of every manager, that have reports which are not certainly theirs; those that were not written for longest first. */
  async findWithOthers(size: number): Promise<EndpointKey[]> {
    const { hits } = await search(this.client, {
      index: this.indices.endpoints,
      body: {
        size,
        track_total_hits: false,
        _source: false,
        query: {
          bool: {
            filter: [{ term: { kind: 'endpoint' } }, { exists: { field: 'report_owners' } }],
          },
        },
        sort: [{ updated_at: 'asc' }],
      },
    });
    return hits.flatMap(({ id }) => {
      const parts = parseEndpointKey(id);
      return parts ? [endpointKeyOf(parts.manager, parts.agent)] : [];
    });
  }

  /** The endpoints of a manager that have reports of this kind, those that changed last first. */
  async findReportedBy(manager: string, owner: ReportOwner, size: number): Promise<EndpointPage> {
    return this.page(
      {
        query: endpointsOf(manager, { term: { report_owners: owner } }),
        sort: [{ updated_at: 'desc' }, { agent_id: 'asc' }],
      },
      { size }
    );
  }

  /** The endpoints of a manager that are unknown, whatever becomes of open doubts, those that changed last first. */
  async findUnknown(manager: string, size: number): Promise<EndpointPage> {
    return this.page(
      {
        query: endpointsOf(manager, { term: { settled_status: 'unknown' } }),
        sort: [{ updated_at: 'desc' }, { agent_id: 'asc' }],
      },
      { size }
    );
  }

  documentsIn({ hits }: SearchResult): EndpointDocument[] {
    return hits.flatMap(({ id, source }) => this.reader.read('endpoint', id, source) ?? []);
  }

  private async page(body: object, page: PageRequest): Promise<EndpointPage> {
    const { hits, total } = await search(this.client, {
      index: this.indices.endpoints,
      body: {
        size: page.size,
        track_total_hits: true,
        ...body,
        ...(page.after ? { search_after: page.after } : {}),
      },
    });
    const documents = hits.flatMap(({ id, source }) => {
      const document = this.reader.read('endpoint', id, source);
      return document ? [document] : [];
    });
    const after = hits.length === page.size ? hits[hits.length - 1]?.sort : undefined;
    return { documents, total, ...(after ? { after } : {}) };
  }
}
