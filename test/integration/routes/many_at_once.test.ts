import { valueAt } from '../../../common/base/json_reading';
import { MINUTE, SECOND } from '../../../common/base/time';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(10 * MINUTE);

/** Limit of the real manager, in requests a minute. */
const LIMIT = 300;
const MANY = 400;

describeOnOpenSearch(
  'one request for more endpoints than the manager takes requests a minute',
  () => {
    let lab: SecuredLab;
    beforeAll(async () => {
      lab = await startSecuredLab({ requestsPerMinute: LIMIT, fleetSize: 1_300 });
    }, startTimeLimit);
    afterAll(() => lab.stop());

    /** Number of times each endpoint was told to isolate itself. */
    function isolations(): ReadonlyMap<string, number> {
      const counts = new Map<string, number>();
      for (const { agentId, command } of lab.simulation.manager.commandsReached()) {
        if (valueAt(command.alert, 'data', 'action') !== 'isolate') continue;
        counts.set(agentId, (counts.get(agentId) ?? 0) + 1);
      }
      return counts;
    }

    async function statuses(): Promise<Readonly<Record<string, number>>> {
      await lab.admin.indices.refresh({ index: lab.indices.actions });
      const { body } = await lab.admin.search({
        index: lab.indices.actions,
        size: 0,
        body: {
          query: { term: { kind: 'action' } },
          aggs: { of: { terms: { field: 'status' } } },
        },
      });
      const buckets = body.aggregations.of.buckets as Array<{ key: string; doc_count: number }>;
      return Object.fromEntries(buckets.map(({ key, doc_count: count }) => [key, count]));
    }

    it('isolates all of them: nothing is rejected for the limit, and nothing is sent twice', async () => {
      const agents = healthyEndpoints(lab.simulation).slice(0, MANY);
      expect(agents).toHaveLength(MANY);
      const admin = lab.as('admin');
      const preview = await admin.preview('isolate', agents);
      expect(preview.status).toBe(200);
      const acknowledgements = Array.from(
        new Set(preview.body.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []))
      );
      const begin = Date.now();
      const started = await admin.startAs(preview.body, { acknowledgements });
      expect(started.status).toBe(200);
      expect(started.body.started).toHaveLength(MANY);
      const answeredAfter = Date.now() - begin;
      const reached = await until(
        async () => isolations(),
        (counts) => counts.size === MANY,
        8 * MINUTE
      );
      const took = Date.now() - begin;
      process.stdout.write(
        `${MANY} isolated ${Math.round(
          took / SECOND
        )} s after the request, which was answered after ${answeredAfter} ms\n`
      );
      const requests = lab.simulation.manager
        .asked()
        .filter((one) => one.includes('/active-response'));
      process.stdout.write(`with ${requests.length} requests\n`);
      expect(requests.length).toBeLessThan(MANY / 3);
      expect(Array.from(reached.values()).filter((count) => count !== 1)).toEqual([]);
      const ended = await until(statuses, ({ succeeded = 0 }) => succeeded === MANY, MINUTE);
      expect(ended).toEqual({ succeeded: MANY });
    });
  }
);
