import type { ActionAgent, ActionStatus, Step, TimelineEntry } from '../action/action';
import { CLAIM_WITHIN, RECOVER_AFTER, SEND_WITHIN, SYSTEM } from '../action/action';
import type { Evidence } from '../state/evidence';
import type { Outcome } from '../program/outcome';

/**
 * A probe: an action that the endpoint program does not know. The program answers and changes nothing (measured), so one response confirms
 * the whole response path: program, decoder, index and the way back. It takes no slot and has no number; it is no doubt, and changes no
 * state.
 */
export interface ProbeDocument {
  readonly schema_version: number;
  readonly kind: 'probe';
  readonly endpoint: string;
  readonly manager: string;
  readonly host_id: string;
  readonly agent: ActionAgent;
  /** It is no numbered action; there, because history is sorted by it. */
  readonly n: 0;
  /** Its ref again, for the same reason. */
  readonly event: string;
  readonly verb: 'probe';
  /** Reference ID of one PUT, shared by the readiness tests of that PUT. */
  readonly ref: string;
  readonly batch: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly user: string;
  /**
   * `user` of the command. It has the reference ID even if those are switched off: without it a readiness test would prove nothing of its
   * own.
   */
  readonly sent_user: string;
  readonly program: string;
  readonly status: ActionStatus;
  readonly timeline: readonly TimelineEntry[];
  readonly sent_at?: number;
  readonly waits_until?: number;
  readonly outcome?: Outcome;
  /** Evidence by value; the deciding one first. */
  readonly evidence: readonly Evidence[];
}

export function probeIdOf({ endpoint, ref }: Pick<ProbeDocument, 'endpoint' | 'ref'>): string {
  return `${endpoint}:p:${ref}`;
}

/** Statuses that end a test. Late evidence still corrects whatever was sent. */
const ENDS: readonly ActionStatus[] = ['rejected', 'cancelled', 'succeeded', 'unrecognised'];

/** The probe with one more step; the same object where it has ended. */
export function advanceProbe(probe: ProbeDocument, step: Step): ProbeDocument {
  if (ENDS.includes(probe.status)) return probe;
  return {
    ...probe,
    status: step.status,
    timeline: [...probe.timeline, { ...step, n: probe.timeline.length + 1 }],
    updated_at: step.at,
  };
}

const MAX_EVIDENCE = 5;

/**
 * The probe with evidence that carries its ref. That the program named the action as none that it knows is the expected answer; any
 * other shows that something answered, which is not enough to rely on. Gives back the same object where that evidence is there already.
 */
export function settleProbe(probe: ProbeDocument, evidence: Evidence, now: number): ProbeDocument {
  const isKnown = probe.evidence.some(({ identity }) => identity === evidence.identity);
  if (isKnown || probe.evidence.length >= MAX_EVIDENCE) return probe;
  const { outcome } = evidence;
  const status = outcome.reason === 'no_action' ? 'succeeded' : 'unrecognised';
  const withEvidence = { ...probe, evidence: [...probe.evidence, evidence], updated_at: now };
  const settled = advanceProbe(withEvidence, { at: now, status, by: SYSTEM });
  return settled.status === probe.status ? settled : { ...settled, outcome };
}

/**
 * The probe as it stands now: a wait that is over, or a process that died, needs no write to be seen. Nobody ever sends a probe that was
 * left behind.
 */
export function probeAt(probe: ProbeDocument, now: number): ProbeDocument {
  const { status, created_at: createdAt, sent_at: sentAt = createdAt, waits_until: until } = probe;
  const by = SYSTEM;
  if (status === 'recorded' && now >= createdAt + CLAIM_WITHIN) {
    return advanceProbe(probe, { at: createdAt + CLAIM_WITHIN, status: 'interrupted', by });
  }
  if (status === 'sending' && now >= sentAt + SEND_WITHIN + RECOVER_AFTER) {
    const at = sentAt + SEND_WITHIN + RECOVER_AFTER;
    return probeAt(advanceProbe(probe, { at, status: 'uncertain', by }), now);
  }
  const isWaiting = status === 'dispatched' || status === 'uncertain';
  if (isWaiting && until !== undefined && now >= until) {
    return advanceProbe(probe, { at: until, status: 'unanswered', by });
  }
  return probe;
}
