import type { Contact } from './contact';
import type { EndpointState } from './endpoint_state';

/** An endpoint that is isolated or unknown, as a list shows it. */
interface Listed {
  readonly state: EndpointState;
  readonly contact?: Contact;
  readonly last_action?: { readonly ended_at?: number };
}

/** Sorts by urgency: in progress, unknown, without contact, then the rest. */
export function inUrgencyOrder<T extends Listed>(endpoints: readonly T[]): T[] {
  return [...endpoints].sort((a, b) => urgencyOf(a) - urgencyOf(b) || sinceOf(b) - sinceOf(a));
}

function urgencyOf({ state, contact }: Listed): number {
  if (state.waiting) return 0;
  if (state.status === 'unknown') return 1;
  return contact?.contact === 'lost' || state.cautions.length > 0 ? 2 : 3;
}

/** Time since which it is in its state, ms. 0: not known. */
export function sinceOf({ state, last_action: last }: Listed): number {
  const { waiting, proof, last_proven: lastProven } = state;
  return waiting?.since ?? proof?.at ?? last?.ended_at ?? lastProven?.at ?? 0;
}
