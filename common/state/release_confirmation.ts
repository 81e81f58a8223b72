import type { EndpointRecord } from './endpoint_record';
import type { Evidence } from './evidence';
import { ordersOf } from './evidence_order';
import { walk } from './evidence_walk';
import { walkFactsOf } from './fold';
import { withoutOthers } from './own_evidence';

/**
 * Says what a reported release shows about the isolation it was to end. `not_confirmed`: the isolation program restored a backup that may
 * contain the isolated firewall, so the endpoint may still be isolated. `not_known`: what came before is no longer on record.
 */
export type ReleaseConfirmation = 'confirmed' | 'not_confirmed' | 'not_known';

/**
 * Judges one release that reported success by all that came before it, as the state at that time was judged.
 * @param identity of its report
 */
export function releaseConfirmation(all: EndpointRecord, identity: string): ReleaseConfirmation {
  const record = withoutOthers(all);
  const facts = walkFactsOf(record);
  const verdicts = ordersOf(record).orders.map((order): ReleaseConfirmation => {
    const at = order.findIndex((evidence) => evidence.identity === identity);
    if (at < 0) return 'not_known';
    const before = walk(order.slice(0, at), facts);
    if (before.status === 'unknown' && before.reason === 'too_many_events') return 'not_known';
    const { lastProven } = walk(order.slice(0, at + 1), facts);
    return lastProven?.identity === identity ? 'confirmed' : 'not_confirmed';
  });
  const [first = 'not_known'] = verdicts;
  if (verdicts.includes('not_known')) return 'not_known';
  return verdicts.includes('not_confirmed') ? 'not_confirmed' : first;
}

/** The report of success among the reports of a release. */
export function reportOfRelease(
  evidence: ReadonlyArray<Pick<Evidence, 'verb' | 'outcome' | 'identity'>>
): string | undefined {
  return evidence.find(({ verb, outcome }) => verb === 'release' && outcome.result === 'succeeded')
    ?.identity;
}
