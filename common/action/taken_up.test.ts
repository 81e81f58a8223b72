import { mayBeTakenUp } from './taken_up';

describe('what a process that is gone has recorded', () => {
  const byApiUser = { authority: { as: 'api_user' as const } };

  it('may be sent by another where both stand for the same rights on the manager', () => {
    expect(mayBeTakenUp(byApiUser, 'off')).toBe(true);
    expect(mayBeTakenUp(byApiUser, 'on')).toBe(false);
    expect(mayBeTakenUp(byApiUser, 'not_known')).toBe(false);
    expect(mayBeTakenUp({ authority: { as: 'person' } }, 'off')).toBe(false);
    // An older version didn't say.
    expect(mayBeTakenUp({}, 'off')).toBe(false);
  });

  it('may not where an isolation has to follow, which would not come: the endpoint would stay open', () => {
    const reisolation = { lifeline: [], acknowledgements: [], left_out: [] };
    expect(mayBeTakenUp({ ...byApiUser, reisolation }, 'off')).toBe(false);
  });
});
