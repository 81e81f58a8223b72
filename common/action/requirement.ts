import type { Acknowledgement } from '../lifeline/lifeline';

/** Requirements that a person meets before an action is sent. */
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

interface Answers {
  /** Risks that were selected. */
  readonly given: readonly Acknowledgement[];
  readonly typedName: string;
  /** Name of the endpoint. */
  readonly name: string;
}

/** Acknowledgements that are needed and were given. A protected endpoint is acknowledged by typing its name alone. */
export function acknowledged(
  needs: readonly Acknowledgement[],
  { given, typedName, name }: Answers
): Acknowledgement[] {
  return needs.filter((need) =>
    need === 'protected' ? typedName.trim() === name : given.includes(need)
  );
}

const LOCK_OUT_RISKS: readonly Acknowledgement[] = [
  'trusted_left_out',
  'no_trusted_address',
  'reported_not_covered',
  'no_way_back',
];

/** Risks after which the endpoint may only be recoverable locally, so the last step asks once more. */
export function lockOutRisks(needs: readonly Acknowledgement[]): Acknowledgement[] {
  return needs.filter((need) => LOCK_OUT_RISKS.includes(need));
}
