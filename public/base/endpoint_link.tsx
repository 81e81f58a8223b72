import { EuiLink } from '@elastic/eui';
import React from 'react';
import type { MouseEvent } from 'react';
import { opensElsewhere } from './opens_elsewhere';

interface EndpointLinkProps {
  readonly name: string;
  readonly href: string;
  readonly onOpen: () => void;
}

/** Opens the endpoint's flyout; a real link, so that it can be opened in another tab and copied. */
export function EndpointLink({ name, href, onOpen }: EndpointLinkProps) {
  return (
    <EuiLink
      href={href}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        if (opensElsewhere(event)) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {name}
    </EuiLink>
  );
}

export type LinkTo = (agent: string) => Pick<EndpointLinkProps, 'href' | 'onOpen'>;

interface EndpointNameAndIdProps {
  readonly id: string;
  /** Empty if nobody knows it. */
  readonly name: string;
  readonly linkTo: LinkTo;
}

/** A link to an endpoint with the ID beside it, which goes below a name that leaves no room. */
export function EndpointNameAndId({ id, name, linkTo }: EndpointNameAndIdProps) {
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      <EndpointLink name={name === '' ? id : name} {...linkTo(id)} /> ({id})
    </span>
  );
}
