import { i18n } from '@osd/i18n';
import React from 'react';
import { isInProgress } from '../../common/action/conflict';
import { reasonsAgainstOffer } from '../../common/action/offered_action';
import { SERVED_ENDPOINTS } from '../../common/programs/served_endpoints';
import type { LikelyVerb } from '../../common/state/likely_verb';
import { likelyVerb } from '../../common/state/likely_verb';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointView } from '../../common/api/endpoint_view';
import { ReasonedButton } from '../base/reasoned_button';
import { eligibilitySentence } from '../words/eligibility_words';
import { VERB_WORDS } from '../words/event_words';
import { rightSentence } from '../words/right_words';
import { verbOnName } from '../words/verb_words';

interface RowActionProps {
  readonly endpoint: EndpointView;
  /** Permissions that the person has on any endpoint at all. The form finds out what they are on this one. */
  readonly rights: ContextView['rights'];
  readonly onAct: (verb: LikelyVerb) => void;
}

/** The action an endpoint is most likely opened for, one click from the list. Its form decides everything else. */
export function RowAction({ endpoint, rights, onAct }: RowActionProps) {
  const { state, name } = endpoint;
  const verb = likelyVerb(state);
  const reasons = [
    ...(isInProgress(state, verb) ? [UNDER_WAY] : []),
    ...rights[verb].refusals.map(rightSentence),
    ...reasonsAgainstOffer(verb, endpoint, SERVED_ENDPOINTS).map((reason) =>
      eligibilitySentence(reason, verb)
    ),
  ];
  return (
    <ReasonedButton
      look="empty"
      size="xs"
      color={verb === 'isolate' ? 'danger' : 'primary'}
      iconType={verb === 'isolate' ? 'lock' : 'lockOpen'}
      reasons={reasons}
      label={verbOnName(verb, name)}
      onClick={() => onAct(verb)}
      data-test-subj="rowAction"
    >
      {VERB_WORDS[verb]}
    </ReasonedButton>
  );
}

const UNDER_WAY = i18n.translate('endpointIsolation.list.underWay', {
  defaultMessage: 'This action is already in progress.',
});
