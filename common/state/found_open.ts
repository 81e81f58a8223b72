import type { EndpointRecord } from './endpoint_record';
import type { EndpointState } from './endpoint_state';
import { compareEvidence, isDecisiveEvidence, timeOf } from './evidence';
import { isOwn, withoutOthers } from './own_evidence';
import { withoutRepeats } from './repeated_report';
import { mayBeFromBefore, ownClockIn } from './writing_time';

/**
 * Weight of a person's statement that the endpoint isn't isolated, beside what is known since. The statement cancels a confirmed isolation,
 * because a locally recovered endpoint is no longer isolated. It confirms nothing itself. `last_known`: nothing was reported or sent since.
 * `perhaps`: what was reported since may all have been written before it. `disputed`: something came since that does not say what the
 * endpoint is, such as that a backup is there, which a recovery can leave. `no`: nobody said so, or something decisive is later for
 * certain.
 */
export function foundOpenOf(record: EndpointRecord): 'last_known' | 'perhaps' | 'disputed' | 'no' {
  const { evidence, sent, found_open_at: marked = 0 } = withoutOthers(record);
  const saidAt = Math.max(marked, ...sent.map(({ found_open_at }) => found_open_at ?? 0));
  if (saidAt === 0) return 'no';
  // What is repeated was known before.
  const lines = withoutRepeats([...evidence].sort(compareEvidence('by_manager')));
  const since = lines.filter((one) => timeOf(one) >= saidAt);
  const ownClock = ownClockIn(record);
  const later = since.filter((one) => !mayBeFromBefore(one, saidAt, ownClock));
  if (later.some((one) => isDecisiveEvidence(one) && isOwn(record, one))) return 'no';
  const isSentSince = sent.some(
    ({ sent_at, sending }) => sending !== 'not_sent' && sent_at >= saidAt
  );
  if (isSentSince || later.length > 0) return 'disputed';
  return since.length > 0 ? 'perhaps' : 'last_known';
}

/**
 * True if there is an isolation, confirmed or possible, that such a statement would cancel. One that waits for its report decides itself.
 */
export function canBeMarkedOpen({
  status,
  waiting,
  reasons,
}: Pick<EndpointState, 'status' | 'waiting' | 'reasons'>): boolean {
  const mayBeIsolated = status === 'isolated' || status === 'unknown';
  return mayBeIsolated && waiting === undefined && !reasons.includes('found_open');
}

/** A time later than all that is known of an endpoint, by whichever clock: whoever says it now has seen that. */
export function laterThanAll({ evidence, sent }: EndpointRecord, now: number): number {
  return Math.max(
    now,
    ...evidence.map((one) => timeOf(one) + 1),
    ...sent.map(({ sent_at }) => sent_at + 1)
  );
}
