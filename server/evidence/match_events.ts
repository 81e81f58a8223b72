import type { ActionDocument } from '../../common/action/action';
import type { KnownHost } from '../../common/attribution/attribution';
import { attributionTo } from '../../common/attribution/attribution';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { numberOf } from '../../common/ledger/former_endpoint';
import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { ProgramEvent } from '../../common/program/program_event';
import { agentOf } from '../../common/program/program_event';
import { addTo } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { evidenceOf } from '../../common/state/evidence';
import { hasSameStanding } from '../../common/state/fold';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';

interface MatchDependencies {
  readonly actions: Pick<ActionLedger, 'findByRef'>;
  /** Time the ledger keeps what is over, ms. Unlimited if undefined. */
  readonly retention: number | undefined;
  readonly now: () => number;
}

/** Meaning of one event for its endpoint. */
export interface Matched {
  readonly evidence: Evidence;
  readonly stored: StoredAction | undefined;
}

/** Returns the events that are evidence, by the endpoint of a configured manager that they are of. */
export function groupByEndpoint(
  events: readonly ProgramEvent[],
  hosts: readonly KnownHost[]
): Map<EndpointKey, ProgramEvent[]> {
  const groups = new Map<EndpointKey, ProgramEvent[]>();
  const managerOf = attributionTo(hosts);
  for (const event of events) {
    const agent = agentOf(event);
    const manager = agent && managerOf(event);
    if (!agent || !manager) continue;
    const key = endpointKeyOf(manager, agent);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}

/**
 * Finds the action that each event's ref names: by id among the actions that the projection knows and the newest ones, by search
 * only what is left, which is old, or somebody's invention.
 */
export async function matchEvents(
  byEndpoint: ReadonlyMap<EndpointKey, readonly ProgramEvent[]>,
  documents: ReadonlyMap<EndpointKey, EndpointDocument>,
  { actions, now }: MatchDependencies
): Promise<Map<EndpointKey, Matched[]>> {
  const seenAt = now();
  const found = await actions.findByRef(
    Array.from(byEndpoint).flatMap(([endpoint, events]) => {
      const refs = events.flatMap(({ ref, verb }) => (ref && verb !== 'probe' ? [ref] : []));
      const document = documents.get(endpoint);
      const { record, last_n: lastKnown = 0, former_endpoints: former = [] } = document ?? {};
      return [
        { endpoint, refs, known: record?.sent ?? [], lastKnown },
        // Sent before the manager had this name.
        ...former.map((one) => ({ endpoint: one, refs, known: [], lastKnown: 0 })),
      ];
    })
  );
  return new Map(
    Array.from(byEndpoint, ([endpoint, events]) => [
      endpoint,
      events.map((event) =>
        matchedOf(event, documents.get(endpoint) ?? { endpoint }, found, seenAt)
      ),
    ])
  );
}

/**
 * Drops events that are older than the ledger's retention and change no state. If alerts are kept longer than the ledger, the report of one
 * of our deleted actions would otherwise come back as done outside this plugin.
 */
export function withoutAged(
  matches: Map<EndpointKey, Matched[]>,
  documents: ReadonlyMap<EndpointKey, EndpointDocument>,
  { retention, now }: MatchDependencies
): Map<EndpointKey, Matched[]> {
  if (retention === undefined) return matches;
  const before = now() - retention;
  const isAged = ({ stored, evidence }: Matched) => !stored && evidence.at < before;
  return new Map(
    Array.from(matches, ([endpoint, matched]) => {
      const record = documents.get(endpoint)?.record;
      const aged = matched.filter(isAged).map(({ evidence }) => evidence);
      const isKept =
        !record || aged.length === 0 || !hasSameStanding(record, addTo(record, aged, []));
      if (isKept) return [endpoint, matched];
      return [endpoint, matched.filter((one) => !isAged(one))];
    })
  );
}

function matchedOf(
  event: ProgramEvent,
  document: Pick<EndpointDocument, 'endpoint' | 'former_endpoints'>,
  found: ReadonlyMap<string, StoredAction>,
  seenAt: number
): Matched {
  const keys = [document.endpoint, ...(document.former_endpoints ?? [])];
  const stored = keys.reduce<StoredAction | undefined>(
    (known, key) => known ?? (event.ref ? found.get(`${key}#${event.ref}`) : undefined),
    undefined
  );
  // A ref names an action of this endpoint and verb, or nothing: a copied one proves nothing.
  if (!stored || stored.action.verb !== event.verb) {
    return { evidence: evidenceOf(event, seenAt), stored: undefined };
  }
  const { sent_at, verb, lifeline } = stored.action;
  const n = numberOf(document, stored.action) ?? stored.action.n;
  const evidence = evidenceOf(event, seenAt, {
    n,
    ...(sent_at === undefined ? {} : { sent_at }),
    ...(verb === 'isolate' ? { addresses: lifeline.length } : {}),
  });
  return { evidence, stored };
}

/** Returns what no action of ours is known to have asked for. */
export function nobodysIn(matched: readonly Matched[]): Evidence[] {
  return matched.flatMap(({ stored, evidence }) => (stored ? [] : [evidence]));
}

export function actionsIn(matched: readonly Matched[]): ActionDocument[] {
  return matched.flatMap(({ stored }) => (stored ? [stored.action] : []));
}
