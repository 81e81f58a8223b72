import { anAction } from '../../test/builders/views';
import { isolatingAction } from './isolating_action';

const isolate = anAction(['succeeded'], { n: 1 });
const release = anAction(['succeeded'], { id: 'released', verb: 'release', n: 2 });

describe('the action by which an endpoint is isolated', () => {
  it('is the isolation whose report confirms it', () => {
    const actions = [release, isolate];
    expect(isolatingAction({ actions, proven_by: { action: isolate } })).toBe(isolate);
  });

  it.each([
    ['a release confirms the state', { action: release }],
    ['it was isolated outside this plugin', { claimed_user: 'mallory' }],
    ['nothing confirms the state', undefined],
  ])('is none where %s', (_, provenBy) => {
    expect(isolatingAction({ actions: [release, isolate], proven_by: provenBy })).toBeUndefined();
  });

  it('is none where it is too long ago to be shown', () => {
    expect(isolatingAction({ actions: [release], proven_by: { action: isolate } })).toBeUndefined();
  });
});
