import { MINUTE } from '../../../common/base/time';
import { describeOnOpenSearch, sharedOpenSearch } from '../store/stores';
import { FaultWorld } from './fault_world';
import { say } from './figures';
import type { ManyOptions } from './many_actions';
import { actAllAtOnce } from './many_actions';

// A minute on an idle machine; a busy one takes its time.
jest.setTimeout(15 * MINUTE);

describeOnOpenSearch('several servers on one indexer', () => {
  it.each<[string, ManyOptions]>([
    ['4 servers, 8 endpoints, 80 actions', { servers: 4, endpoints: 8, actions: 80, seed: 1 }],
    ['2 servers, 40 endpoints, 200 actions', { servers: 2, endpoints: 40, actions: 200, seed: 2 }],
  ])(
    '%s: one of an endpoint is being sent at a time, no update is lost, all states are right',
    async (_name, options) => {
      const { url } = await sharedOpenSearch();
      const world = await FaultWorld.start({
        storeUrl: url,
        fleetSize: 3 * options.endpoints + 60,
      });
      try {
        const { faults, ledger, figures } = await actAllAtOnce(world, options);
        say(figures);
        expect(faults).toEqual([]);
        expect(ledger.actions.length).toBeGreaterThanOrEqual(options.actions);
      } finally {
        await world.stop();
      }
    }
  );
});
