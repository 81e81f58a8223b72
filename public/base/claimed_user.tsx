import { i18n } from '@osd/i18n';
import React from 'react';
import { userAndReference } from '../../common/command/ref';

/** The user that a report names. A reference that another tool put behind it is no part of the name: it is said on demand. */
export function ClaimedUser({ user }: { user: string }) {
  const { name, reference } = userAndReference(user);
  if (reference === undefined) return <>{name === '' ? '-' : name}</>;
  return (
    <span
      title={i18n.translate('endpointIsolation.claimedUser.reference', {
        defaultMessage: 'Reference ID of another tool: {reference}',
        values: { reference },
      })}
    >
      {name}
    </span>
  );
}
