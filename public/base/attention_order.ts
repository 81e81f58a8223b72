import type { EndpointView } from '../../common/api/endpoint_view';

/** Sorts by urgency: in progress, unknown, without contact, then the rest. */
export function inAttentionOrder(endpoints: readonly EndpointView[]): EndpointView[] {
  return [...endpoints].sort((a, b) => urgencyOf(a) - urgencyOf(b) || sinceOf(b) - sinceOf(a));
}

function urgencyOf({ state, contact }: EndpointView): number {
  if (state.waiting) return 0;
  if (state.status === 'unknown') return 1;
  return contact?.contact === 'lost' || state.cautions.length > 0 ? 2 : 3;
}

/** Time since which it is in its state, ms. */
export function sinceOf({ state, last_action: last }: EndpointView): number {
  const { waiting, proof, last_proven: lastProven } = state;
  return waiting?.since ?? proof?.at ?? last?.ended_at ?? lastProven?.at ?? 0;
}
