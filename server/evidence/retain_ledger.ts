import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed } from '../../common/ledger/endpoint_document';
import { hasSameStanding } from '../../common/state/fold';
import { expendable, withoutDeleted } from '../../common/ledger/ledger_retention';
import type { RecordedDocument } from '../../common/ledger/recorded_document';
import type { AgedDocuments } from '../indexer/aged_documents';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { NumberLedger } from '../indexer/number_ledger';
import type { RecordedHistory } from '../indexer/recorded_history';

export interface LedgerRetention {
  readonly aged: AgedDocuments;
  readonly recorded: Pick<RecordedHistory, 'readAllOf'>;
  readonly endpoints: EndpointLedger;
  readonly numbers: Pick<NumberLedger, 'mark'>;
  /** Time for which what is over is kept, ms. */
  readonly keptFor: number;
  readonly now: () => number;
}

/** Number of documents deleted, of those before a time, ms. */
export interface Retained {
  readonly before: number;
  readonly recorded: number;
  readonly denied: number;
  readonly batches: number;
}

/**
 * Deletes what is older than the ledger is to keep, and on which no endpoint's state rests. Whatever ends it in the middle, the next
 * time goes on: the projection lets go of a document before that is deleted, and the newest number is marked before there is a gap below it.
 * Several processes may do so at once.
 * @throws IndexerError
 */
export async function retainLedger(retention: LedgerRetention): Promise<Retained> {
  const { aged, keptFor, now } = retention;
  const before = now() - keptFor;
  let recorded = 0;
  for (const name of await aged.findEndpoints(before)) {
    const parts = parseEndpointKey(name);
    if (!parts) continue;
    recorded += await retainOf(endpointKeyOf(parts.manager, parts.agent), before, retention);
  }
  const denied = await aged.removeDenied(before);
  const batches = await aged.removeBatches(before);
  return { before, recorded, denied, batches };
}

async function retainOf(
  key: EndpointKey,
  before: number,
  { aged, recorded, endpoints, numbers, now }: LedgerRetention
): Promise<number> {
  const documents = await recorded.readAllOf(key);
  if (!documents) return 0;
  const all = Array.from(documents.values());
  const dropped = new Set(expendable(all, before));
  const newest = newestWithGaps(all, dropped);
  if (newest > 0 && !(await numbers.mark(key, newest))) return 0;
  if (dropped.size === 0) return 0;
  let isSame = false;
  await endpoints.update(
    new Map([
      [
        key,
        (document: EndpointDocument) => {
          const becomes = without(document, Array.from(dropped), now());
          // It may know more than the documents do: what was reported and changed nothing then.
          isSame = hasSameStanding(document.record, becomes.record);
          return isSame ? becomes : document;
        },
      ],
    ])
  );
  if (!isSame) return 0;
  return aged.remove(new Map(Array.from(documents).filter(([, one]) => dropped.has(one))));
}

/** The newest number where some before it are deleted, now or earlier: by a version that marked nothing, or by hand. Else 0. */
function newestWithGaps(
  all: readonly RecordedDocument[],
  dropped: ReadonlySet<RecordedDocument>
): number {
  const left = all.filter((one) => one.kind === 'action' && !dropped.has(one)).length;
  const newest = Math.max(0, ...all.map(({ n }) => n));
  return left < newest ? newest : 0;
}

function without(
  document: EndpointDocument,
  dropped: readonly RecordedDocument[],
  now: number
): EndpointDocument {
  const record = withoutDeleted(document.record, dropped);
  const { evidence, sent } = document.record;
  const isAsBefore =
    record.evidence.length === evidence.length && record.sent.length === sent.length;
  return isAsBefore ? document : changed(document, { record }, now);
}
