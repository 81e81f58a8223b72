import { isPending } from '../../common/action/action';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { actionStatusWord } from './action_words';
import { VERB_WORDS } from './event_words';
import { stateNameOf } from '../../common/state/state_name';
import { STATE_WORDS } from './state_words';

/** Says for a screen reader what the state of an endpoint is, and how its newest action ended if that didn't confirm one. */
export function announcedState({ state, actions }: Pick<EndpointDetailView, 'state' | 'actions'>) {
  const word = STATE_WORDS[stateNameOf(state)];
  const [newest] = actions;
  if (!newest || isPending(newest.status) || newest.status === 'succeeded') return word;
  const last = newest.timeline[newest.timeline.length - 1];
  const end = actionStatusWord(newest.verb, newest.status, last?.detail);
  return `${VERB_WORDS[newest.verb]}: ${end}. ${word}`;
}
