import type { ActionDocument } from '../action/action';
import { isPending } from '../action/action';
import { attentionOf, needsAttention } from '../action/attention';
import { canonicalJson } from '../base/canonical_json';
import type { EndpointRecord } from '../state/endpoint_record';
import { maxAddressesOf } from '../state/endpoint_record';
import type { StateStatus } from '../state/endpoint_state';
import { FEW_ADDRESSES } from '../state/evidence_walk';
import { settledStateOf, standingOf } from '../state/fold';
import type { ProbeDocument } from './probe_document';
import type { RecordedDocument } from './recorded_document';
import { readyAtOf, recordOf, reportedIn } from './recorded_document';

/**
 * Selects an endpoint's documents that may be deleted for their age: as many of the oldest as its state doesn't depend on. What stays tells
 * the same as all of them do: the same state, proof, doubts, cautions and backup, now and with whatever is reported next. Never the action
 * with the newest number, one that is not over or that left an open follow-up, the answer that is the newest by which its program is known
 * to work, or the isolation with the most allowed addresses, if later ones are read by it.
 *
 * @param documents all that the ledger has of one endpoint, in any order
 * @param before what was last written before this time, ms, is old
 */
export function expendable(
  documents: readonly RecordedDocument[],
  before: number
): readonly RecordedDocument[] {
  const standing = standingBy(documents);
  const { status } = settledStateOf(recordOf(documents));
  const newest = Math.max(0, ...documents.map(({ n }) => n));
  const widest = widestOf(documents);
  const candidates = documents
    .filter((one) => lastWrittenOf(one) < before && one !== widest && isOver(one, newest, status))
    .sort((a, b) => lastWrittenOf(b) - lastWrittenOf(a));
  // What the state rests on is most often the newest of them: so few more are kept, and twice as many, until it is the same.
  for (let kept = 0; kept < candidates.length; kept = Math.max(1, 2 * kept)) {
    const dropped = new Set(candidates.slice(kept));
    const rest = documents.filter((one) => !dropped.has(one));
    if (standingBy(rest) === standing) return Array.from(dropped);
  }
  return [];
}

function standingBy(documents: readonly RecordedDocument[]): string {
  return canonicalJson({
    record: standingOf(recordOf(documents)),
    ready_at: readyAtOf(documents),
  });
}

/** The newest of those with the most allowed addresses, if there are so many that it matters. */
function widestOf(documents: readonly RecordedDocument[]): RecordedDocument | undefined {
  let widest: RecordedDocument | undefined;
  let most = FEW_ADDRESSES;
  for (const one of documents) {
    const addresses = maxAddressesOf(recordOf([one]));
    if (addresses < most || addresses <= FEW_ADDRESSES) continue;
    const isNewer = widest === undefined || lastWrittenOf(one) > lastWrittenOf(widest);
    if (addresses === most && !isNewer) continue;
    most = addresses;
    widest = one;
  }
  return widest;
}

/** The record without what documents hold that are deleted. That it once knew more stays in it, as does the most addresses it saw. */
export function withoutDeleted(
  record: EndpointRecord,
  deleted: readonly RecordedDocument[]
): EndpointRecord {
  const identities = new Set(reportedIn(deleted).map(({ identity }) => identity));
  const numbers = new Set(deleted.flatMap((one) => (one.kind === 'action' ? [one.n] : [])));
  return {
    ...record,
    evidence: record.evidence.filter(({ identity }) => !identities.has(identity)),
    sent: record.sent.filter(({ n }) => !numbers.has(n)),
    max_addresses: maxAddressesOf(record),
  };
}

/** Time at which a document was last written, or its event reported, ms. */
export function lastWrittenOf(document: RecordedDocument): number {
  return document.kind === 'elsewhere' ? document.created_at : document.updated_at;
}

function isOver(document: RecordedDocument, newest: number, state: StateStatus): boolean {
  if (isNobodys(document)) return true;
  if (isPending(document.status)) return false;
  return document.kind === 'probe' || isActionOver(document, newest, state);
}

/** Reports and statements are over as soon as they are there. */
function isNobodys(
  document: RecordedDocument
): document is Exclude<RecordedDocument, ActionDocument | ProbeDocument> {
  return document.kind !== 'action' && document.kind !== 'probe';
}

function isActionOver(action: ActionDocument, newest: number, state: StateStatus): boolean {
  const { n, reisolation } = action;
  const isFollowed = reisolation !== undefined && reisolation.ended === undefined;
  return n < newest && !isFollowed && !needsAttention(attentionOf(action, state));
}
