import { SECOND } from '../../common/base/time';
import { valueAt, asArray, field } from '../../common/base/json_reading';
import { alertsPattern } from '../../lab/store/alerts_template';
import { createAlertSink } from '../../lab/store/alert_sink';
import { PluginClient } from '../integration/lab/plugin_client';
import type { Benchmark, Figure } from './benchmark';
import { BenchWorld, ENDPOINTS_INDEX, HOST_ID, MANAGER } from './parts/bench_world';
import { reportedAlert } from './parts/reported_alert';
import type { RequestCounter } from './parts/request_counter';
import { countRequests } from './parts/request_counter';

const DASHBOARDS = 2;
const EVENTS_PER_SECOND = 500;
const STREAM_SECONDS = 120;
/** Time the stream runs before it is measured: what is read again each time has its full size by then. */
const WARM_UP_SECONDS = 70;
const ENDPOINTS = 1000;
const FIRST_ID = 1001;
/** The page of somebody who looks asks so often. */
const PAGE_ASKS_EVERY = 10 * SECOND;
/** Pause between rounds of a dashboard that nobody looks at. */
const IDLE_EVERY = 30 * SECOND;
const IDLE_ROUNDS = 2;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Stores the events of one second and makes them searchable. @returns the last of them */
async function storeSecond(world: BenchWorld, second: number) {
  const sink = createAlertSink(world.client);
  const at = Date.now() - 3 * SECOND;
  const alerts = Array.from({ length: EVENTS_PER_SECOND }, (_, i) => {
    const endpoint = (second * EVENTS_PER_SECOND + i) % ENDPOINTS;
    return reportedAlert({
      agentId: String(FIRST_ID + endpoint),
      user: 'alice',
      at,
      before: Math.floor((second * EVENTS_PER_SECOND) / ENDPOINTS),
      place: second * EVENTS_PER_SECOND + i,
    });
  });
  await sink.index(alerts);
  await world.client.indices.refresh({ index: alertsPattern });
  return alerts[alerts.length - 1];
}

/** Resolves when the endpoint's projection has the event. */
async function isFolded(world: BenchWorld, agentId: string, eventId: string): Promise<void> {
  for (;;) {
    const { body } = await world.client.get(
      { index: ENDPOINTS_INDEX, id: `${MANAGER}/${agentId}` },
      { ignore: [404, 503] }
    );
    const evidence = asArray(valueAt(body, '_source', 'record', 'evidence')) ?? [];
    if (evidence.some((one) => String(field(one, 'identity')).endsWith(`|${eventId}`))) return;
    await pause(50);
  }
}

/** Measures for each second's last event how long it was searchable before it was in the ledger, ms. */
async function measureLag(world: BenchWorld, share: number): Promise<number[]> {
  const seconds = Math.max(5, Math.round(STREAM_SECONDS * share));
  const warmUp = Math.round(WARM_UP_SECONDS * share);
  const lags: number[] = [];
  const waits: Array<Promise<void>> = [];
  const startedAt = Date.now();
  for (let second = 0; second < seconds; second++) {
    const last = await storeSecond(world, second);
    const searchableAt = performance.now();
    if (last && second >= warmUp) {
      const folded = isFolded(world, last.agent.id, last.id);
      waits.push(folded.then(() => void lags.push(performance.now() - searchableAt)));
    }
    await pause(startedAt + (second + 1) * SECOND - Date.now());
  }
  await Promise.all(waits);
  return lags;
}

/** Keeps the dashboards' pages open, whose badges ask by a timer. @returns ends it */
function keepLooking(pages: readonly PluginClient[]): () => void {
  const look = () => {
    for (const page of pages) {
      page.endpoints(HOST_ID, { state: 'isolated', size: '10' }).catch(() => undefined);
    }
  };
  look();
  const timer = setInterval(look, PAGE_ASKS_EVERY);
  return () => clearInterval(timer);
}

/** Counts what each dashboard requests in a few intervals in which nothing happens and nobody looks. */
async function measureIdle(counter: RequestCounter): Promise<ReadonlyMap<string, number>> {
  // So long after the last look a dashboard goes on as if somebody looked.
  await pause(20 * SECOND);
  counter.take();
  while (countOf(counter.take(), 'POST /_msearch') === 0) await pause(200);
  // From just behind one round until well before the one after the last that counts.
  await pause(SECOND);
  counter.take();
  await pause((IDLE_ROUNDS + 0.5) * IDLE_EVERY);
  return counter.take();
}

const countOf = (counts: ReadonlyMap<string, number>, name: string) => counts.get(name) ?? 0;
const sumOf = (counts: ReadonlyMap<string, number>) =>
  Array.from(counts.values()).reduce((sum, count) => sum + count, 0);

async function measure(
  world: BenchWorld,
  counters: readonly RequestCounter[],
  share: number
): Promise<readonly Figure[]> {
  const pages: PluginClient[] = [];
  const startedAt = performance.now();
  for (const counter of counters) {
    const dashboard = await world.begin(await world.load(), counter.url);
    pages.push(new PluginClient(dashboard.url));
  }
  await world.historyIsRead();
  const sweepMs = performance.now() - startedAt;
  const sweep = counters.map((counter) => counter.take());

  const idle = await Promise.all(counters.map(measureIdle));
  const searches = idle.map((counts) => countOf(counts, 'POST /_msearch') / IDLE_ROUNDS);

  const stopLooking = keepLooking(pages);
  const lags = await measureLag(world, share);
  stopLooking();

  const sorted = Array.from(lags).sort((a, b) => a - b);
  const inSeconds = (ms: number | undefined) => Math.round((ms ?? NaN) / 10) / 100;
  return [
    {
      name: 'stream_lag',
      value: inSeconds(sorted[sorted.length - 1]),
      unit: 's',
      bound: { atMost: 2 },
    },
    {
      name: 'stream_lag_median',
      value: inSeconds(sorted[Math.floor(sorted.length / 2)]),
      unit: 's',
    },
    {
      name: 'idle_queries',
      value: Math.round(Math.max(...searches) * 100) / 100,
      unit: 'msearch/interval/process',
      bound: { atMost: 1 },
    },
    {
      name: 'idle_store_requests',
      value: Math.round((Math.max(...idle.map(sumOf)) / IDLE_ROUNDS) * 100) / 100,
      unit: 'requests/interval/process',
    },
    { name: 'first_sweep_requests', value: Math.max(...sweep.map(sumOf)), unit: 'requests' },
    { name: 'first_sweep_time', value: inSeconds(sweepMs), unit: 's' },
  ];
}

/**
 * Two dashboards, each a process of its own. With nobody who looks: what they ask of the store in an interval, the first reading of all
 * that is stored apart. With somebody who looks: how far behind what is searchable the ledger is at a steady stream of events, the
 * longest wait of any second.
 */
export const benchmark: Benchmark = {
  async run(share) {
    const world = await BenchWorld.start();
    const counters: RequestCounter[] = [];
    try {
      for (let i = 0; i < DASHBOARDS; i++) counters.push(await countRequests(world.storeUrl));
      return await measure(world, counters, share);
    } finally {
      await world.stop();
      await Promise.all(counters.map((counter) => counter.stop()));
    }
  },
};
