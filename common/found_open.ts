import type { EndpointRecord } from './endpoint_record';
import type { EndpointState } from './endpoint_state';
import { withoutOthers } from './own_evidence';

/**
 * Whether the last that is known of an endpoint is a person's word that it is open: later than every report and every sending. It takes
 * a proof of isolation away, since an endpoint that was recovered at the machine is not cut off any more, and proves nothing itself.
 */
export function isFoundOpen(record: EndpointRecord): boolean {
  const { evidence, sent, found_open_at: marked = 0 } = withoutOthers(record);
  const saidAt = Math.max(marked, ...sent.map(({ found_open_at }) => found_open_at ?? 0));
  return (
    saidAt > 0 &&
    evidence.every(({ at }) => at < saidAt) &&
    sent.every(({ sent_at, sending }) => sending === 'not_sent' || sent_at < saidAt)
  );
}

/** Whether there is an isolation, confirmed or possible, that such a statement would cancel. One that waits for its report decides itself. */
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
    ...evidence.map(({ at }) => at + 1),
    ...sent.map(({ sent_at }) => sent_at + 1)
  );
}
