import { Refusal } from './refusal';

/** Refuses a manager that can't be identified: no evidence could be matched to its endpoints. */
export function refuseUnknownManager(known: 'not_known' | 'ambiguous'): Refusal {
  return known === 'ambiguous'
    ? new Refusal('not_eligible', '', { reasons: [{ code: 'manager_ambiguous' }] })
    : new Refusal('manager_failed', '', { reasons: [{ code: 'manager_not_known' }] });
}
