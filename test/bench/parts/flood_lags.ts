import { endpointPath } from '../../../common/api/paths';
import { SECOND } from '../../../common/base/time';
import { HOST_ID } from '../../integration/access/access_lab';
import type { SecuredLab } from '../../integration/access/secured_lab';
import { healthyEndpoints } from '../../integration/lab/healthy_endpoints';
import type { Figure } from '../benchmark';
import { keepCalling } from './attack';
import { forgedReports, storeAlerts } from './flood';
import { forgerOf } from './forger';
import { median, rounded, timeOf } from './timing';

const BURST = 50_000;
const REPORTS = 10;
/** Endpoints that flood at once, and reports of each: none of them fills a page. */
const MANY = 2000;
const OF_EACH = 25;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Measures how long reports of others are searchable before they are in the ledger, ms. */
async function measureLags(lab: SecuredLab, count: number): Promise<number[]> {
  const agents = reporters(lab);
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

/** Endpoints whose reports are waited for. */
function reporters({ simulation }: SecuredLab): string[] {
  return healthyEndpoints(simulation).slice(-REPORTS - 1, -1);
}

/** Stores as many reports of each of many endpoints, in turn. */
async function storeCrowd(lab: SecuredLab): Promise<number> {
  const quiet = reporters(lab);
  const crowd = lab.simulation.manager.fleet
    .list()
    .filter(({ id }) => id !== '000' && !quiet.includes(id))
    .slice(0, MANY);
  for (let turn = 0; turn < OF_EACH; turn++) {
    await storeAlerts(
      lab,
      crowd.flatMap(({ id, name }) => forgedReports({ id, name }, 1))
    );
  }
  return crowd.length;
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

/** Measures others' lag beside a flood of one endpoint, and beside one of two thousand. */
export async function measureFold(lab: SecuredLab): Promise<readonly Figure[]> {
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
  const crowd = await storeCrowd(lab);
  const besideCrowd = await measureLags(lab, REPORTS);
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
    { name: 'crowd', value: crowd, unit: 'endpoints' },
    {
      name: 'crowd_lag_ratio',
      value: rounded(median(besideCrowd) / median(usual)),
      unit: 'times_usual',
    },
    { name: 'crowd_lag_longest', value: rounded(Math.max(...besideCrowd)), unit: 'ms' },
    { name: 'flood_rows', value: body.count, unit: 'rows', bound: { atMost: 200 } },
  ];
}
