import { DAY, SECOND } from '../../common/base/time';
import { alertsIndex } from '../../lab/store/alerts_template';
import type { Benchmark, Figure } from './benchmark';
import { ACTIONS_INDEX, BenchWorld, ENDPOINTS_INDEX } from './parts/bench_world';
import { reportedAlert } from './parts/reported_alert';

const ENDPOINTS = 20_000;
const EVENTS_OF_EACH = 50;
const FIRST_ID = 1001;
/** The reports are of as many days, as an installation with the usual retention has them. */
const DAYS = 30;
const AT_ONCE = 5000;

/** Lines of a bulk request for reports of a fleet, endpoints taking turns, half of them with a reference that no action has. */
function* bulksOf(endpoints: number): Generator<string> {
  const start = Date.now() - (DAYS + 1) * DAY;
  const step = Math.floor((DAYS * DAY) / EVENTS_OF_EACH / SECOND) * SECOND;
  let lines: string[] = [];
  for (let before = 0; before < EVENTS_OF_EACH; before++) {
    for (let i = 0; i < endpoints; i++) {
      const alert = reportedAlert({
        agentId: String(FIRST_ID + i),
        user: i % 2 === 0 ? 'alice' : 'alice#k7m2q9xd',
        at: start + before * step + Math.floor(i / 1000) * SECOND,
        before,
        place: i,
      });
      const index = alertsIndex(Date.parse(alert.timestamp));
      lines.push(`{"index":{"_index":"${index}"}}`, JSON.stringify(alert));
      if (lines.length < 2 * AT_ONCE) continue;
      yield `${lines.join('\n')}\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** @returns documents that the store took in a second */
async function fill({ client }: BenchWorld, endpoints: number): Promise<number> {
  let took = 0;
  for (const body of bulksOf(endpoints)) {
    const startedAt = performance.now();
    const answer = await client.bulk({ body });
    took += performance.now() - startedAt;
    if (answer.body.errors) throw new Error('an alert was not stored');
  }
  await client.indices.refresh({ index: 'wazuh-alerts-*' });
  return (endpoints * EVENTS_OF_EACH * 1000) / took;
}

async function measure(world: BenchWorld, share: number): Promise<readonly Figure[]> {
  const endpoints = Math.max(1, Math.round(ENDPOINTS * share));
  const events = endpoints * EVENTS_OF_EACH;
  const bareRate = await fill(world, endpoints);
  const loaded = await world.load();
  const startedAt = performance.now();
  const dashboard = await world.begin(loaded);
  await world.historyIsRead();
  const seconds = (performance.now() - startedAt) / 1000;
  const memory = dashboard.mostMemory();
  const folded = await world.count(ENDPOINTS_INDEX, 'endpoint');
  const copied = await world.count(ACTIONS_INDEX, 'elsewhere');
  // The simulated fleet has a past of its own.
  if (folded < endpoints || copied < events) {
    throw new Error(`only ${copied} events of ${folded} endpoints were folded`);
  }
  return [
    {
      name: 'fold_rate',
      value: Math.round(events / seconds),
      unit: 'events/s',
      bound: { atLeast: 6000 },
    },
    {
      name: 'fold_memory',
      value: Math.round(memory / 2 ** 20),
      unit: 'MB',
      bound: { atMost: 300 },
    },
    { name: 'fold_events', value: events, unit: 'events' },
    { name: 'bare_bulk_rate', value: Math.round(bareRate), unit: 'documents/s' },
  ];
}

/**
 * A plugin that is installed into a dashboard with a long history: from the start of its process until every alert that is stored is
 * in the ledger, where each leaves a document of its own and its endpoint's projection. The process is the lab's host with the built
 * plugin; its memory is the most that was resident, host included. Beside it what the same OpenSearch takes in alerts.
 */
export const benchmark: Benchmark = {
  async run(share) {
    const world = await BenchWorld.start();
    try {
      return await measure(world, share);
    } finally {
      await world.stop();
    }
  },
};
