import { PROGRAMS } from '../../test/builders/programs';
import { act, screen, within } from '@testing-library/react';
import React from 'react';
import type { EligibilityReason } from '../../common/action/eligibility';
import { recoveryCardOf } from '../../common/recovery/recovery_card';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import {
  aContext,
  anAction,
  anAddress,
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

function open(endpoint: EndpointDetailView) {
  draw(
    <EndpointFlyoutContent
      endpoint={{ host: 'lab', agent: '001' }}
      context={aContext()}
      titleId="title"
      onClose={jest.fn()}
    />,
    fakeServices({ api: fakeIsolationApi({ endpoint: async () => endpoint }) })
  );
}

const isolated = provenState('isolated');

function unanswered(): EndpointDetailView {
  return anEndpoint({
    state: { status: 'unknown', reasons: ['may_be_isolated'], backup: 'present', cautions: [] },
    actions: [anAction(['sending', 'dispatched', 'unanswered'])],
    recovery: recoveryCardOf(
      {
        case: 'no_answer',
        backup: 'present',
        managers: [anAddress('10.0.0.5')],
      },
      PROGRAMS[0]
    ),
  });
}

describe('an isolation without a response', () => {
  it('is offered again first, and the release beside it', async () => {
    open(unanswered());
    const isolate = await screen.findByRole('button', { name: 'Isolate FIN-WS-01 again' });
    expect(isolate).toHaveClass('euiButton--fill');
    expect(screen.getByTestId('release')).not.toHaveClass('euiButton--fill');
  });

  it('is told first as one that may not have happened, with how to cut the endpoint off', async () => {
    open(unanswered());
    const told = await screen.findByTestId('mayNotBeIsolated');
    expect(told).toHaveTextContent('Not confirmed: FIN-WS-01 may not be isolated');
    expect(told).toHaveTextContent(/Test readiness, isolate it again, or cut it off at the switch/);
    const card = screen.getByTestId('recoveryCard');
    expect(told.compareDocumentPosition(card)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('keeps how to open the endpoint folded', async () => {
    open(unanswered());
    const card = within(await screen.findByTestId('recoveryCard'));
    const toggle = card.getByRole('button', { name: 'Local recovery' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
  });
});

describe('an endpoint that is to be released', () => {
  it('has its local recovery unfolded', async () => {
    const recovery = recoveryCardOf(
      { case: 'contact_lost', backup: 'present', managers: [] },
      PROGRAMS[0]
    );
    open(
      anEndpoint({
        state: isolated,
        contact: { contact: 'lost', since: NIGHT - 300_000 },
        recovery,
      })
    );
    const card = within(await screen.findByTestId('recoveryCard'));
    expect(card.queryByRole('button', { name: 'Local recovery' })).not.toBeInTheDocument();
  });
});

describe('why an action is not available', () => {
  const away: EligibilityReason = { code: 'not_active', detail: 'disconnected' };

  it.each([
    ['release', isolated, 'Release it once it reconnects, or recover it locally.'],
    ['isolate', anEndpoint().state, 'To cut it off now, use the switch, VPN or network firewall.'],
  ] as const)('names a way that fits the verb (%s)', async (verb, state, way) => {
    const { possible } = anEndpoint();
    const against = { ...possible[verb], reasons: [away] };
    open(anEndpoint({ state, possible: { ...possible, [verb]: against } }));
    const why = await screen.findByTestId('whyNot');
    expect(why).toHaveTextContent(way);
    expect(why.textContent?.includes('switch')).toBe(verb === 'isolate');
  });
});

describe('an address that was added for an isolation', () => {
  it('is shown with who added it, also to others', async () => {
    const lifeline = [
      { address: anAddress('10.1.1.1'), sources: [{ source: 'request' as const }] },
    ];
    const action = anAction(['sending', 'dispatched', 'succeeded'], { user: 'bob', lifeline });
    open(anEndpoint({ state: isolated, actions: [action], proven_by: { action } }));
    const allowed = within(await screen.findByTestId('presentLifeline'));
    expect(allowed.getByText('Added by bob')).toBeInTheDocument();
  });
});

describe('the panel of an endpoint', () => {
  it('begins with its state, has its identity in one line under the title, and the rest folded', async () => {
    open(anEndpoint({ state: isolated }));
    const state = await screen.findByTestId('stateSection');
    const line = screen.getByTestId('identityLine');
    expect(line).toHaveTextContent('active10.20.1.11 · Microsoft Windows 11 Pro');
    expect(line.compareDocumentPosition(state)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    const details = screen.getByTestId('identity');
    expect(state.compareDocumentPosition(details)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(screen.getByRole('button', { name: 'Endpoint details' })).toHaveAttribute(
      'aria-expanded',
      'false'
    );
  });

  it.each([
    ['isolated', true],
    ['not_isolated', true],
    ['unknown', false],
  ] as const)('says what a report shows only where there is one (%s)', async (status, isSaid) => {
    const state = { ...isolated, status, reasons: [] };
    open(anEndpoint({ state }));
    expect(await screen.findByTestId('stateSection')).toBeInTheDocument();
    expect(screen.queryByText(/A report confirms that/) !== null).toBe(isSaid);
  });
});
