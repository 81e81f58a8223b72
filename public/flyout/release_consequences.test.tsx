import { screen } from '@testing-library/react';
import React from 'react';
import type { EndpointState } from '../../common/state/fold';
import { aPreview, OPEN_STATE, provenState } from '../../test/builders/views';
import { draw, fakeServices } from '../../test/fakes/browser_services';
import { Consequences } from './consequences';

function openRelease(state: EndpointState) {
  draw(
    <Consequences
      verb="release"
      name="FIN-WS-09"
      preview={aPreview({ state }, 'release').endpoints[0]}
      profiles={[]}
      chosen={[]}
      onChosen={jest.fn()}
    />,
    fakeServices()
  );
  return screen.getByTestId('releaseConsequences');
}

const isolated = provenState('isolated');
const PROMISE = /will get its network connections back/;

describe('a release form promises only what is expected to happen', () => {
  it('a reconnection, with a good backup of a confirmed isolation', () => {
    const told = openRelease(isolated);
    expect(told).toHaveTextContent(/^FIN-WS-09 will get its network connections back/);
    expect(told).toHaveClass('euiCallOut--primary');
  });

  it.each([
    ['missing', /will likely refuse this release.*no firewall backup to restore/],
    ['tainted', /may not reconnect FIN-WS-09.*check locally whether it has network access/],
  ] as const)('a warning and no reconnection, where the backup is %s', (backup, words) => {
    const told = openRelease({ ...isolated, backup });
    expect(told).toHaveTextContent(words);
    expect(told).toHaveClass('euiCallOut--warning');
    expect(screen.queryByText(PROMISE)).not.toBeInTheDocument();
  });

  it('a reconnection only if it is isolated, where nothing confirms that it is', () => {
    const unknown = { ...isolated, status: 'unknown' as const, proof: undefined };
    expect(openRelease({ ...unknown, reasons: ['may_be_isolated'] })).toHaveTextContent(
      /^If FIN-WS-09 is isolated, it will get/
    );
  });

  it('nothing, where it is not known to be isolated', () => {
    expect(openRelease(OPEN_STATE)).toHaveTextContent(/isn’t known to be isolated/);
    expect(screen.queryByText(PROMISE)).not.toBeInTheDocument();
  });
});
