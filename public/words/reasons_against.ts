import { i18n } from '@osd/i18n';
import type { RequestedAction } from '../../common/action/requested_action';
import type { EndpointPreview } from '../../common/action/preview';
import { eligibilitySentence } from './eligibility_words';
import { rightSentence } from './right_words';
import { conflictSentence } from './conflict_words';

/**
 * All that stands against an action, whatever is still typed or ticked, one sentence each.
 * @param clock how a time of day is written
 */
export function reasonsAgainst(
  preview: EndpointPreview,
  verb: RequestedAction,
  clock: (at: number) => string
): string[] {
  const { reasons, right_refusals: rights, slot, lifeline } = preview;
  return [
    ...rights.map(rightSentence),
    ...reasons.map((reason) => eligibilitySentence(reason, verb)),
    ...(slot ? [conflictSentence(slot, clock)] : []),
    ...(lifeline?.impossible ? [IMPOSSIBLE[lifeline.impossible]] : []),
    ...(lifeline && lifeline.refused.length > 0 ? [ADDRESS_REFUSED] : []),
  ];
}

const IMPOSSIBLE = {
  empty_lifeline: i18n.translate('endpointIsolation.against.emptyLifeline', {
    defaultMessage:
      'No address is allowed, so the endpoint could only be released locally. Add the address of its manager.',
  }),
  too_many_addresses: i18n.translate('endpointIsolation.against.tooManyAddresses', {
    defaultMessage: 'More than 200 addresses. Remove some, or use networks instead.',
  }),
};

/** Words for an address that was typed and can't be allowed. */
export const ADDRESS_REFUSED = i18n.translate('endpointIsolation.against.addressRefused', {
  defaultMessage: 'One of the addresses can’t be allowed. Correct or remove it.',
});

export const BEING_WORKED_OUT = i18n.translate('endpointIsolation.against.beingWorkedOut', {
  defaultMessage: 'Loading the allowed addresses…',
});

export const NOT_WORKED_OUT = i18n.translate('endpointIsolation.against.notWorkedOut', {
  defaultMessage: 'Couldn’t prepare the action. See the message above.',
});
