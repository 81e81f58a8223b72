import type { RequestedAction } from '../../common/action/requested_action';
import type { EligibilityReason } from '../../common/action/eligibility';
import { ELIGIBILITY_CODES } from '../../common/action/eligibility';
import { ACKNOWLEDGEMENTS } from '../../common/lifeline/lifeline';
import type { RightRefusal } from '../../common/manager/rights';
import { RIGHT_REFUSALS } from '../../common/manager/rights';
import type { ApiFailure } from '../api/api_failure';
import { eligibilitySentence } from './eligibility_words';
import { acknowledgementSentence } from './lifeline_words';
import { rightSentence } from './right_words';

/**
 * The single reasons behind a refusal of the API, one sentence each. What can't be read is left out.
 * @param verb what was asked for, where that is known
 */
export function refusalReasons({ attributes }: ApiFailure, verb?: RequestedAction): string[] {
  const all = [
    ...listIn(attributes.refusals),
    ...listIn(attributes.reasons),
    ...listIn(attributes.endpoints).flatMap((endpoint) => listIn(fieldOf(endpoint, 'reasons'))),
  ];
  const sentences = all.flatMap((reason) => sentenceOf(reason, verb) ?? []);
  return Array.from(new Set(sentences));
}

function sentenceOf(reason: unknown, verb: RequestedAction | undefined): string | undefined {
  const need = ACKNOWLEDGEMENTS.find((each) => each === reason);
  if (need) return acknowledgementSentence(need);
  if (isEligibilityReason(reason)) return eligibilitySentence(reason, verb);
  return isRightRefusal(reason) ? rightSentence(reason) : undefined;
}

function isEligibilityReason(value: unknown): value is EligibilityReason {
  const detail = fieldOf(value, 'detail');
  return (
    ELIGIBILITY_CODES.some((code) => code === fieldOf(value, 'code')) &&
    (detail === undefined || typeof detail === 'string')
  );
}

function isRightRefusal(value: unknown): value is RightRefusal {
  return (
    RIGHT_REFUSALS.some((code) => code === fieldOf(value, 'code')) &&
    listIn(fieldOf(value, 'needs')).every((need) => typeof need === 'string') &&
    Array.isArray(fieldOf(value, 'needs'))
  );
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
