import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { EndpointView } from '../../common/api/endpoint_view';
import { aContext, anAgent, anEndpointView, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { RowAction } from './row_action';

function open(endpoint: EndpointView, context = aContext()) {
  const onAct = jest.fn();
  draw(<RowAction endpoint={endpoint} rights={context.rights} onAct={onAct} />, fakeServices());
  return onAct;
}

describe('the action of a row', () => {
  it('is to isolate an endpoint that is not isolated, and to release one that is', () => {
    const isolate = open(anEndpointView());
    userEvent.click(screen.getByRole('button', { name: 'Isolate FIN-WS-01' }));
    expect(isolate).toHaveBeenCalledWith('isolate');
    const release = open(anEndpointView({ state: provenState('isolated') }));
    userEvent.click(screen.getByRole('button', { name: 'Release FIN-WS-01' }));
    expect(release).toHaveBeenCalledWith('release');
  });

  it('says by keyboard why it is not available', async () => {
    const onLinux = anAgent({ os_platform: 'ubuntu', os_name: 'Ubuntu 22.04' });
    const isolate = { given: false, refusals: [{ code: 'role_missing' as const, needs: ['soc'] }] };
    const context = aContext({ rights: { ...aContext().rights, isolate } });
    const onAct = open(anEndpointView({ agent: onLinux }), context);
    const button = screen.getByTestId('rowAction');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    act(() => button.focus());
    const tooltip = await screen.findByRole('tooltip', { hidden: true });
    expect(tooltip).toHaveTextContent('Only Windows endpoints can be isolated');
    expect(tooltip).toHaveTextContent('soc');
    userEvent.click(button);
    expect(onAct).not.toHaveBeenCalled();
  });

  it('is not offered twice while it waits for its report', () => {
    const waiting = { verb: 'release' as const, n: 2, since: 0, until: 1 };
    open(anEndpointView({ state: { ...provenState('isolated'), waiting } }));
    expect(screen.getByTestId('rowAction')).toHaveAttribute('aria-disabled', 'true');
  });
});
