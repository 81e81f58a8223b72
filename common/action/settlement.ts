import type { ActionDocument, Step } from './action';
import { advance, appended, SYSTEM } from './action';
import type { Evidence } from '../state/evidence';
import { betterReading, compareTimes } from '../state/evidence';
import { outcomeForAction } from '../program/outcome';

/** Number of pieces of evidence copied into an action: one settles it, the others are repeats and lies. */
const MAX_EVIDENCE = 5;

/**
 * The action with evidence that carries its ref, which settles it where it has no outcome yet. Where it was never sent the
 * evidence is attached and changes no status. Gives back the same object where that evidence is there already.
 */
export function settle(action: ActionDocument, evidence: Evidence, now: number): ActionDocument {
  const at = action.evidence.findIndex(({ identity }) => identity === evidence.identity);
  const known = action.evidence[at];
  if (known) return withReading(action, at, betterReading(known, evidence), now);
  if (action.evidence.length >= MAX_EVIDENCE) return action;
  const withEvidence = { ...action, evidence: [...action.evidence, evidence], updated_at: now };
  const settled = advance(withEvidence, stepOf(evidence, now));
  return settled ? { ...settled, outcome: evidence.outcome } : withEvidence;
}

/**
 * The action with the evidence that may be its report, where none carries its ref. The earliest of all that ever came settles it: what came
 * first doesn't matter, so an earlier one that comes late takes the place of the report. The other was done outside this plugin.
 */
export function settleByEarliest(
  action: ActionDocument,
  candidates: readonly Evidence[],
  now: number
): ActionDocument {
  const all = [...action.evidence];
  for (const candidate of candidates) {
    const reading = forAction(action, candidate);
    const at = all.findIndex(({ identity }) => identity === reading.identity);
    const known = all[at];
    if (known) all[at] = betterReading(known, reading);
    else all.push(reading);
  }
  const [earliest] = all.sort(byTime);
  const [report] = action.evidence;
  if (!earliest) return action;
  if (report && report.identity === earliest.identity && saysSame(report, earliest)) return action;
  const before = { ...action, evidence: [] };
  if (!action.outcome) return settle(before, earliest, now);
  return {
    ...appended(before, readAnew(earliest, now)),
    outcome: earliest.outcome,
    evidence: [earliest],
  };
}

/** A success word that was configured since reads the same report as something else: then history says what the state says. */
function withReading(
  action: ActionDocument,
  at: number,
  reading: Evidence,
  now: number
): ActionDocument {
  const known = action.evidence[at];
  if (!known || saysSame(known, reading)) return action;
  const evidence = action.evidence.map((one, i) => (i === at ? reading : one));
  const isDeciding = at === 0 && action.outcome !== undefined;
  return isDeciding
    ? { ...appended(action, readAnew(reading, now)), outcome: reading.outcome, evidence }
    : { ...action, evidence, updated_at: now };
}

function saysSame(a: Evidence, b: Evidence): boolean {
  const [one, other] = [a.outcome, b.outcome];
  return (
    one.result === other.result &&
    one.reason === other.reason &&
    one.addresses === other.addresses &&
    one.deleted_rules === other.deleted_rules
  );
}

function forAction({ n, verb, lifeline }: ActionDocument, event: Evidence): Evidence {
  if (event.action) return event;
  return verb === 'isolate'
    ? {
        ...event,
        action: { n, addresses: lifeline.length },
        outcome: outcomeForAction(event.outcome, lifeline.length),
      }
    : { ...event, action: { n } };
}

/** Marks the step in which an outcome takes the place of another: the same report read with other words, or an earlier one without a ref. */
export const READ_ANEW = 'read_anew';

function readAnew(evidence: Evidence, now: number): Step {
  const { reason } = evidence.outcome;
  const detail = { code: READ_ANEW, ...(reason ? { cause: reason } : {}) };
  return { ...stepOf(evidence, now), detail };
}

function stepOf({ outcome }: Evidence, now: number): Step {
  return {
    at: now,
    status: outcome.result,
    by: SYSTEM,
    ...(outcome.reason ? { detail: { code: outcome.reason } } : {}),
  };
}

function byTime(a: Evidence, b: Evidence): number {
  return compareTimes(a, b) || (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0);
}
