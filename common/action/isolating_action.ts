interface Shown {
  readonly id: string;
  readonly verb: 'isolate' | 'release';
}

interface Isolated<A extends Shown> {
  readonly actions: readonly A[];
  /** The author of what confirms the state: an action of ours, or the unverified user of what happened outside this plugin. */
  readonly proven_by?: { readonly action: Shown } | { readonly claimed_user: string };
}

/** The action by which an endpoint is isolated; undefined if that was outside this plugin, or too long ago to be among those shown. */
export function isolatingAction<A extends Shown>({
  actions,
  proven_by: provenBy,
}: Isolated<A>): A | undefined {
  if (!provenBy || !('action' in provenBy) || provenBy.action.verb !== 'isolate') return undefined;
  const { id } = provenBy.action;
  return actions.find((action) => action.id === id);
}
