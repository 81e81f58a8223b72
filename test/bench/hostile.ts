import { startSecuredOpenSearch } from '../../lab/store/opensearch/secured_opensearch';
import { ENDPOINTS_PATH, endpointPath, READINESS_PATH } from '../../common/api/paths';
import { SECOND } from '../../common/base/time';
import { Endings } from '../../lab/endings';
import { HOST_ID } from '../integration/access/access_lab';
import type { SecuredLab } from '../integration/access/secured_lab';
import { SECRET_GROUP, startSecuredLabOn } from '../integration/access/secured_lab';
import { Revoker } from '../integration/attacks/revoker';
import { healthyEndpoints } from '../integration/lab/healthy_endpoints';
import setUpBuiltPlugin from '../setup_built_plugin';
import type { Benchmark, Figure } from './benchmark';
import type { Forger } from './parts/flood';
import { forgedReports, keepForging, storeAlerts } from './parts/flood';
import type { IsolationTime } from './parts/isolations';
import { timeIsolations } from './parts/isolations';
import { timeTakenRights } from './parts/rights_taken';
import { median, timeOf } from './parts/timing';

/** Isolations of each kind. */
const MEASURED = 20;
const EVERY = 8 * SECOND;
/** The real manager's own limit. */
const LIMIT = 300;
const FORGED_A_SECOND = 1000;
const BURST = 50_000;
const REPORTS = 10;
const LOOKED_AT = 50;
const AT_ONCE = 10;
const HEAP = 1500;
/** Characters; the indexer takes 100 MB at once. */
const LARGE = 30_000_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const rounded = (value: number) => Math.round(value * 100) / 100;

/** Calls again and again, so many at once, until it is stopped. */
function keepCalling(work: () => Promise<unknown>, atOnce: number): { stop(): Promise<void> } {
  let isRunning = true;
  const caller = async () => {
    while (isRunning) await work().catch(() => undefined);
  };
  const callers = Array.from({ length: atOnce }, caller);
  return {
    stop: async () => {
      isRunning = false;
      await Promise.all(callers);
    },
  };
}

/** Does something while an attack goes on, and ends the attack. */
async function beside<T>(attack: { stop(): Promise<void> }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await attack.stop();
  }
}

/** The endpoint that is kept from the analyst, and reports what its administrator wants. */
function forgerOf({ simulation }: SecuredLab): Forger {
  const found = simulation.manager.fleet
    .list()
    .find(({ id, groups }) => id !== '000' && groups.includes(SECRET_GROUP));
  if (!found) throw new Error('no endpoint is kept from anybody');
  return { id: found.id, name: found.name };
}

/** The same isolations alone and beside each attack. */
async function measureOthers(lab: SecuredLab, count: number): Promise<readonly Figure[]> {
  const agents = healthyEndpoints(lab.simulation).filter(
    (id) => !(lab.simulation.manager.fleet.find(id)?.groups ?? []).includes(SECRET_GROUP)
  );
  if (agents.length < 4 * count + 2) throw new Error('the fleet is too small');
  const people = [lab.as('admin'), lab.as('analyst')];
  const some = () => timeIsolations(people, agents.splice(0, count), EVERY);
  await timeIsolations(people, agents.splice(0, 2), EVERY);
  const alone = await some();

  const revoker = new Revoker(lab, SECOND);
  const revoked = await beside(revoker, some);

  const nobody = lab.as('nobody');
  const storm = keepCalling(
    () =>
      Promise.all([
        nobody.get(READINESS_PATH, { host: HOST_ID }),
        nobody.get(ENDPOINTS_PATH, { host: HOST_ID }),
      ]),
    AT_ONCE
  );
  const stormed = await beside(storm, some);

  const flood = keepForging(lab, forgerOf(lab), FORGED_A_SECOND);
  const flooded = await beside(flood, some);

  const kinds = { revoked, stormed, flooded };
  const figures = Object.entries(kinds).flatMap(([kind, times]) => ratiosOf(kind, times, alone));
  const worst = Math.max(...figures.map(({ value }) => value));
  return [
    {
      name: 'other_isolate_ratio',
      value: worst,
      unit: 'times_alone',
      bound: { atMost: 3 },
    },
    ...figures,
    { name: 'alone_sent', value: rounded(median(alone.map(({ sent }) => sent))), unit: 'ms' },
    {
      name: 'alone_confirmed',
      value: rounded(median(alone.map(({ confirmed }) => confirmed))),
      unit: 'ms',
    },
    { name: 'tokens_revoked', value: revoker.done, unit: 'times' },
    { name: 'reports_forged', value: flood.written(), unit: 'reports' },
  ];
}

function ratiosOf(
  kind: string,
  times: readonly IsolationTime[],
  alone: readonly IsolationTime[]
): Figure[] {
  return (['sent', 'confirmed'] as const).map((until) => ({
    name: `${kind}_${until}_ratio`,
    value: rounded(
      median(times.map((time) => time[until])) / median(alone.map((time) => time[until]))
    ),
    unit: 'times_alone',
  }));
}

/** Measures how long reports of others are searchable before they are in the ledger, ms. */
async function measureLags(lab: SecuredLab, count: number): Promise<number[]> {
  const agents = healthyEndpoints(lab.simulation).slice(-REPORTS);
  const lags: number[] = [];
  for (let i = 0; i < count; i++) {
    const id = agents[i % agents.length] ?? '';
    const [report] = forgedReports(
      { id, name: lab.simulation.manager.fleet.find(id)?.name ?? '' },
      1
    );
    if (!report) continue;
    await storeAlerts(lab, [report]);
    lags.push(await timeOf(() => isFolded(lab, id, report.id)));
    await pause(300);
  }
  return lags;
}

