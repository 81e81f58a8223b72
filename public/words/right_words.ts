import type { RightRefusal } from '../../common/manager/rights';
import { rightSentences } from '../../common/refusal/right_sentences';
import { translated } from './translated';

/** Says why a person lacks a permission, in the words of Wazuh's own pages if they have some. */
export function rightSentence(refusal: RightRefusal): string {
  return translated(rightSentences(refusal));
}
