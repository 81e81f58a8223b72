import type { BackupState } from '../program/backup_state';
import { canonicalJson } from '../base/canonical_json';
import { forgottenDoubts, isWithoutEffect, openDoubts } from './doubt';
import type { EndpointRecord, SentAction } from './endpoint_record';
import { isUnanswered, maxAddressesOf } from './endpoint_record';
import type {
  EndpointState,
  Proof,
  StateCaution,
  StateStatus,
  UnknownReason,
  Waiting,
} from './endpoint_state';
import { isOpen } from './endpoint_state';
import type { Evidence } from './evidence';
import { isDecisiveEvidence } from './evidence';
import { ordersOf } from './evidence_order';
import { foundOpenOf } from './found_open';
import type { Walk, WalkFacts } from './evidence_walk';
import { FEW_ADDRESSES, walk } from './evidence_walk';
import type { NonEmptyArray } from '../base/non_empty_array';
import { undecidedIn, withoutOthers } from './own_evidence';
import { ownClockIn, timesOf } from './writing_time';

export * from './endpoint_state';

/** The state of an endpoint is a function of its record and of now. */
export function stateOf(record: EndpointRecord, now: number): EndpointState {
  return fold(record, openDoubts(record), now);
}

/** The state as it would be if every open doubt turned out to have done nothing: what no passing of time changes. */
export function settledStateOf(record: EndpointRecord): EndpointState {
  return fold(record, [], 0);
}

/**
 * True if both records agree on everything that later evidence and the passing of time build on. Their states are then equal, and stay
 * equal whatever newer evidence is added to both. `forgotten` isn't compared: it matters only for older evidence.
 */
export function hasSameStanding(a: EndpointRecord, b: EndpointRecord): boolean {
  return canonicalJson(standingOf(a)) === canonicalJson(standingOf(b));
}

/** The data that `hasSameStanding` compares. */
export function standingOf(record: EndpointRecord): object {
  const { walks, contradictory, late, overfull } = walksOf(record);
  const [first, second = first] = walks;
  return {
    walks: [first, second],
    contradictory,
    late,
    overfull,
    unanswered: record.sent.filter(isUnanswered),
    doubts: openDoubts(record),
    forgottenDoubts: forgottenDoubts(record),
    foundOpen: foundOpenOf(record),
    maxAddresses: Math.max(FEW_ADDRESSES, maxAddressesOf(record)),
    state: settledStateOf(record),
  };
}

/** Facts that a walk over this record's evidence depends on besides the evidence. */
export function walkFactsOf(record: EndpointRecord): WalkFacts {
  const ownClock = ownClockIn(record);
  return {
    forgotten: record.forgotten,
    maxAddresses: maxAddressesOf(record),
    undecided: undecidedIn(record),
    hasUnansweredIsolate:
      record.forgotten_doubts?.isolate !== undefined ||
      record.sent.some((one) => isUnanswered(one) && one.verb === 'isolate'),
    timesOf: (evidence: Evidence) => timesOf(evidence, ownClock),
  };
}

/** Walks each order of the evidence, one or two of them. */
function walksOf(all: EndpointRecord) {
  const record = withoutOthers(all);
  const { orders, ...rest } = ordersOf(record);
  const facts = walkFactsOf(record);
  const [order, otherOrder] = orders;
  const walks: NonEmptyArray<Walk> = otherOrder
    ? [walk(order, facts), walk(otherOrder, facts)]
    : [walk(order, facts)];
  return { walks, ...rest };
}

function fold(record: EndpointRecord, doubts: readonly SentAction[], now: number): EndpointState {
  const { walks, contradictory, late, overfull, beforeGap } = walksOf(record);
  const [first] = walks;
  const unanswered = record.sent.filter(isUnanswered);

  const saidOpen = foundOpenOf(record);
  const foundOpen = saidOpen === 'last_known';
  const reasons = new Set<UnknownReason>();
  if (foundOpen) {
    // Whatever is unclear about the reports from before: somebody has looked since.
    reasons.add('found_open');
  } else {
    for (const one of walks) if (one.status === 'unknown') reasons.add(one.reason);
    if (contradictory || walks.some(({ status }) => status !== first.status)) {
      reasons.add('orders_disagree');
    }
    if (late || saidOpen === 'perhaps') reasons.add('late_report');
    if (saidOpen === 'disputed') reasons.add('found_open_earlier');
    if (overfull) reasons.add('too_many_events');
  }
  const settled = reasons.size > 0 ? undefined : first.lastProven;
  for (const doubt of doubts) {
    const isOver = doubt.waits_until <= now;
    if (isOver && !isWithoutEffect(doubt, settled, record)) reasons.add(IN_DOUBT[doubt.verb]);
  }
  for (const verb of forgottenDoubts(record)) reasons.add(IN_DOUBT[verb]);
  const waiting = doubts.filter(({ waits_until }) => waits_until > now).pop();
  const status = reasons.size > 0 ? 'unknown' : first.status;
  const lastProven = first.lastProven ?? newestIsolation(beforeGap, record);
  const backup = foundOpen ? 'none_needed' : backupOf(status, walks);
  return {
    status,
    ...(waiting ? { waiting: waitingOf(waiting) } : {}),
    reasons: Array.from(reasons),
    ...(lastProven && lastProven.status === status ? { proof: lastProven } : {}),
    ...(lastProven ? { last_proven: lastProven } : {}),
    backup,
    cautions: foundOpen ? [] : cautionsOf(record, walks, backup, unanswered.length > doubts.length),
  };
}

const IN_DOUBT: Readonly<Record<SentAction['verb'], UnknownReason>> = {
  isolate: 'may_be_isolated',
  release: 'may_still_be_isolated',
};

function waitingOf({ verb, n, sent_at, waits_until }: SentAction): Waiting {
  return { verb, n, since: sent_at, until: waits_until };
}

function backupOf(status: StateStatus, walks: readonly Walk[]): BackupState {
  if (isOpen(status)) return 'none_needed';
  if (walks.some(({ backup }) => backup === 'missing')) return 'missing';
  return walks.some(({ tainted }) => tainted) ? 'tainted' : 'present';
}

function cautionsOf(
  { evidence, sent }: EndpointRecord,
  walks: readonly Walk[],
  backup: BackupState,
  unansweredBefore: boolean
): StateCaution[] {
  const cautions = new Set<StateCaution>(walks.flatMap((one) => one.cautions));
  if (backup === 'missing') cautions.add('no_backup');
  if (backup === 'tainted') cautions.add('backup_tainted');
  if (unansweredBefore) cautions.add('unanswered_before');
  const neverSent = new Set(sent.filter(({ sending }) => sending === 'not_sent').map(({ n }) => n));
  if (neverSent.size > 0 && evidence.some(({ action }) => action && neverSent.has(action.n))) {
    cautions.add('evidence_without_sending');
  }
  return Array.from(cautions);
}

/** Finds the newest isolation. After a gap no release confirms anything any more, because no one knows what its backup contained. */
function newestIsolation(evidence: readonly Evidence[], record: EndpointRecord): Proof | undefined {
  const proof = [...evidence]
    .reverse()
    .find((one) => one.verb === 'isolate' && isDecisiveEvidence(one));
  return (
    proof && {
      status: 'isolated',
      ...timesOf(proof, ownClockIn(record)),
      identity: proof.identity,
    }
  );
}
