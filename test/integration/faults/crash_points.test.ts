import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import type { Strike } from './crash_points';
import { strikeEachCall } from './crash_points';
import { FaultWorld } from './fault_world';
import { say } from './figures';

jest.setTimeout(startTimeLimit);

describeOnOpenSearch('a server with one fault, at each of its calls', () => {
  let world: FaultWorld;
  beforeAll(async () => {
    const { url } = await sharedOpenSearch();
    const delays = { startMs: [1, 2], deliverMs: [1, 2], indexMs: [1, 2] } as const;
    world = await FaultWorld.start({ storeUrl: url, fleetSize: 250, delays });
  });
  afterAll(() => world.stop());

  it.each<Strike>([
    { journey: 'one', kind: 'dies', every: 1 },
    { journey: 'one', kind: 'fails', every: 1 },
    { journey: 'one', kind: 'answer_lost', every: 1 },
    { journey: 'unheard', kind: 'dies', every: 1 },
    { journey: 'unheard', kind: 'answer_lost', every: 1 },
    { journey: 'several', kind: 'dies', every: 1 },
    // Of these the soak strikes each.
    { journey: 'several', kind: 'fails', every: 3 },
    { journey: 'several', kind: 'answer_lost', every: 3 },
  ])('keeps its promises on the journey "$journey" where a call "$kind"', async (strike) => {
    const struck = await strikeEachCall(world, strike);
    expect(struck.faults).toEqual([]);
    // Else it was over before anything could be struck.
    expect(struck.calls).toBeGreaterThan(20);
    const { journey, kind } = strike;
    say([{ name: `crash_points_${journey}_${kind}`, value: struck.calls, unit: 'calls' }]);
  });
});
