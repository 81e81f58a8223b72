import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { RECOVERY_CASES } from '../../common/program/recovery_set';
import { PROGRAMS } from '../../test/builders/programs';
import { recoveryCardOf } from '../../common/recovery/recovery_card';
import type { RecoveryCase } from '../../common/program/recovery_set';
import { anAddress, anEndpoint, NIGHT, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { RecoveryCardSection } from './recovery_card_section';

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NIGHT);
});

afterEach(() => {
  act(() => {
    jest.runOnlyPendingTimers();
  });
  jest.useRealTimers();
});

function open(of: RecoveryCase, print?: (onDone: () => void) => () => void) {
  const card = recoveryCardOf(
    { case: of, backup: 'present', managers: [anAddress('10.0.0.5')] },
    PROGRAMS[0]
  );
  const endpoint = anEndpoint({
    state: provenState('isolated'),
    contact: { contact: 'lost', since: NIGHT - 60_000 },
  });
  draw(
    <RecoveryCardSection endpoint={endpoint} card={card} onMarked={jest.fn()} />,
    fakeServices(print ? { print } : {})
  );
  return card;
}

describe('the recovery card', () => {
  it.each(RECOVERY_CASES)('shows every command for %s, with what it does', (of) => {
    const card = open(of);
    for (const { id, commands } of card.sets) {
      const set = within(screen.getByTestId(`recovery-${id}`));
      for (const { text } of commands) {
        const command = set.getByText(text);
        expect(command.tagName).toBe('CODE');
        expect(command.nextElementSibling?.textContent?.trim()).toBeTruthy();
        expect(set.getByRole('button', { name: `Copy: ${text}` })).toBeInTheDocument();
      }
    }
  });

  it('begins with keeping the present state, and says which commands leave it isolated', () => {
    open('contact_lost');
    const [first, second] = screen.getAllByRole('heading', { level: 4 });
    expect(first).toHaveTextContent('First: Save the current firewall');
    expect(second).toHaveTextContent('Option 1: Allow its manager');
    expect(screen.getByTestId('recovery-allow_manager')).toHaveTextContent(
      'The endpoint stays isolated and keeps its backup'
    );
    expect(
      within(screen.getByTestId('recovery-allow_manager')).queryByText(new RegExp('^del '))
    ).not.toBeInTheDocument();
  });

  it('copies a command as a whole', () => {
    const copied = jest.fn(() => true);
    Object.defineProperty(document, 'execCommand', { value: copied, configurable: true });
    open('contact_lost');
    userEvent.click(
      within(screen.getByTestId('recovery-restore_backup')).getByRole('button', {
        name: `Copy: netsh advfirewall import "${PROGRAMS[0].backupFile}"`,
      })
    );
    expect(copied).toHaveBeenCalledWith('copy');
  });

  it('prints a sheet of its own that names the machine, how it stands, and each command', () => {
    const endings: Array<() => void> = [];
    const card = open('contact_lost', (onDone) => {
      endings.push(onDone);
      return () => undefined;
    });
    act(() => userEvent.click(screen.getByTestId('printRecovery')));
    const sheet = document.querySelector('.endpointIsolationPrinted');
    expect(sheet?.parentElement).toBe(document.body);
    const text = sheet?.textContent ?? '';
    expect(text).toContain('FIN-WS-01 (001)');
    expect(text).toContain('10.20.1.11');
    expect(text).toContain('No contact since 02:59');
    expect(text).toContain('Printed Nov 24, 2026 @ 03:00:00.000');
    for (const command of card.sets.flatMap(({ commands }) => commands)) {
      expect(text).toContain(command.text);
    }
    act(() => endings.forEach((end) => end()));
    expect(document.querySelector('.endpointIsolationPrinted')).toBeNull();
  });

  it('explains a command once, also where it ends several ways', () => {
    open('contact_lost');
    expect(screen.getAllByText(/Deletes the backup\. While this file exists/)).toHaveLength(1);
    expect(screen.getAllByText('As explained above.').length).toBeGreaterThan(0);
  });
});
