import type { EndpointRecord } from './endpoint_record';
import { withoutOthers } from './own_evidence';

/**
 * Whether the last that is known of an endpoint is a person's word that it is open: later than every report and every sending. It takes
 * a proof of isolation away, since an endpoint that was recovered at the machine is not cut off any more, and proves nothing itself.
 */
export function isFoundOpen(record: EndpointRecord): boolean {
  const { evidence, sent } = withoutOthers(record);
  const saidAt = Math.max(0, ...sent.map(({ found_open_at }) => found_open_at ?? 0));
  return (
    saidAt > 0 &&
    evidence.every(({ at }) => at < saidAt) &&
    sent.every(({ sent_at, sending }) => sending === 'not_sent' || sent_at < saidAt)
  );
}
