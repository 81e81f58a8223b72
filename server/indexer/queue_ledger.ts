import type { QueueDocument } from '../../common/action/queue_lease';
import { NOBODY_WORKS } from '../../common/action/queue_lease';
import { asInteger, asObject, asText, field } from '../../common/base/json_reading';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { DocumentStore } from './document_store';
import type { LedgerIndices } from './ledger_indices';

/** Keeps who works on what waits for each manager, in `<prefix>-endpoints`. */
export class QueueLedger {
  constructor(
    private readonly indices: Pick<LedgerIndices, 'endpoints'>,
    private readonly store: DocumentStore,
    private readonly now: () => number
  ) {}

  /** @throws IndexerError */
  async read(hostIds: readonly string[]): Promise<ReadonlyMap<string, QueueDocument>> {
    const found = await this.store.readMany(hostIds.map((hostId) => this.placeOf(hostId)));
    return new Map(
      hostIds.map((hostId) => [hostId, queueIn(found.get(this.placeOf(hostId).id)?.source)])
    );
  }

  /**
   * Writes a change of the document.
   * @returns what stands there now; undefined where somebody else wrote meanwhile, and nothing was written
   * @throws IndexerError
   */
  async update(
    hostId: string,
    change: (before: QueueDocument) => QueueDocument
  ): Promise<QueueDocument | undefined> {
    const place = this.placeOf(hostId);
    const stored = (await this.store.readMany([place])).get(place.id);
    const queue = change(queueIn(stored?.source));
    const written = await this.store.write({
      ...place,
      document: {
        schema_version: SCHEMA_VERSION,
        kind: 'queue',
        host_id: hostId,
        queue,
        updated_at: this.now(),
      },
      condition: stored ? stored.version : 'create',
    });
    if (written.result === 'failed') throw written.error;
    return written.result === 'written' ? queue : undefined;
  }

  private placeOf(hostId: string) {
    return { index: this.indices.endpoints, id: `queue:${hostId}` };
  }
}

function queueIn(source: unknown): QueueDocument {
  const queue = field(source, 'queue');
  const holder = asText(field(queue, 'holder'));
  const beats = Object.entries(asObject(field(queue, 'beats')) ?? {}).flatMap(([process, beat]) => {
    const number = asInteger(beat);
    return number === undefined ? [] : [[process, number] as const];
  });
  return {
    ...NOBODY_WORKS,
    ...(holder === undefined ? {} : { holder }),
    beats: Object.fromEntries(beats),
  };
}
