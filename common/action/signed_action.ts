import type { ActionDocument } from './action';
import { canonicalJson } from '../base/canonical_json';

/** The fields that may change while an action waits, or come later. Everything else is signed, fields that a later version adds as well. */
const NOT_SIGNED: readonly string[] = [
  'schema_version',
  'updated_at',
  'mark',
  'worker',
  'send_before',
  'sent_at',
  'waits_until',
  'evidence',
  'signature',
];

/**
 * Text over which a waiting action is signed: which command, to whom, for whom, until when, and each of its steps. A queue that any process
 * works would else be a command interface for whoever can write the ledger's index.
 * @param id where it stands: a copy under another number is another text
 */
export function signedTextOf(id: string, action: ActionDocument): string {
  const signed = Object.entries(action).filter(([name]) => !NOT_SIGNED.includes(name));
  return canonicalJson(['action', id, Object.fromEntries(signed)]);
}

/**
 * True if a document was written as often as it has steps. One that was set back to an earlier state has the signature of that state, and
 * was written more often.
 * @param writes times that the indexer counts for it; undefined: not known
 */
export function isWrittenByItsSteps(
  { timeline }: Pick<ActionDocument, 'timeline'>,
  writes: number | undefined
): boolean {
  return writes === timeline.length;
}
