import { i18n } from '@osd/i18n';
import type { ActionPreview, EndpointPreview } from '../../common/action/preview';
import { ACKNOWLEDGEMENT_WORDS } from './lifeline_words';

/** Lists the differences between the preview a person decided on and the server's current one, one sentence each. */
export function previewChanges(before: ActionPreview, after: ActionPreview): string[] {
  const [was] = before.endpoints;
  const [is] = after.endpoints;
  if (!was || !is) return [];
  const changes = [
    ...identityChanges(was, is),
    ...(is.n === was.n
      ? []
      : [
          i18n.translate('endpointIsolation.change.newAction', {
            defaultMessage: 'Someone else requested an action on this endpoint.',
          }),
        ]),
    ...addressChanges(was, is),
    ...needChanges(was, is),
  ];
  return changes.length > 0
    ? changes
    : [
        i18n.translate('endpointIsolation.change.something', {
          defaultMessage: 'Something changed that this page doesn’t show.',
        }),
      ];
}

function identityChanges(was: EndpointPreview, is: EndpointPreview): string[] {
  const isSame = was.agent?.name === is.agent?.name && was.agent?.date_add === is.agent?.date_add;
  return isSame
    ? []
    : [
        i18n.translate('endpointIsolation.change.agent', {
          defaultMessage:
            'The agent was re-enrolled: this ID now belongs to {name}. Make sure it’s the endpoint you mean.',
          values: { name: is.agent?.name ?? '-' },
        }),
      ];
}

function addressChanges(was: EndpointPreview, is: EndpointPreview): string[] {
  const before = addressesOf(was);
  const after = addressesOf(is);
  const added = after.filter((address) => !before.includes(address));
  const gone = before.filter((address) => !after.includes(address));
  return [
    ...(added.length === 0
      ? []
      : [
          i18n.translate('endpointIsolation.change.added', {
            defaultMessage: 'Now also allowed: {addresses}.',
            values: { addresses: added.join(', ') },
          }),
        ]),
    ...(gone.length === 0
      ? []
      : [
          i18n.translate('endpointIsolation.change.gone', {
            defaultMessage: 'No longer allowed: {addresses}.',
            values: { addresses: gone.join(', ') },
          }),
        ]),
  ];
}

function addressesOf({ lifeline }: EndpointPreview): string[] {
  return (lifeline?.entries ?? []).map(({ address }) => address);
}

function needChanges(was: EndpointPreview, is: EndpointPreview): string[] {
  const before = was.lifeline?.needs ?? [];
  return (is.lifeline?.needs ?? [])
    .filter((need) => !before.includes(need))
    .map((need) => ACKNOWLEDGEMENT_WORDS[need]);
}
