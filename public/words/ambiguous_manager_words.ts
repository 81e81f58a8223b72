import { i18n } from '@osd/i18n';
import type { ApiFailure } from '../api/api_failure';
import { eligibilitySentence } from './eligibility_words';
import type { FailureWords } from './failure_words';

const AMBIGUOUS = 'manager_ambiguous';

/** Says that a manager can't be told from another one: nothing of it can be shown, whether or not somebody wanted to act. */
export const AMBIGUOUS_MANAGER_WORDS: FailureWords = {
  happened: eligibilitySentence({ code: AMBIGUOUS }, undefined),
  next: i18n.translate('endpointIsolation.failure.ambiguousManager.next', {
    defaultMessage: 'Readiness shows which names collide.',
  }),
};

/** True for a refusal of a whole request, a read or an action, because of the manager's name. */
export function isOfAmbiguousManager({ attributes }: Pick<ApiFailure, 'attributes'>): boolean {
  const { reasons } = attributes;
  return (
    Array.isArray(reasons) &&
    reasons.some((reason: { readonly code?: unknown } | null) => reason?.code === AMBIGUOUS)
  );
}
