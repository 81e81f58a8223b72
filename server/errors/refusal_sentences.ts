import type { EligibilityReason } from '../../common/action/eligibility';
import type { RequestedAction } from '../../common/action/requested_action';
import type { Acknowledgement } from '../../common/lifeline/lifeline';
import type { RightRefusal } from '../../common/manager/rights';
import { acknowledgementSentence as acknowledgement } from '../../common/refusal/acknowledgement_sentences';
import { eligibilitySentences } from '../../common/refusal/eligibility_sentences';
import { rightSentences } from '../../common/refusal/right_sentences';
import { inEnglish } from '../../common/refusal/sentence';

/** Says what blocks an action, and the next step. The API says each sentence of `common/refusal` in English, the browser its translation. */
export function eligibilitySentence(
  reason: EligibilityReason,
  verb: RequestedAction | 'probe'
): string {
  return inEnglish(eligibilitySentences(reason, verb));
}

export function rightSentence(refusal: RightRefusal): string {
  return inEnglish(rightSentences(refusal));
}

export function acknowledgementSentence(need: Acknowledgement): string {
  return inEnglish([acknowledgement(need)]);
}

const MAX_NAMED = 3;

/** `001: … 002: … and 7 more.` */
export function sentencesOfEndpoints(
  endpoints: ReadonlyArray<{ readonly agent_id: string; readonly sentences: readonly string[] }>
): string {
  const named = endpoints
    .slice(0, MAX_NAMED)
    .map(({ agent_id, sentences }) => `${agent_id}: ${sentences.join(' ')}`);
  const others = endpoints.length - named.length;
  return [...named, ...(others > 0 ? [`And ${others} more.`] : [])].join(' ');
}
