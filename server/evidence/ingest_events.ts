import type { ActionDocument } from '../../common/action/action';
import { sentActionOf } from '../../common/action/action';
import { settle } from '../../common/action/settlement';
import type { KnownHost } from '../../common/attribution/attribution';
import type { ProgramEvent } from '../../common/program/program_event';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { EndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed } from '../../common/ledger/endpoint_document';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { numberOf } from '../../common/ledger/former_endpoint';
import { betterReading, evidenceOf, isReadyReport, timeOf } from '../../common/state/evidence';
import { isOwn, judgedBy } from '../../common/state/own_evidence';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { probeIdOf, settleProbe } from '../../common/ledger/probe_document';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import type { ElsewhereLedger } from '../indexer/elsewhere_ledger';
import type { EndpointLedger, EndpointUpdate } from '../indexer/endpoint_ledger';
import type { ProbeLedger } from '../indexer/probe_ledger';
import { elsewhereDocument, newElsewhere } from './elsewhere_documents';
import type { Matched } from './match_events';
import { actionsIn, groupByEndpoint, matchEvents, nobodysIn, withoutAged } from './match_events';
import { settleWithoutRefs } from './settle_without_refs';
import { isNameAsked, whoseOf } from './whose_reports';

export interface IngestDependencies {
  readonly actions: ActionLedger;
  readonly elsewhere: Pick<ElsewhereLedger, 'record' | 'reread'>;
  readonly probes: ProbeLedger;
  readonly endpoints: EndpointLedger;
  readonly references: 'on' | 'off';
  /** Time the ledger keeps what is over, ms. Unlimited if undefined. */
  readonly retention: number | undefined;
  readonly now: () => number;
  readonly onSettled: (action: ActionDocument) => void;
  /** Reports of these endpoints are not certainly theirs. */
  readonly onUnowned: (endpoints: readonly EndpointKey[]) => void;
}

/**
 * Folds events into the ledger: settles the actions that they answer, copies what was done outside this plugin, and updates the endpoints'
 * projections. Safe to repeat with the same events, in any order, in any number of processes: every write either joins or is the same as
 * before.
 *
 * @param events any documents with our origin; those that are no evidence, or of no configured manager, change nothing
 * @returns the projections of the endpoints that were touched
 */
export async function ingestEvents(
  events: readonly ProgramEvent[],
  hosts: readonly KnownHost[],
  dependencies: IngestDependencies
): Promise<Map<EndpointKey, EndpointDocument>> {
  const byEndpoint = groupByEndpoint(events, hosts);
  if (byEndpoint.size === 0) return new Map();
  const { elsewhere, endpoints, now } = dependencies;
  const before = await endpoints.readMany(Array.from(byEndpoint.keys()));
  const probed = await settleProbes(byEndpoint, dependencies);
  const matches = withoutAged(
    await matchEvents(byEndpoint, before, dependencies),
    before,
    dependencies
  );
  // Before the projection: a crash in between leaves the event new to its endpoint, so that it is taken again.
  await elsewhere.record(elsewhereOf(matches, before, probed, { ...dependencies, hosts }));
  await elsewhere.reread(rereadOf(matches, before));
  const settled = await settleActions(matches, dependencies);
  const updates = new Map<EndpointKey, EndpointUpdate>();
  for (const [key, matched] of matches)
    updates.set(key, (document) => folded(document, matched, { settled, hosts, probed }, now()));
  const after = await endpoints.update(updates);
  const unowned = Array.from(matches).flatMap(([key, matched]) =>
    isNameAsked(nobodysIn(matched), before.get(key)?.record, after.get(key)?.record) ? [key] : []
  );
  if (unowned.length > 0) dependencies.onUnowned(unowned);
  if (dependencies.references === 'off') {
    const unowned = new Map(Array.from(matches, ([key, matched]) => [key, nobodysIn(matched)]));
    await settleWithoutRefs(after, unowned, dependencies);
  }
  return after;
}

/**
 * A probe is found by its ref alone, which is in its id: what somebody makes up costs no search.
 * @returns identities of the events that answer probes of ours
 */
async function settleProbes(
  byEndpoint: ReadonlyMap<EndpointKey, readonly ProgramEvent[]>,
  { probes, now }: IngestDependencies
): Promise<ReadonlySet<string>> {
  const answers = new Map<string, Evidence[]>();
  for (const [endpoint, events] of byEndpoint) {
    for (const event of events) {
      if (event.verb !== 'probe' || !event.ref) continue;
      const id = probeIdOf({ endpoint, ref: event.ref });
      answers.set(id, [...(answers.get(id) ?? []), evidenceOf(event, now())]);
    }
  }
  const ours = await probes.readById(Array.from(answers.keys()));
  const settled = Array.from(ours.keys(), (id) => ({ id, evidence: answers.get(id) ?? [] }));
  await probes.updateAll(
    settled.map(({ id, evidence }) => ({
      id,
      step: (probe: ProbeDocument) =>
        evidence.reduce((current, one) => settleProbe(current, one, now()), probe),
    }))
  );
  return new Set(settled.flatMap(({ evidence }) => evidence.map(({ identity }) => identity)));
}

