import type { Requirement } from '../../common/action/requirement';

/** Id of the element in which a requirement is met, so that a person can be led to it. */
export function requirementId(requirement: Requirement | 'addresses'): string {
  switch (requirement) {
    case 'addresses':
      return 'isolationAddresses';
    case 'reason':
      return 'isolationReason';
    case 'protected':
      return 'isolationTypedName';
    default:
      return `acknowledgement-${requirement}`;
  }
}
