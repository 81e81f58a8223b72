import type { Acknowledgement } from '../../common/lifeline/lifeline';

/** Requirements of a form before an action is sent. */
export type Requirement = 'reason' | Acknowledgement;

export interface GivenSoFar {
  readonly reason: string;
  readonly needs: readonly Acknowledgement[];
  readonly confirmed: readonly Acknowledgement[];
}

/** The first requirement that isn't met, in the order in which the form shows them: the name of a protected endpoint is typed last. */
export function firstMissing({ reason, needs, confirmed }: GivenSoFar): Requirement | undefined {
  if (reason.trim() === '') return 'reason';
  const open = needs.filter((need) => !confirmed.includes(need));
  return open.find((need) => need !== 'protected') ?? open[0];
}

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
