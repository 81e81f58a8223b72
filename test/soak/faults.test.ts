import { HOUR } from '../../common/base/time';
import type { Journey } from '../integration/faults/crash_points';
import { strikeEachCall } from '../integration/faults/crash_points';
import { FaultWorld } from '../integration/faults/fault_world';
import { faultKinds } from '../integration/faults/faulty_ways_out';
import { say } from '../integration/faults/figures';
import { killAgainAndAgain, killFigures } from '../integration/faults/kill_loop';
import { actAllAtOnce } from '../integration/faults/many_actions';
import { faultSeed } from '../integration/faults/seed';
import { sharedOpenSearch } from '../integration/store/stores';

jest.setTimeout(4 * HOUR);

describe(`with ISOLATION_SEED=${faultSeed}`, () => {
  let world: FaultWorld;
  let startedAt: number;
  async function start(fleetSize: number): Promise<FaultWorld> {
    const { url } = await sharedOpenSearch();
    world = await FaultWorld.start({ storeUrl: url, fleetSize });
    startedAt = Date.now();
    return world;
  }
  function sayTime(name: string): void {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    say([{ name: `soak_${name}_time`, value: seconds, unit: 's' }]);
  }
  afterEach(() => world.stop());

  it('kills: 200 times the server dies while people act', async () => {
    const killed = await killAgainAndAgain(await start(150), {
      kills: 200,
      endpoints: 24,
      seed: faultSeed,
    });
    say(killFigures(killed));
    sayTime('kills');
    expect(killed.faults).toEqual([]);
  });

  it('actions: 10,000 of 500 endpoints, at two servers at once', async () => {
    const many = await actAllAtOnce(await start(1500), {
      servers: 2,
      endpoints: 500,
      actions: 10_000,
      seed: faultSeed,
    });
    say(many.figures);
    sayTime('actions');
    expect(many.faults).toEqual([]);
  });

  it('servers: 1,000 actions of 20 endpoints, at four servers at once', async () => {
    const many = await actAllAtOnce(await start(150), {
      servers: 4,
      endpoints: 20,
      actions: 1000,
      seed: faultSeed,
    });
    say(many.figures);
    sayTime('servers');
    expect(many.faults).toEqual([]);
  });

  it('crashes: each call of each journey is struck in each way', async () => {
    await start(250);
    for (const journey of ['one', 'several', 'unheard'] satisfies Journey[]) {
      for (const kind of faultKinds) {
        const struck = await strikeEachCall(world, { journey, kind, every: 1 });
        say([{ name: `crash_points_${journey}_${kind}`, value: struck.calls, unit: 'calls' }]);
        expect(struck.faults).toEqual([]);
      }
    }
    sayTime('crashes');
  });
});
