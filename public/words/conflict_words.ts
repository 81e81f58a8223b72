import type { Conflict } from '../../common/action/conflict';
import { conflictSentence as sentenceOf } from '../../common/refusal/conflict_sentences';
import { translated } from './translated';

/**
 * Says what another action means for the one being prepared.
 * @param clock how a time of day is written
 */
export function conflictSentence(conflict: Conflict, clock: (at: number) => string): string {
  return translated([sentenceOf(conflict, clock)]);
}
