import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { Evidence } from '../../common/state/evidence';
import { changesNothing } from '../../common/program/outcome';
import { lineOf } from '../../common/state/repeated_report';
import { sha256 } from '../base/sha256';

/**
 * Returns what tells a report that was copied into the ledger from every other. One that can change no state is in no record, by which a line that
 * is sent again would be known: it goes by its line, and any other by the identity of its alert.
 */
export function elsewhereEventOf(evidence: Evidence): string {
  return hashOf(lineAlone(evidence) ?? evidence.identity);
}

/** Returns the same as versions before wrote it: by the identity of its alert, whatever it was. */
export function eventByIdentity({ identity }: Evidence): string {
  return hashOf(identity);
}

/** The line of a report that is in no record. Undefined if it is, or has no clock. */
export function lineAlone(evidence: Evidence): string | undefined {
  return changesNothing(evidence.verb, evidence.outcome) ? lineOf(evidence) : undefined;
}

export function elsewhereIdOf({
  endpoint,
  event,
}: Pick<ElsewhereDocument, 'endpoint' | 'event'>): string {
  return `${endpoint}:e:${event}`;
}

function hashOf(text: string): string {
  return sha256(text).slice(0, 32);
}
