import type { Proof, ProofTimes, StateCaution, UnknownReason } from './endpoint_state';
import { isOpen } from './endpoint_state';
import type { Evidence } from './evidence';
import type { Undecided } from './own_evidence';
import { isFromFuture } from './evidence';

/** Number of deleted rules up to which an isolation doesn't count as one of an open firewall: Windows comes with hundreds. */
const FEW_RULES = 20;

/** The most allowed addresses an isolation may have without changing how later ones are read. */
export const FEW_ADDRESSES = FEW_RULES / 2;

/** Result of one order of the evidence, up to some report. */
export type Walk = {
  readonly backup: 'none' | 'present' | 'missing';
  readonly tainted: boolean;
  /** Some steps of an isolation failed since: the firewall may block and still have its rules, so that many no longer show an open one. */
  readonly mixed: boolean;
  readonly lastProven?: Proof;
  readonly cautions: readonly StateCaution[];
} & (
  | { readonly status: 'no_record' | 'not_isolated' | 'isolated' }
  | { readonly status: 'unknown'; readonly reason: UnknownReason }
);

const UNTOUCHED: Walk = {
  status: 'no_record',
  backup: 'none',
  tainted: false,
  mixed: false,
  cautions: [],
};

/** The walk after a gap: anything may have been. */
const FORGOTTEN: Walk = {
  status: 'unknown',
  reason: 'too_many_events',
  backup: 'present',
  tainted: true,
  mixed: false,
  cautions: [],
};

/** Facts the walk depends on besides the evidence. */
export interface WalkFacts {
  readonly forgotten: boolean;
  readonly maxAddresses: number;
  /** One that may have run unseen: where a backup is missing it saves what it finds. */
  readonly hasUnansweredIsolate: boolean;
  readonly undecided: Undecided;
  /** Time at which what a report confirms was so, as well as it is known. */
  readonly timesOf: (evidence: Evidence) => ProofTimes;
}

/** @param ordered oldest first */
export function walk(ordered: readonly Evidence[], facts: WalkFacts): Walk {
  return ordered.reduce<Walk>(
    (state, evidence) => {
      const reason = facts.undecided(evidence);
      if (reason) return afterUndecided(state, evidence, reason);
      const after =
        evidence.verb === 'isolate'
          ? afterIsolate(state, evidence, facts)
          : afterRelease(state, evidence, facts);
      return isFromFuture(evidence) ? eitherWay(state, after) : after;
    },
    facts.forgotten ? FORGOTTEN : UNTOUCHED
  );
}

/** It may be this endpoint's or not: then nobody knows what it is, nor what a backup holds. */
function afterUndecided(state: Walk, { outcome }: Evidence, reason: UnknownReason): Walk {
  const isHalfDone = outcome.result === 'partial' || outcome.result === 'unrecognised';
  return {
    ...unknown(state, reason),
    backup: state.backup === 'none' ? 'present' : state.backup,
    tainted: true,
    mixed: state.mixed || isHalfDone,
  };
}

/** The walk after a report of which no one knows when it was written: it may have been before all that is known, or just now. */
function eitherWay(before: Walk, after: Walk): Walk {
  const isMissing = before.backup === 'missing' || after.backup === 'missing';
  return {
    ...unknown(before, 'future_report'),
    backup: isMissing ? 'missing' : 'present',
    tainted: before.tainted || after.tainted,
    mixed: before.mixed || after.mixed,
  };
}

function afterIsolate(state: Walk, evidence: Evidence, facts: WalkFacts): Walk {
  const { outcome } = evidence;
  switch (outcome.result) {
    case 'succeeded':
      return {
        ...proven(state, 'isolated', evidence, facts),
        backup: 'present',
        tainted: taintOfNewBackup(state, outcome.deleted_rules, facts.maxAddresses),
        cautions: outcome.addresses === 0 ? ['no_lifeline'] : [],
      };
    case 'partial':
      return {
        ...unknown(state, 'isolation_partial'),
        backup: 'present',
        tainted: !isOpen(state.status) || facts.hasUnansweredIsolate,
        mixed: true,
      };
    case 'unrecognised':
      return {
        ...unknown(state, 'isolation_unrecognised'),
        backup: 'present',
        tainted: !isOpen(state.status) || facts.hasUnansweredIsolate,
        mixed: true,
      };
    case 'failed':
      if (outcome.reason === 'export_failed') {
        return { ...proven(state, 'isolated', evidence, facts), backup: 'missing', tainted: true };
      }
      // Not one step was done. Were there a backup, it would have answered "already isolated".
      return isOpen(state.status) ? state : withoutBackup(unknown(state, 'isolation_impossible'));
    case 'refused':
      // Shows that the backup file exists and nothing else: isolated with the old addresses, or a file left over.
      return state.status === 'isolated' && state.backup === 'present'
        ? { ...state, cautions: withCaution(state.cautions, 'addresses_unchanged') }
        : { ...unknown(state, 'says_isolated'), backup: 'present' };
  }
}

function afterRelease(state: Walk, evidence: Evidence, facts: WalkFacts): Walk {
  const { outcome } = evidence;
  switch (outcome.result) {
    case 'succeeded':
      if (state.tainted) return { ...unknown(state, 'backup_tainted'), backup: 'missing' };
      return { ...proven(state, 'not_isolated', evidence, facts), backup: 'none', tainted: false };
    case 'partial':
      return withoutBackup(unknown(state, 'release_partial'));
    case 'unrecognised':
      return withoutBackup(unknown(state, 'release_unrecognised'));
    case 'failed':
      // The import failed, and the backup is still deleted.
      return withoutBackup(state.status === 'isolated' ? state : unknown(state, 'release_failed'));
    case 'refused':
      return isOpen(state.status) ? state : withoutBackup(unknown(state, 'release_refused'));
  }
}

/**
 * Decides if the backup saved by an isolation is suspect: it may contain the firewall of an endpoint that was already isolated. *Many*
 * deleted rules show that it wasn't. If the count can't be read, only a not-isolated state before it shows that.
 */
function taintOfNewBackup(
  before: Walk,
  deletedRules: number | undefined,
  maxAddresses: number
): boolean {
  if (deletedRules === undefined) return !isOpen(before.status);
  if (before.mixed) return true;
  return !(deletedRules > FEW_RULES && deletedRules > 2 * maxAddresses);
}

function proven(
  state: Walk,
  status: 'isolated' | 'not_isolated',
  evidence: Evidence,
  { timesOf }: WalkFacts
): Walk {
  const lastProven = { status, ...timesOf(evidence), identity: evidence.identity };
  return { ...state, status, mixed: false, cautions: [], lastProven };
}

function unknown(state: Walk, reason: UnknownReason): Walk {
  return { ...state, status: 'unknown', reason };
}

function withoutBackup(state: Walk): Walk {
  return { ...state, backup: 'missing', tainted: true };
}

function withCaution(cautions: readonly StateCaution[], caution: StateCaution): StateCaution[] {
  return [...cautions.filter((one) => one !== caution), caution];
}
