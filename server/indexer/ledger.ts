import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { ActionLedger } from './action_ledger';
import { ActionSearch } from './action_search';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { AgedDocuments } from './aged_documents';
import { CursorKey } from './cursor_key';
import { DenialLedger } from './denial_ledger';
import { DocumentStore } from './document_store';
import { ElsewhereLedger } from './elsewhere_ledger';
import { ElsewhereLines } from './elsewhere_lines';
import { EndpointLedger } from './endpoint_ledger';
import { EndpointSearch } from './endpoint_search';
import { AlertReadMark } from './alert_read_mark';
import { HistorySearch } from './history_search';
import { IdentityLedger } from './identity_ledger';
import { KeptDocuments } from './kept_documents';
import type { LedgerIndices } from './ledger_indices';
import { ensureLedgerIndices } from './ledger_indices';
import type { PaceLedger } from '../pace/pace_document';
import { NumberLedger } from './number_ledger';
import { IndexedPaceLedger } from './pace_ledger';
import { ProbeLedger } from './probe_ledger';
import { RecordedHistory } from './recorded_history';
import { ShardWatch } from './shard_watch';
import { StatementLedger } from './statement_ledger';
import { QueueLedger } from './queue_ledger';
import { TakeoverLedger } from './takeover_ledger';
import type { UnreadableDocument } from './ledger_reader';
import { LedgerReader } from './ledger_reader';

/** Time for which indices that existed are assumed to still exist. */
const CHECKED_FOR = 60 * 1000;

/** Our two indices, as the dashboard's own user. */
export class Ledger {
  readonly actions: ActionLedger;
  readonly actionSearch: ActionSearch;
  readonly elsewhere: ElsewhereLedger;
  readonly endpoints: EndpointLedger;
  readonly endpointSearch: EndpointSearch;
  readonly identities: IdentityLedger;
  readonly readMark: AlertReadMark;
  readonly listing: HistorySearch;
  readonly recorded: RecordedHistory;
  readonly aged: AgedDocuments;
  readonly denials: DenialLedger;
  readonly probes: ProbeLedger;
  readonly numbers: NumberLedger;
  readonly shards: ShardWatch;
  readonly statements: StatementLedger;
  readonly takeovers: TakeoverLedger;
  readonly pace: PaceLedger;
  readonly queue: QueueLedger;
  readonly cursorKey: CursorKey;
  private readonly reader: LedgerReader;
  private readonly store: DocumentStore;
  private checkedAt = -Infinity;
  private checking: Promise<void> | undefined;

  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly now: () => number,
    onUnreadable: (document: UnreadableDocument) => void
  ) {
    const store = new DocumentStore(client, () => this.ensure());
    this.store = store;
    const reader = new LedgerReader(now, onUnreadable);
    this.shards = new ShardWatch(now);
    this.reader = reader;
    this.readMark = new AlertReadMark(indices, store);
    const kept = new KeptDocuments(store, this.readMark.place);
    this.actions = new ActionLedger(client, indices, store, kept, reader);
    this.actionSearch = new ActionSearch(client, indices, reader);
    this.elsewhere = new ElsewhereLedger(
      indices,
      store,
      reader,
      new ElsewhereLines(client, indices, store, reader),
      now
    );
    this.listing = new HistorySearch(client, indices, reader);
    this.endpoints = new EndpointLedger(client, indices, store, kept, reader, now);
    this.endpointSearch = new EndpointSearch(client, indices, reader, now);
    this.identities = new IdentityLedger(client, indices, store, now);
    this.recorded = new RecordedHistory(client, indices, reader);
    this.aged = new AgedDocuments(client, indices, store, reader, this.recorded);
    this.probes = new ProbeLedger(client, indices, store, reader);
    this.cursorKey = new CursorKey(indices, store, now);
    this.queue = new QueueLedger(indices, store, now);
    this.pace = new IndexedPaceLedger(indices, store, now);
    this.takeovers = new TakeoverLedger(client, indices, store, reader);
    this.statements = new StatementLedger(client, indices, store, reader);
    this.denials = new DenialLedger(indices, store, reader);
    this.numbers = new NumberLedger(client, indices, store, reader, now, this.shards);
  }

  /** Makes sure that both indices are there with our mappings. Every write asks for it. @throws IndexerError */
  async ensure(): Promise<void> {
    if (this.now() - this.checkedAt < CHECKED_FOR) return;
    this.checking =
      this.checking ??
      ensureLedgerIndices(this.client, this.indices)
        .then(() => {
          this.checkedAt = this.now();
        })
        .finally(() => {
          this.checking = undefined;
        });
    await this.checking;
  }

  /** Writes something that nobody reads. @throws IndexerError */
  async tryWrite(): Promise<void> {
    const kind = 'write_check';
    await this.store.replace({ index: this.indices.endpoints, id: kind }, () => ({
      schema_version: SCHEMA_VERSION,
      kind,
      updated_at: this.now(),
    }));
  }

  /** Documents that could not be read within the last hour. */
  listUnreadable(): UnreadableDocument[] {
    return this.reader.listUnreadable();
  }
}
