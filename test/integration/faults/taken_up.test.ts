import type { ActionDocument } from '../../../common/action/action';
import { isPending } from '../../../common/action/action';
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

  /** Isolates with all that has to be acknowledged: with so low a limit some endpoints can't be asked for their configuration. */
  const isolate = async (client: PluginClient, agents: readonly string[]) => {
    const preview = await client.preview('isolate', HOST_ID, ...agents);
    const needs = preview.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []);
    await client.startAll(preview, newKey(), Array.from(new Set(needs)));
  };

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
      await isolate(client, agents);
      const waiting = await until(
        () => statusesOf(here),
        ({ recorded = 0, dispatched = 0, succeeded = 0 }) =>
          recorded > 0 && dispatched + succeeded > 0,
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

  it(
    'is not sent where somebody with the right to write the index edited it, copied it, or set it back',
    async () => {
      const { url } = await sharedOpenSearch();
      world = await FaultWorld.start({ storeUrl: url, fleetSize: 300, requestsPerMinute: LIMIT });
      const here = world;
      const index = `${here.ledgerPrefix}-actions`;
      const documents = async () => {
        await here.client.indices.refresh({ index });
        const query = { term: { kind: 'action' } };
        const { body } = await here.client.search({ index, body: { size: 200, query } });
        return body.hits.hits as Array<{ readonly _id: string; readonly _source: ActionDocument }>;
      };
      const write = (id: string, body: object) =>
        here.client.index({ index, id, body: JSON.parse(JSON.stringify(body)), refresh: true });
      const first = await here.dashboard();
      const agents = here.endpoints(MANY);
      await isolate(new PluginClient(first.url), agents);
      const left = await until(
        async () => (await documents()).filter(({ _source: one }) => one.status === 'recorded'),
        ({ length }) => length > 8,
        60_000
      );
      await first.kill();
      const [a, b, c, d, e] = left;
      if (!a || !b || !c || !d || !e) throw new Error('there are more than eight');
      const elsewhere = here.endpoints(MANY + 1)[MANY] ?? '';
      const copied = `${a._source.manager}/${elsewhere}`;
      await write(b._id, { ...b._source, lifeline: [] });
      await write(c._id, { ...c._source, user: 'mallory', not_after: Date.now() + 86_400_000 });
      await write(`${copied}:1`, {
        ...a._source,
        endpoint: copied,
        agent: { ...a._source.agent, id: elsewhere },
      });
      await write(d._id, { ...d._source, signature: undefined });
      const edited = new Set([b, c, d].map(({ _source: one }) => one.agent.id).concat(elsewhere));
      const other = await here.dashboard();
      await until(
        async () => new Set(here.reached().map(({ agentId }) => agentId)),
        (reached) => agents.every((agent) => reached.has(agent) || edited.has(agent)),
        400_000
      );
      // What was sent is set back to what was signed once.
      await until(
        documents,
        (all) => all.some(({ _id: id, _source: { status } }) => id === e._id && !isPending(status)),
        120_000
      );
      await write(e._id, e._source);
      const before = here.reached().length;
      await new Promise((resolve) => setTimeout(resolve, 40_000));
      expect(here.reached().length).toBe(before);
      const reached = here.reached().map(({ agentId }) => agentId);
      expect(reached.filter((agent) => edited.has(agent))).toEqual([]);
      expect(reached.filter((agent) => agent === e._source.agent.id)).toHaveLength(1);
      const told = other.logged.filter((line) => line.includes('isolation.unsigned')).join('\n');
      for (const agent of [...edited, e._source.agent.id]) expect(told).toContain(`/${agent}"`);
      await other.kill();
    },
    startTimeLimit + 600_000
  );
});
