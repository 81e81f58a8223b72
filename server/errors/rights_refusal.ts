import type { RightRefusal } from '../../common/manager/rights';
import { areUnread } from '../../common/manager/rights';
import { unreadSentences } from '../../common/refusal/right_sentences';
import { inEnglish } from '../../common/refusal/sentence';
import { Refusal } from './refusal';
import { rightSentence } from './refusal_sentences';

/**
 * Refuses for want of a right. One that couldn't be read is no right that is missing: that is a failure, and says nothing of the person.
 * @param lacking sentence for somebody who lacks the right
 */
export function rightsRefusal(
  refusals: readonly RightRefusal[],
  lacking: string,
  attributes: Readonly<Record<string, unknown>> = { refusals }
): Refusal {
  const together = (sentence: (refusal: RightRefusal) => string) =>
    Array.from(new Set(refusals.map(sentence))).join(' ');
  return areUnread(refusals)
    ? new Refusal(
        'rights_unread',
        together((one) => inEnglish(unreadSentences(one))),
        attributes
      )
    : new Refusal('not_permitted', `${lacking} ${together(rightSentence)}`.trim(), attributes);
}
