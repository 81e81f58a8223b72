import type { Contact } from './contact';
import type { StateCaution, UnknownReason } from './endpoint_state';
import type { ShownState } from './shown_state';

/** The one issue that a list names for an endpoint; its panel has all. */
export type Issue =
  | { readonly is: 'waiting' | 'removed' | 'contact_lost' }
  | { readonly is: 'unknown'; readonly reason: UnknownReason }
  | { readonly is: 'caution'; readonly caution: StateCaution };

/** Chooses what hinders a person most: an action that isn't over, an uncertain state, lost contact, then a caution. */
export function issueOf({
  state,
  contact,
}: {
  readonly state: ShownState;
  readonly contact?: Contact;
}): Issue | undefined {
  if (state.waiting) return { is: 'waiting' };
  if (state.removed) return { is: 'removed' };
  const [reason] = state.reasons;
  if (reason) return { is: 'unknown', reason };
  if (contact?.contact === 'lost') return { is: 'contact_lost' };
  const [caution] = state.cautions;
  return caution && { is: 'caution', caution };
}
