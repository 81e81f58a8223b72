import type { ActionDocument } from '../../../common/action/action';
import { SECOND } from '../../../common/base/time';
import { until } from '../lab/until';
import { newKey, PluginClient } from '../lab/plugin_client';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import { FaultWorld, HOST_ID } from './fault_world';
import { readLedger } from './ledger_snapshot';

jest.setTimeout(600_000);

const MANY = 60;
/** Fewer than one request for many endpoints needs: what is left waits for the next minute. */
const LIMIT = 30;

describeOnOpenSearch('what a dashboard recorded and could not send before it was killed', () => {
  let world: FaultWorld | undefined;
  afterEach(() => world?.stop());

  const statusesOf = async (one: FaultWorld) => {
    await one.client.indices.refresh({ index: `${one.ledgerPrefix}-*` });
    const { actions } = await readLedger(one.client, one.ledgerPrefix);
    const counts: Record<string, number> = {};
    for (const { status } of actions) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  it(
    'is sent by another that was running, each once, and all of it',
    async () => {
      const { url } = await sharedOpenSearch();
      world = await FaultWorld.start({ storeUrl: url, fleetSize: 300, requestsPerMinute: LIMIT });
      const here = world;
      const [first, other] = [await here.dashboard(), await here.dashboard()];
      const agents = here.endpoints(MANY);
      const client = new PluginClient(first.url);
      const preview = await client.preview('isolate', HOST_ID, ...agents);
      await client.startAll(preview, newKey());
      const waiting = await until(
        () => statusesOf(here),
        ({ recorded = 0, succeeded = 0 }) => recorded > 0 && succeeded > 0,
        60_000
      );
      await first.kill();
      const killedAt = Date.now();
      const before = here.reached().length;
      const taken = await until(
        async () => here.reached().length,
        (count) => count > before,
        120_000
      );
      const tookUpAfter = Date.now() - killedAt;
      const ended = await until(
        () => statusesOf(here),
        ({ succeeded = 0, uncertain = 0, unanswered = 0 }) =>
          succeeded + uncertain + unanswered === MANY,
        300_000
      );
      process.stdout.write(
        `${JSON.stringify(waiting)} when it was killed, ${taken} reached ${Math.round(
          tookUpAfter / SECOND
        )} s after, in the end ${JSON.stringify(ended)}\n`
      );
      const counts = new Map<string, number>();
      for (const { agentId } of here.reached()) counts.set(agentId, (counts.get(agentId) ?? 0) + 1);
      expect(Array.from(counts.values()).filter((count) => count !== 1)).toEqual([]);
      expect(counts.size).toBeGreaterThanOrEqual(
        MANY - (ended.uncertain ?? 0) - (ended.unanswered ?? 0)
      );
      expect(ended.interrupted ?? 0).toBe(0);
      await other.kill();
    },
    startTimeLimit + 600_000
  );
});