/** @returns the actions that the events answer, by id, as they stand in the ledger now */
async function settleActions(
  matches: ReadonlyMap<EndpointKey, readonly Matched[]>,
  { actions, now, onSettled }: IngestDependencies
): Promise<ReadonlyMap<string, ActionDocument>> {
  const byAction = new Map<string, { stored: StoredAction; evidence: Evidence[] }>();
  for (const { stored, evidence } of Array.from(matches.values()).flat()) {
    if (!stored) continue;
    const known = byAction.get(stored.id);
    if (known) known.evidence.push(evidence);
    else byAction.set(stored.id, { stored, evidence: [evidence] });
  }
  const { written, unchanged, failure } = await actions.updateMany(
    Array.from(byAction.values(), ({ stored, evidence }) => ({
      stored,
      step: (action: ActionDocument) =>
        evidence.reduce((current, one) => settle(current, one, now()), action),
    }))
  );
  for (const { id, action } of written) {
    if (action.outcome && !byAction.get(id)?.stored.action.outcome) onSettled(action);
  }
  if (failure) throw failure;
  return new Map([...unchanged, ...written].map(({ id, action }) => [id, action]));
}

/** Everything the events of a batch are folded with. */
interface FoldedWith {
  /**
   * Actions as the ledger has them. What they say about the sending is never taken back: an action that was read while it was being sent
   * may be dispatched by now.
   */
  readonly settled: ReadonlyMap<string, ActionDocument>;
  readonly hosts: readonly KnownHost[];
  /** Identities of the events that answer probes of ours. */
  readonly probed: ReadonlySet<string>;
}

function folded(
  document: EndpointDocument,
  matched: readonly Matched[],
  { settled, hosts, probed }: FoldedWith,
  now: number
): EndpointDocument {
  const sent = matched.flatMap(({ stored }) => {
    const action = stored && settled.get(stored.id);
    const known = action && sentActionOf(action);
    const n = action && numberOf(document, action);
    return known && n !== undefined ? [{ ...known, n }] : [];
  });
  const whose = whoseOf(document.endpoint, document.record, actionsIn(matched), hosts);
  const evidence = matched.map((one) => one.evidence);
  const record = judgedBy(addTo(document.record, evidence, sent), whose);
  const own = evidence.filter(
    (one) => probed.has(one.identity) || isOwn({ ...record, whose }, one)
  );
  const newest = own.reduce<Evidence | undefined>(
    (last, one) => (last && timeOf(last) >= timeOf(one) ? last : one),
    undefined
  );
  return changed(
    document,
    {
      record,
      last_n: Math.max(0, ...sent.map(({ n }) => n)),
      ready_at: Math.max(0, ...own.filter(isReadyReport).map(({ at }) => at)),
      ...(newest && isNewestOf(document, newest) ? { agent_name: newest.agent_name } : {}),
    },
    now
  );
}

function isNewestOf({ record }: EndpointDocument, evidence: Evidence): boolean {
  return record.evidence.every((one) => timeOf(one) <= timeOf(evidence) || !isOwn(record, one));
}

/** Returns what the history has as outside this plugin, and what is read now as something better than then. */
function rereadOf(
  matches: ReadonlyMap<EndpointKey, readonly Matched[]>,
  documents: ReadonlyMap<EndpointKey, EndpointDocument>
): ElsewhereDocument[] {
  return Array.from(matches).flatMap(([endpoint, matched]) => {
    const record = documents.get(endpoint)?.record ?? EMPTY_RECORD;
    const known = new Map(record.evidence.map((one) => [one.identity, one]));
    return nobodysIn(matched).flatMap((evidence) => {
      const before = known.get(evidence.identity);
      const becomes = before && betterReading(before, evidence);
      const isSame = !before || before.action || becomes?.outcome.result === before.outcome.result;
      return isSame ? [] : elsewhereDocument(endpoint, evidence, record);
    });
  });
}

/** Returns what no action of ours requested, and what the projection doesn't have yet. */
function elsewhereOf(
  matches: ReadonlyMap<EndpointKey, readonly Matched[]>,
  documents: ReadonlyMap<EndpointKey, EndpointDocument>,
  probed: ReadonlySet<string>,
  {
    hosts,
    references,
  }: Pick<IngestDependencies, 'references'> & { readonly hosts: readonly KnownHost[] }
): ElsewhereDocument[] {
  return Array.from(matches).flatMap(([endpoint, matched]) => {
    const record = documents.get(endpoint)?.record ?? EMPTY_RECORD;
    const whose = whoseOf(endpoint, record, actionsIn(matched), hosts);
    return newElsewhere(record, nobodysIn(matched), whose, references)
      .filter(({ identity }) => !probed.has(identity))
      .flatMap((evidence) => elsewhereDocument(endpoint, evidence, { whose }));
  });
}
