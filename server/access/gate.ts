import type { Right } from '../../common/rights';
import type { Person } from '../services/person';
import { Refusal } from '../services/refusal';
import { rightSentence } from '../services/refusal_sentences';

/** The action a request is about to take, and its manager. */
export interface Intent {
  readonly hostId: string;
  readonly right: Right;
  /** Whom it acts on. Where it is there, a refusal is recorded: an attempt to act, and not only to look. */
  readonly agents?: readonly string[];
}

const DOING: Readonly<Record<Right, string>> = {
  view: 'view endpoints on this manager',
  isolate: 'isolate endpoints on this manager',
  release: 'release endpoints on this manager',
  probe: 'test endpoints on this manager',
  export: 'export the history of this manager',
};

/**
 * The one gate before each route's work: a person who has a right on no endpoint of a manager at all comes no further. Which endpoints
 * they have it on is decided for each by the use case.
 * @throws Refusal `not_permitted`, `host_unknown`
 */
export async function refuseUnlessGiven(
  { hostId, right, agents }: Intent,
  person: Person
): Promise<void> {
  const decision = await person.decide(hostId, right, undefined, agents ? 'fresh' : 'kept');
  if (decision.given) return;
  const { refusals } = decision;
  const why = refusals.map(rightSentence).join(' ');
  throw new Refusal('not_permitted', `You don't have permission to ${DOING[right]}. ${why}`, {
    refusals,
  });
}
