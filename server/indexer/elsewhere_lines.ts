import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import { betterReading } from '../../common/state/evidence';
import { lineOf } from '../../common/state/repeated_report';
import type { DocumentStore } from './document_store';
import { elsewhereIdOf, eventByIdentity } from './elsewhere_ids';
import type { LedgerIndices } from './ledger_indices';
import type { LedgerReader } from './ledger_reader';
import { search } from './search';

const MOST_LINES = 1000;

/** Tells which reports outside this plugin the ledger has already, by what they say and not by their alert. */
export class ElsewhereLines {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: Pick<LedgerIndices, 'actions'>,
    private readonly store: DocumentStore,
    private readonly reader: LedgerReader
  ) {}

  /** Reads reports that were copied before as they are read now: a word that is configured later changes history and state alike. */
  async reread(documents: readonly ElsewhereDocument[]): Promise<void> {
    for (const document of documents) {
      const place = { index: this.indices.actions, id: elsewhereIdOf(document) };
      const stored = (await this.store.readMany([place])).get(place.id);
      const found = stored && this.reader.read('elsewhere', place.id, stored.source);
      const [known] = found?.evidence ?? [];
      const [now] = document.evidence;
      if (!stored || !found || !known || !now) continue;
      const better = betterReading(known, now);
      if (better === known) continue;
      // Where another process came first, it read the same.
      const { result, ...rest } = await this.store.write({
        ...place,
        document: { ...found, evidence: [better] },
        condition: stored.version,
      });
      if (result === 'failed' && 'error' in rest) throw rest.error;
    }
  }

  /**
   * Omits lines that the ledger has already and that are sent again: those of a readiness test or a refusal, which are in no record, and
   * those that a record has forgotten.
   */
  async withoutKnown(
    documents: readonly ElsewhereDocument[]
  ): Promise<readonly ElsewhereDocument[]> {
    const keyed = documents.flatMap((document) => {
      const [evidence] = document.evidence;
      const line = evidence && lineOf(evidence);
      if (!evidence || line === undefined) return [];
      const { endpoint } = document;
      const ids = [document.event, eventByIdentity(evidence)].map((event) =>
        elsewhereIdOf({ endpoint, event })
      );
      return [{ document, ids, line: `${endpoint} ${line}` }];
    });
    if (keyed.length === 0) return documents;
    const stored = await this.store.readMany(
      keyed.flatMap(({ ids }) => ids).map((id) => ({ index: this.indices.actions, id }))
    );
    const isThere = ({ ids }: { readonly ids: readonly string[] }) =>
      ids.some((id) => stored.has(id));
    const unknown = keyed.filter((one) => !isThere(one));
    const lines = unknown.length > 0 ? await this.linesOf(unknown.map((one) => one.document)) : [];
    const known = new Set([
      ...keyed.filter(isThere).map(({ document }) => document),
      ...unknown.filter(({ line }) => lines.includes(line)).map(({ document }) => document),
    ]);
    return documents.filter((document) => !known.has(document));
  }

  /** Reads the lines of the newest reports of these endpoints under these users. */
  private async linesOf(documents: readonly ElsewhereDocument[]): Promise<string[]> {
    const endpoints = Array.from(new Set(documents.map(({ endpoint }) => endpoint)));
    const verbs = Array.from(new Set(documents.map(({ verb }) => verb)));
    const users = Array.from(new Set(documents.map(({ user }) => user)));
    const filter = [
      { term: { kind: 'elsewhere' } },
      { terms: { endpoint: endpoints } },
      { terms: { verb: verbs } },
      { terms: { user: users } },
    ];
    const { hits } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size: MOST_LINES,
        track_total_hits: false,
        query: { bool: { filter } },
        sort: [{ created_at: 'desc' }],
      },
    });
    return hits.flatMap(({ id, source }) => {
      const found = this.reader.read('elsewhere', id, source);
      const [evidence] = found?.evidence ?? [];
      const line = evidence && lineOf(evidence);
      return found && line !== undefined ? [`${found.endpoint} ${line}`] : [];
    });
  }
}
