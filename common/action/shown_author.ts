import type { EndpointState } from '../state/endpoint_state';

interface Author<A extends { readonly n: number }, P> {
  readonly state: Pick<EndpointState, 'waiting'>;
  readonly proven_by?: P;
  readonly last_action?: A;
}

/** The author of what is shown: of the action in progress, else of the report that confirmed the state, else of the newest action. */
export function shownAuthor<A extends { readonly n: number }, P>({
  state,
  proven_by: provenBy,
  last_action: last,
}: Author<A, P>): P | { readonly action: A } | undefined {
  if (state.waiting && last && last.n === state.waiting.n) return { action: last };
  return provenBy ?? (last ? { action: last } : undefined);
}
