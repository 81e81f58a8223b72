import type { Right } from '../../common/manager/rights';
import type { Opened, Person } from './person';
import { freshnessOf } from './person';
import { rightsRefusal } from '../errors/rights_refusal';

/** The action a request is about to take, and its manager. */
export interface Intent {
  readonly hostId: string;
  readonly right: Right;
  /** Whom it acts on. Where it is there, a refusal is recorded: an attempt to act, and not only to look. */
  readonly agents?: readonly string[];
  /** A page that refreshes itself asks: what the last reading allowed is allowed, and nothing is read for it. */
  readonly opened?: Opened;
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
 * @throws Refusal `not_permitted`, `rights_unread`, `host_unknown`
 */
export async function refuseUnlessGiven(
  { hostId, right, agents, opened }: Intent,
  person: Person
): Promise<void> {
  const isDone = agents !== undefined || right === 'export';
  const freshness = isDone ? 'doing' : freshnessOf(opened);
  const decision = await person.decide(hostId, right, undefined, freshness);
  if (decision.given) return;
  throw rightsRefusal(decision.refusals, `You need permission to ${DOING[right]}.`);
}
