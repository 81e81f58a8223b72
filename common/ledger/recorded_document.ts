import type { ActionDocument } from '../action/action';
import { sentActionOf } from '../action/action';
import type { ElsewhereDocument } from './elsewhere_document';
import type { EndpointRecord } from '../state/endpoint_record';
import { addTo, EMPTY_RECORD, withFoundOpen } from '../state/endpoint_record';
import type { Evidence } from '../state/evidence';
import { isReadyReport } from '../state/evidence';
import type { NotListedDocument } from './not_listed_document';
import { withNotListed } from './not_listed_document';
import type { ProbeDocument } from './probe_document';
import type { StatementDocument } from './statement_document';

/** Documents the state of an endpoint rests on: evidence by value, so it outlives the alerts, and what a person said. */
export type RecordedDocument =
  | ActionDocument
  | ElsewhereDocument
  | NotListedDocument
  | ProbeDocument
  | StatementDocument;

/** A record takes longer for each event that is added with others; in any split it becomes the same. */
const AT_ONCE = 200;

/** The record of an endpoint with what the ledger itself has of it; the same object where that is nothing new. */
export function withRecorded(
  record: EndpointRecord,
  documents: readonly RecordedDocument[]
): EndpointRecord {
  let joined = record;
  for (let at = 0; at < documents.length; at += AT_ONCE) {
    const some = documents.slice(at, at + AT_ONCE);
    const sent = some.flatMap((one) => (one.kind === 'action' ? sentActionOf(one) ?? [] : []));
    joined = addTo(joined, reportedIn(some), sent);
    const said = some.map((one) => (one.kind === 'statement' ? one.found_open_at : 0));
    joined = withFoundOpen(joined, Math.max(0, ...said));
    joined = some.reduce(
      (all, one) => (one.kind === 'not_listed' ? withNotListed(all, one) : all),
      joined
    );
  }
  return joined;
}

/** Builds an endpoint's record from these documents alone. */
export function recordOf(documents: readonly RecordedDocument[]): EndpointRecord {
  return withRecorded(EMPTY_RECORD, documents);
}

export function reportedIn(documents: readonly RecordedDocument[]): Evidence[] {
  return documents.flatMap((one) => (one.kind === 'statement' ? [] : one.evidence)).map(asReported);
}

/** Time of the newest report by which a program is known to work, ms; 0: none. */
export function readyAtOf(documents: readonly RecordedDocument[]): number {
  const ready = reportedIn(documents).filter(isReadyReport);
  const notListed = documents.map((one) =>
    one.kind === 'not_listed' ? one.not_listed.ready_at : 0
  );
  return Math.max(0, ...ready.map(({ at }) => at), ...notListed);
}

/** Removes the action that was only guessed because reference IDs were off: in a record an action is one that its ref names. */
function asReported(evidence: Evidence): Evidence {
  if (evidence.ref !== undefined || !evidence.action) return evidence;
  const reported = { ...evidence };
  Reflect.deleteProperty(reported, 'action');
  return reported;
}
