import { ENDPOINTS_PATH, READINESS_PATH } from '../../../common/api/paths';
import { SECOND } from '../../../common/base/time';
import { HOST_ID } from '../../integration/access/access_lab';
import type { SecuredLab } from '../../integration/access/secured_lab';
import { SECRET_GROUP } from '../../integration/access/secured_lab';
import { Revoker } from '../../integration/attacks/revoker';
import { healthyEndpoints } from '../../integration/lab/healthy_endpoints';
import type { Figure } from '../benchmark';
import type { Attack } from './attack';
import { beside, keepCalling } from './attack';
import { keepForging } from './flood';
import { forgerOf } from './forger';
import type { IsolationTime } from './isolations';
import { timeIsolations } from './isolations';
import { median, rounded } from './timing';

const EVERY = 5 * SECOND;
const FORGED_A_SECOND = 1000;
const AT_ONCE = 10;
const WARM_UP = 2;

/** The same isolations beside each attack and, right before it, alone: whatever else the system does is in both. */
export async function measureOthers(lab: SecuredLab, count: number): Promise<readonly Figure[]> {
  const agents = healthyEndpoints(lab.simulation).filter(
    (id) => !(lab.simulation.manager.fleet.find(id)?.groups ?? []).includes(SECRET_GROUP)
  );
  if (agents.length < 6 * count + WARM_UP) throw new Error('the fleet is too small');
  const people = [lab.as('admin'), lab.as('analyst')];
  const some = () => timeIsolations(people, agents.splice(0, count), EVERY);
  await timeIsolations(people, agents.splice(0, WARM_UP), EVERY);

  const figures: Figure[] = [];
  const ratios: number[] = [];
  const compare = async (kind: string, begin: () => Attack) => {
    const alone = await some();
    const attacked = await beside(begin(), some);
    for (const until of ['sent', 'confirmed'] as const) {
      const [without, withIt] = [alone, attacked].map((times) => medianOf(times, until));
      const ratio = rounded((withIt ?? NaN) / (without ?? NaN));
      ratios.push(ratio);
      figures.push(
        { name: `${kind}_${until}_ratio`, value: ratio, unit: 'times_alone' },
        { name: `${kind}_${until}`, value: rounded(withIt ?? NaN), unit: 'ms' },
        { name: `${kind}_${until}_alone`, value: rounded(without ?? NaN), unit: 'ms' }
      );
    }
  };
  let revoker: Revoker | undefined;
  await compare('revoked', () => (revoker = new Revoker(lab, SECOND)));
  const nobody = lab.as('nobody');
  await compare('stormed', () =>
    keepCalling(
      () =>
        Promise.all([
          nobody.get(READINESS_PATH, { host: HOST_ID }),
          nobody.get(ENDPOINTS_PATH, { host: HOST_ID }),
        ]),
      AT_ONCE
    )
  );
  let flood: ReturnType<typeof keepForging> | undefined;
  await compare('flooded', () => (flood = keepForging(lab, forgerOf(lab), FORGED_A_SECOND)));
  return [
    {
      name: 'other_isolate_ratio',
      value: Math.max(...ratios),
      unit: 'times_alone',
      bound: { atMost: 3 },
    },
    ...figures,
    { name: 'tokens_revoked', value: revoker?.done ?? 0, unit: 'times' },
    { name: 'reports_forged', value: flood?.written() ?? 0, unit: 'reports' },
  ];
}

function medianOf(times: readonly IsolationTime[], until: keyof IsolationTime): number {
  return median(times.map((time) => time[until]));
}
