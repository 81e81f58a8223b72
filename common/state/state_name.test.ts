import { provenState } from '../../test/builders/views';
import { stateNameOf } from './state_name';

describe('the name of a state', () => {
  it('is that of the action that waits for its report, over what was confirmed before', () => {
    const waiting = (verb: 'isolate' | 'release') => ({ verb, n: 1, since: 0, until: 1 });
    expect(stateNameOf({ ...provenState('not_isolated'), waiting: waiting('isolate') })).toBe(
      'isolating'
    );
    expect(stateNameOf({ ...provenState('isolated'), waiting: waiting('release') })).toBe(
      'releasing'
    );
    expect(stateNameOf(provenState('isolated'))).toBe('isolated');
  });
});
