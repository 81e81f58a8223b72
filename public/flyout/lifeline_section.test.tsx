import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import type { Lifeline } from '../../common/lifeline/lifeline';
import { aLifeline, anAddress } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import type { LifelineInput } from '../base/lifeline_input';
import { NOTHING_CHOSEN } from '../base/lifeline_input';
import { LifelineSection } from './lifeline_section';

function open(
  lifeline: Lifeline,
  start: LifelineInput = NOTHING_CHOSEN,
  onAskAgain: () => void = () => undefined
) {
  const chosen: { current: LifelineInput } = { current: start };
  function Held() {
    const [input, setInput] = useState(start);
    chosen.current = input;
    return (
      <LifelineSection
        lifeline={lifeline}
        profiles={[{ id: 'edr', label: 'EDR cloud' }]}
        input={input}
        onChange={setInput}
        onAskAgain={onAskAgain}
      />
    );
  }
  draw(<Held />, fakeServices());
  return chosen;
}

describe('what stays open', () => {
  it('shows each address with every source', () => {
    open(
      aLifeline({
        entries: [
          {
            address: anAddress('10.0.0.1'),
            sources: [{ source: 'configured' }, { source: 'cluster_node', label: 'worker-01' }],
          },
        ],
      })
    );
    const row = screen.getByText('10.0.0.1').closest('tr');
    expect(row).toHaveTextContent('Configuration');
    expect(row).toHaveTextContent('Cluster node worker-01');
    // The host indents a badge that stands right behind another, also on a line of its own.
    expect(row?.querySelectorAll('.euiBadge')).toHaveLength(2);
    expect(row?.querySelector('.euiBadge + .euiBadge')).toBeNull();
  });

  it('says that the managers are those that were reported earlier, and has it asked again', () => {
    const onAskAgain = jest.fn();
    open(aLifeline({ kept_because: 'Another endpoint was silent.' }), NOTHING_CHOSEN, onAskAgain);
    expect(screen.getByTestId('notRead')).toHaveTextContent(/earlier.*Another endpoint was silent/);
    userEvent.click(screen.getByRole('button', { name: 'Ask it again' }));
    expect(onAskAgain).toHaveBeenCalledTimes(1);
  });

  it('lets a trusted address be left out and put back', () => {
    const chosen = open(
      aLifeline({
        left_out: [
          { address: anAddress('10.0.0.9'), source: 'configured' },
          { address: anAddress('10.0.0.9'), source: 'api_host' },
        ],
      }),
      { ...NOTHING_CHOSEN, leftOut: ['10.0.0.9'] }
    );
    expect(
      screen.getByText('Removed: 10.0.0.9 (Configuration, Manager API address)')
    ).toBeInTheDocument();
    userEvent.click(screen.getByRole('button', { name: 'Remove 192.168.1.1' }));
    expect(chosen.current.leftOut).toEqual(['10.0.0.9', '192.168.1.1']);
    userEvent.click(screen.getByRole('button', { name: 'Add back' }));
    expect(chosen.current.leftOut).toEqual(['192.168.1.1']);
  });

  it('offers nothing that would change nothing: an address that was also added stays', () => {
    open(
      aLifeline({
        entries: [
          {
            address: anAddress('10.0.0.1'),
            sources: [{ source: 'configured' }, { source: 'request' }],
          },
        ],
      })
    );
    expect(screen.queryByRole('button', { name: /^Remove/ })).not.toBeInTheDocument();
  });

  it('never ticks by itself what only the endpoint reports, and warns of it', () => {
    const chosen = open(
      aLifeline({
        reported_only: [{ address: anAddress('10.9.9.9'), name: 'wazuh', included: false }],
      })
    );
    const box = screen.getByRole('checkbox', { name: '10.9.9.9 (wazuh)' });
    expect(box).not.toBeChecked();
    expect(
      screen.getByText(/On a compromised endpoint it could be the attacker’s address/)
    ).toBeInTheDocument();
    userEvent.click(box);
    expect(chosen.current.reported).toEqual(['10.9.9.9']);
  });

  it('shows each server that can’t be allowed as it is, with the reason and what to do', () => {
    open(
      aLifeline({
        reported_problems: [
          { text: 'manager2.example.org/', why: 'not_resolved' },
          { text: '127.0.0.1', why: 'unusable' },
        ],
      })
    );
    const shown = screen.getByTestId('reportedProblems');
    expect(shown).toHaveTextContent('2 managers that the endpoint reports');
    expect(shown).toHaveTextContent('manager2.example.org/: The endpoint couldn’t resolve');
    expect(shown).toHaveTextContent(/127.0.0.1: .* tunnel or proxy on the endpoint/);
  });

  it('says which address the endpoint itself resolved a name to', () => {
    const address = anAddress('192.168.1.1');
    open(
      aLifeline({
        names: [{ name: 'wazuh', addresses: [{ address, included: true, by_endpoint: true }] }],
      })
    );
    expect(screen.getByTestId('managerNames')).toHaveTextContent(
      'wazuh: 192.168.1.1 (allowed, resolved by the endpoint)'
    );
  });

  it('shows what is let through by another address as it is', () => {
    open(aLifeline({ reported_only: [{ address: anAddress('10.9.9.9'), included: true }] }));
    const box = screen.getByRole('checkbox', { name: '10.9.9.9' });
    expect(box).toBeChecked();
    expect(box).toBeDisabled();
  });

  it('takes own addresses, several at once, and says of each wrong one why', () => {
    const chosen = open(aLifeline());
    const field = within(screen.getByTestId('ownAddresses')).getByRole('textbox');
    fireEvent.change(field, { target: { value: '10.0.0.1, vpn.example.com' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(chosen.current.addresses).toEqual([
      { text: '10.0.0.1' },
      { text: 'vpn.example.com', why: 'host_name' },
    ]);
    expect(screen.getByText(/vpn.example.com: This is a host name/)).toBeInTheDocument();
    userEvent.click(screen.getByRole('button', { name: /vpn.example.com/ }));
    expect(chosen.current.addresses).toEqual([{ text: '10.0.0.1' }]);
  });

  it('offers the configured profiles', () => {
    const chosen = open(aLifeline());
    userEvent.click(screen.getByRole('checkbox', { name: 'EDR cloud' }));
    expect(chosen.current.profiles).toEqual(['edr']);
  });

  it('warns of a manager that is known by a name, with what it resolves to and whether that is let through', () => {
    open(
      aLifeline({
        names: [
          {
            name: 'wazuh.example.com',
            addresses: [
              { address: anAddress('192.168.1.1'), included: true },
              { address: anAddress('192.168.7.7'), included: false },
            ],
          },
          { name: 'gone.example.com', addresses: [] },
        ],
      })
    );
    const warning = screen.getByTestId('managerNames');
    expect(warning).toHaveClass('euiCallOut--warning');
    expect(warning).toHaveTextContent(
      'wazuh.example.com: 192.168.1.1 (allowed), 192.168.7.7 (not allowed) (resolved on the dashboard server).'
    );
    expect(warning).toHaveTextContent('gone.example.com: not resolved on the dashboard server');
  });

  it('says what is not known where the endpoint’s configuration could not be read, and why', () => {
    open(aLifeline({ not_read: 'The agent did not answer (1117).' }));
    const notice = screen.getByTestId('notRead');
    expect(notice).toHaveTextContent('It’s not known which managers it connects to');
    expect(notice).toHaveTextContent('The agent did not answer (1117).');
  });

  it('says why the server refuses an address', () => {
    open(aLifeline({ refused: [{ text: '10.9.9.9', why: 'not_reported' }] }));
    expect(
      screen.getByText('10.9.9.9: The endpoint no longer reports this address.')
    ).toBeInTheDocument();
  });
});
