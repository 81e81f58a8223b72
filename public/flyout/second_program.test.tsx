import { act, screen, within } from '@testing-library/react';
import React from 'react';
import { recoveryCardOf } from '../../common/recovery/recovery_card';
import { LINUX_PROGRAM } from '../../test/builders/linux_program';
import {
  aContext,
  anAction,
  anAgent,
  anEndpoint,
  NIGHT,
  provenState,
} from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { EndpointFlyoutContent } from './endpoint_flyout_content';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

describe('an endpoint that another program isolated', () => {
  it('is shown as any other, with the local commands of its program', async () => {
    const action = anAction(['sending', 'dispatched', 'succeeded']);
    const recovery = recoveryCardOf(
      { case: 'contact_lost', backup: 'present', managers: [] },
      LINUX_PROGRAM
    );
    const endpoint = anEndpoint({
      agent: anAgent({ name: 'WEB-01', os_platform: 'ubuntu', os_name: 'Ubuntu 22.04' }),
      state: provenState('isolated'),
      contact: { contact: 'lost', since: NIGHT - 300_000 },
      actions: [action],
      proven_by: { action },
      recovery,
    });
    draw(
      <EndpointFlyoutContent
        endpoint={{ host: 'lab', agent: '001' }}
        context={aContext()}
        titleId="title"
        onClose={jest.fn()}
      />,
      fakeServices({ api: fakeIsolationApi({ endpoint: async () => endpoint }) })
    );
    const card = within(await screen.findByTestId('recoveryCard'));
    expect(card.getByText(`nft -f ${LINUX_PROGRAM.backupFile}`)).toBeInTheDocument();
    expect(card.queryByText(/netsh/)).not.toBeInTheDocument();
    expect(screen.getAllByText(/Isolated/).length).toBeGreaterThan(0);
    expect(screen.getByTestId('release')).toBeEnabled();
  });
});