/** Resolves when the endpoint's projection has the event. */
async function isFolded({ admin, indices }: SecuredLab, agent: string, id: string): Promise<void> {
  for (;;) {
    const { body } = await admin.search({
      index: indices.endpoints,
      body: { size: 1, query: { term: { agent_id: agent } } },
    });
    const source = body.hits.hits[0]?._source;
    if (JSON.stringify(source ?? {}).includes(`|${id}"`)) return;
    await pause(50);
  }
}

async function measureFold(lab: SecuredLab): Promise<readonly Figure[]> {
  const { admin } = lab;
  const looking = keepCalling(async () => {
    // An open page of an endpoint has reports read every second.
    await lab.as('admin').get(endpointPath(HOST_ID, forgerOf(lab).id), { timer: 'true' });
    await pause(5 * SECOND);
  }, 1);
  const usual = await measureLags(lab, REPORTS);
  const forger = forgerOf(lab);
  await storeAlerts(lab, forgedReports(forger, BURST));
  const beside = await measureLags(lab, REPORTS);
  await looking.stop();
  await admin.indices.refresh({ index: lab.indices.actions });
  const { body } = await admin.count({
    index: lab.indices.actions,
    body: {
      query: {
        bool: { filter: [{ term: { kind: 'elsewhere' } }, { term: { 'agent.id': forger.id } }] },
      },
    },
  });
  return [
    {
      name: 'others_lag_ratio',
      value: rounded(median(beside) / median(usual)),
      unit: 'times_usual',
      bound: { atMost: 2 },
    },
    { name: 'usual_lag', value: rounded(median(usual)), unit: 'ms' },
    { name: 'others_lag_longest', value: rounded(Math.max(...beside)), unit: 'ms' },
    { name: 'flood_rows', value: body.count, unit: 'rows', bound: { atMost: 200 } },
  ];
}

/** Compares the responses about an endpoint that is kept from somebody with those about one that doesn't exist, in turn. */
async function measureHidden(lab: SecuredLab): Promise<readonly Figure[]> {
  const { id } = forgerOf(lab);
  const analyst = lab.as('analyst');
  const times = { hidden: [] as number[], missing: [] as number[] };
  for (let i = 0; i < 2 * LOOKED_AT + 10; i++) {
    const isHidden = i % 2 === 0;
    const time = await timeOf(async () => {
      const { status } = await analyst.get(endpointPath(HOST_ID, isHidden ? id : '99999'));
      if (status === 200) throw new Error('it is shown');
    });
    if (i >= 10) times[isHidden ? 'hidden' : 'missing'].push(time);
    await pause(100);
  }
  const difference = Math.abs(median(times.hidden) - median(times.missing));
  return [
    { name: 'hidden_difference', value: rounded(difference), unit: 'ms', bound: { atMost: 3 } },
    { name: 'missing_median', value: rounded(median(times.missing)), unit: 'ms' },
  ];
}

/** Measures the opening of an endpoint whose newest alert somebody made large, in the log line that is read and beside everything that is. */
async function measureLarge(lab: SecuredLab): Promise<readonly Figure[]> {
  const [id = ''] = healthyEndpoints(lab.simulation).slice(-1);
  const name = lab.simulation.manager.fleet.find(id)?.name ?? '';
  const opening = async () => {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      times.push(await timeOf(async () => void (await lab.as('admin').endpoint(id))));
    }
    return rounded(median(times));
  };
  const before = await opening();
  const [report] = forgedReports({ id, name }, 1);
  if (!report) throw new Error('no report');
  const beside = { ...report, padding: Array.from({ length: 1000 }, () => 'x'.repeat(30_000)) };
  await storeAlerts(lab, [beside]);
  const besideMs = await opening();
  await storeAlerts(lab, [{ ...report, id: '1.1', full_log: report.full_log + 'x'.repeat(LARGE) }]);
  const logMs = await opening();
  return [
    { name: 'opening', value: before, unit: 'ms' },
    { name: 'opening_large_beside', value: besideMs, unit: 'ms', bound: { atMost: 1500 } },
    { name: 'opening_large_log', value: logMs, unit: 'ms', bound: { atMost: 3000 } },
  ];
}

/**
 * Measures what people who attack take from the others: the time of another person's isolation beside each attack, of others' reports beside a
 * flood of one endpoint, and how long something is shown to somebody whose rights were taken away. With a manager that has its limit.
 */
export const benchmark: Benchmark = {
  async run(share) {
    setUpBuiltPlugin();
    const endings = new Endings();
    try {
      const store = await startSecuredOpenSearch({ heap: HEAP });
      endings.add(() => store.stop());
      const [lab, other] = [
        await startSecuredLabOn(store, { requestsPerMinute: LIMIT, fleetSize: 600 }),
        await startSecuredLabOn(store, { requestsPerMinute: LIMIT }),
      ];
      endings.add(() => lab.stop());
      endings.add(() => other.stop());
      const taken = timeTakenRights(other);
      // What fails first is told, and not that its lab was ended.
      taken.catch(() => undefined);
      const others = await measureOthers(lab, Math.max(3, Math.round(MEASURED * share)));
      const fold = await measureFold(lab);
      const hidden = await measureHidden(lab);
      const large = await measureLarge(lab);
      const { whoClicks, openPage } = await taken;
      return [
        ...others,
        ...fold,
        ...hidden,
        ...large,
        { name: 'revoked_sees_s', value: whoClicks, unit: 's', bound: { atMost: 60 } },
        { name: 'revoked_open_page_s', value: openPage, unit: 's', bound: { atMost: 300 } },
      ];
    } finally {
      await endings.endAll();
    }
  },
};
