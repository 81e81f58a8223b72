import type { EligibilityReason } from '../../common/action/eligibility';
import type { RequestedAction } from '../../common/action/requested_action';
import { eligibilitySentences } from '../../common/refusal/eligibility_sentences';
import { translated } from './translated';

/**
 * Says why an action isn't available on an endpoint, and what to do instead.
 * @param verb what was asked for: a way around an isolation is no way around a release
 */
export function eligibilitySentence(
  reason: EligibilityReason,
  verb: RequestedAction | 'probe' | undefined
): string {
  return translated(eligibilitySentences(reason, verb));
}
