import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import type { Strike } from './crash_points';
import { strikeEachCall } from './crash_points';
import { FaultWorld } from './fault_world';
import { say } from './figures';
import { faultSeed } from './seed';

jest.setTimeout(startTimeLimit);

/** One call in so many is struck, others each time; of `npm run soak crashes` each is. */
const EVERY = 5;
const FIRST = 1 + (faultSeed % EVERY);

describeOnOpenSearch('a server with one fault, at one in five of its calls', () => {
  let world: FaultWorld;
  beforeAll(async () => {
    const { url } = await sharedOpenSearch();
    const delays = { startMs: [1, 2], deliverMs: [1, 2], indexMs: [1, 2] } as const;
    world = await FaultWorld.start({ storeUrl: url, fleetSize: 250, delays });
  });
  afterAll(() => world.stop());

  it.each<Pick<Strike, 'journey' | 'kind'>>([
    { journey: 'one', kind: 'dies' },
    { journey: 'one', kind: 'fails' },
    { journey: 'one', kind: 'answer_lost' },
    { journey: 'unheard', kind: 'dies' },
    { journey: 'unheard', kind: 'answer_lost' },
    { journey: 'several', kind: 'dies' },
    { journey: 'several', kind: 'fails' },
    { journey: 'several', kind: 'answer_lost' },
  ])('keeps its promises on the journey "$journey" where a call "$kind"', async (strike) => {
    const struck = await strikeEachCall(world, { ...strike, every: EVERY, first: FIRST });
    expect({ first: FIRST, faults: struck.faults }).toEqual({ first: FIRST, faults: [] });
    // Else it was over before anything could be struck.
    expect(struck.calls * EVERY).toBeGreaterThan(20);
    const { journey, kind } = strike;
    say([{ name: `crash_points_${journey}_${kind}`, value: struck.calls, unit: 'calls' }]);
  });
});
