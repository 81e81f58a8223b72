import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { ContextView } from '../../common/api/context_view';
import { aPreview } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { Consequences } from './consequences';

function open(profiles: ContextView['profiles'], verb: 'isolate' | 'reisolate' = 'isolate') {
  const onChosen = jest.fn();
  draw(
    <Consequences
      verb={verb}
      name="FIN-WS-01"
      preview={aPreview().endpoints[0]}
      profiles={profiles}
      chosen={[]}
      onChosen={onChosen}
    />,
    fakeServices()
  );
  return onChosen;
}

describe('what an isolation cuts', () => {
  it.each(['isolate', 'reisolate'] as const)(
    'is DNS and DHCP as well, and the profile for them is offered there (%s)',
    (verb) => {
      const onChosen = open(
        [
          { id: 'edr', label: 'EDR cloud' },
          { id: 'dns', label: 'DNS and DHCP', purpose: 'dns_dhcp' },
        ],
        verb
      );
      expect(screen.getByText(/DNS and DHCP are blocked too/)).toBeInTheDocument();
      expect(screen.queryByLabelText(/EDR cloud/)).not.toBeInTheDocument();
      userEvent.click(screen.getByLabelText('Allow DNS and DHCP: profile DNS and DHCP'));
      expect(onChosen).toHaveBeenCalledWith(['dns']);
    }
  );

  it('says what a person can do where there is none, and nothing of the configuration', () => {
    open([{ id: 'edr', label: 'EDR cloud' }]);
    expect(screen.getByText(/DNS and DHCP are blocked too.*You can allow/)).toBeInTheDocument();
    expect(screen.queryByText(/wazuh_isolation/)).not.toBeInTheDocument();
  });
});
