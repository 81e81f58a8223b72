import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import { FaultWorld } from './fault_world';
import { say } from './figures';
import { killAgainAndAgain, killFigures } from './kill_loop';
import { faultSeed } from './seed';

const KILLS = 20;

describeOnOpenSearch(
  `a server that is killed again and again, with ISOLATION_SEED=${faultSeed}`,
  () => {
    let world: FaultWorld | undefined;
    afterAll(() => world?.stop());

    it(
      `${KILLS} kills: every action has one end, none is sent twice, none is lost`,
      async () => {
        const { url } = await sharedOpenSearch();
        world = await FaultWorld.start({ storeUrl: url, fleetSize: 150 });
        const killed = await killAgainAndAgain(world, {
          kills: KILLS,
          endpoints: 24,
          seed: faultSeed,
        });
        say(killFigures(killed));
        expect(killed.faults).toEqual([]);
      },
      startTimeLimit
    );
  }
);
