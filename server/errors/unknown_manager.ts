import { Refusal } from './refusal';

/** Refuses a manager that can't be identified: no evidence could be matched to its endpoints. */
export function refuseUnknownManager(known: 'not_known' | 'ambiguous'): Refusal {
  return known === 'ambiguous'
    ? new Refusal(
        'not_eligible',
        "Two configured managers share a name, so reports can't be matched to either one. Give each cluster a unique name. Readiness shows which ones collide.",
        { reasons: [{ code: 'manager_ambiguous' }] }
      )
    : new Refusal(
        'manager_failed',
        "The manager can't be identified: it hasn't responded yet. Check that its API is reachable, then try again.",
        { reasons: [{ code: 'manager_not_known' }] }
      );
}
