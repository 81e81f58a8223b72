import { endpointPath } from '../../../common/api/paths';
import { HOST_ID } from '../../integration/access/access_lab';
import type { SecuredLab } from '../../integration/access/secured_lab';
import { healthyEndpoints } from '../../integration/lab/healthy_endpoints';
import type { Figure } from '../benchmark';
import { forgedReports, storeAlerts } from './flood';
import { forgerOf } from './forger';
import { median, rounded, timeOf } from './timing';

/** Characters; the indexer takes 100 MB at once. */
const LARGE = 30_000_000;

/** Pairs that aren't measured: the first of them pay for the permissions. */
const WARM_UP = 5;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Compares the responses about an endpoint that is kept from somebody with those about one that doesn't exist: in pairs, each of which begins
 * with the other one. What a busy system does to one response it mostly does to the next.
 */
export async function measureHidden(lab: SecuredLab, looks: number): Promise<readonly Figure[]> {
  const { id } = forgerOf(lab);
  const analyst = lab.as('analyst');
  const times = { hidden: [] as number[], missing: [] as number[] };
  const look = async (kind: keyof typeof times) => {
    const time = await timeOf(async () => {
      const { status } = await analyst.get(endpointPath(HOST_ID, kind === 'hidden' ? id : '99999'));
      if (status === 200) throw new Error('it is shown');
    });
    times[kind].push(time);
    await pause(100);
  };
  for (let i = 0; i < looks + WARM_UP; i++) {
    const pair = ['hidden', 'missing'] as const;
    for (const kind of i % 2 === 0 ? pair : Array.from(pair).reverse()) await look(kind);
  }
  const [hidden, missing] = [times.hidden.slice(WARM_UP), times.missing.slice(WARM_UP)];
  const differences = hidden.map((time, i) => time - (missing[i] ?? NaN));
  return [
    {
      name: 'hidden_difference',
      value: rounded(Math.abs(median(differences))),
      unit: 'ms',
      bound: { atMost: 3 },
    },
    { name: 'hidden_median', value: rounded(median(hidden)), unit: 'ms' },
    { name: 'missing_median', value: rounded(median(missing)), unit: 'ms' },
  ];
}

/** Measures the opening of an endpoint whose newest alert somebody made large, in the log line that is read and beside everything that is. */
export async function measureLarge(lab: SecuredLab): Promise<readonly Figure[]> {
  const [id = ''] = healthyEndpoints(lab.simulation).slice(-1);
  const name = lab.simulation.manager.fleet.find(id)?.name ?? '';
  const open = () => timeOf(async () => void (await lab.as('admin').endpoint(id)));
  const opening = async () => rounded(median([await open(), await open(), await open()]));
  const before = await opening();
  const [report] = forgedReports({ id, name }, 1);
  if (!report) throw new Error('no report');
  const beside = { ...report, padding: Array.from({ length: 1000 }, () => 'x'.repeat(30_000)) };
  await storeAlerts(lab, [beside]);
  const besideMs = await opening();
  await storeAlerts(lab, [{ ...report, id: '1.1', full_log: report.full_log + 'x'.repeat(LARGE) }]);
  // Until it is known to be large, it is read up to a limit of bytes and of time.
  const first = [await open(), await open(), await open()];
  const logMs = await opening();
  return [
    { name: 'opening', value: before, unit: 'ms' },
    { name: 'opening_large_beside', value: besideMs, unit: 'ms', bound: { atMost: 1500 } },
    { name: 'opening_large_log_first', value: rounded(Math.max(...first)), unit: 'ms' },
    { name: 'opening_large_log', value: logMs, unit: 'ms', bound: { atMost: 3000 } },
  ];
}
