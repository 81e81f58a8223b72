import type { EndpointView } from '../../common/routes';

/** Of those that need a person the most urgent first: what moves now, what is uncertain, what has lost contact, then the rest. */
export function inAttentionOrder(endpoints: readonly EndpointView[]): EndpointView[] {
  return [...endpoints].sort((a, b) => urgencyOf(a) - urgencyOf(b) || sinceOf(b) - sinceOf(a));
}

function urgencyOf({ state, contact }: EndpointView): number {
  if (state.waiting) return 0;
  if (state.status === 'unknown') return 1;
  return contact?.contact === 'lost' || state.cautions.length > 0 ? 2 : 3;
}

/** Since when it stands as it does, ms. */
export function sinceOf({ state, last_action: last }: EndpointView): number {
  const { waiting, proof, last_proven: lastProven } = state;
  return waiting?.since ?? proof?.at ?? last?.ended_at ?? lastProven?.at ?? 0;
}
