import { screen } from '@testing-library/react';
import React from 'react';
import type { ShownState } from '../../common/state/shown_state';
import { anEndpoint, NIGHT, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { StateSection } from './state_section';

const isolated = provenState('isolated');
const waiting = { verb: 'isolate' as const, n: 1, since: NIGHT, until: NIGHT + 1 };
const LINE = /A report confirms that the isolation program/;

const contact = { contact: 'in_contact', seen_at: NIGHT } as const;

function open(state: ShownState) {
  draw(
    <StateSection endpoint={anEndpoint({ state, contact })} receivedAt={NIGHT} />,
    fakeServices()
  );
}

describe('what a report does not confirm', () => {
  it.each([
    ['isolated', isolated, LINE],
    ['not isolated', provenState('not_isolated'), LINE],
  ])('stands with a state that a report confirms: %s', (_, state, line) => {
    open(state);
    expect(screen.getByText(line)).toBeInTheDocument();
  });

  it.each<[string, ShownState]>([
    ['unknown', { ...isolated, status: 'unknown', reasons: ['may_be_isolated'] }],
    ['isolating', { ...isolated, waiting }],
    ['no record', { status: 'no_record', reasons: [], backup: 'none_needed', cautions: [] }],
  ])('is not said where no report confirms the state: %s', (_, state) => {
    open(state);
    expect(screen.queryByText(LINE)).toBeNull();
  });
});

describe('when the endpoint was last seen', () => {
  it.each<[string, ShownState]>([
    ['isolated', isolated],
    ['unknown', { ...isolated, status: 'unknown', reasons: ['may_be_isolated'] }],
    ['isolating', { ...provenState('not_isolated'), waiting }],
  ])('stands with a state in which no release may reach it: %s', (_, state) => {
    open(state);
    expect(screen.getByText(/^Seen /)).toBeInTheDocument();
  });

  it('is left out where nothing holds it back', () => {
    open(provenState('not_isolated'));
    expect(screen.queryByText(/^Seen /)).toBeNull();
  });
});
