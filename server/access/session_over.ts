import { IndexerError } from '../indexer/indexer_error';
import { Refusal } from '../errors/refusal';

/**
 * A failure as a person. A session that has ended at the identity provider, while the dashboard still takes its cookie, shows only there:
 * the indexer no longer knows the person, which is no lack of rights, neither theirs nor the dashboard's.
 */
export function failedAsPerson(error: unknown): unknown {
  const isOver = error instanceof IndexerError && error.isNotAuthenticated;
  return isOver ? new Refusal('session_over') : error;
}
