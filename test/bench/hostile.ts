import { startSecuredOpenSearch } from '../../lab/store/opensearch/secured_opensearch';
import { Endings } from '../../lab/endings';
import { startSecuredLabOn } from '../integration/access/secured_lab';
import setUpBuiltPlugin from '../setup_built_plugin';
import type { Benchmark, Figure } from './benchmark';
import { linesOf } from './benchmark';
import { measureFold } from './parts/flood_lags';
import { measureHidden, measureLarge } from './parts/looks';
import { measureOthers } from './parts/others_isolations';
import { timeTakenRights } from './parts/rights_taken';

/** Says at once what was measured: all of it takes minutes, and what was measured before a failure is worth having. */
async function told(measured: Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const figures = await measured;
  for (const figure of figures) for (const line of linesOf(figure)) console.error(line);
  return figures;
}

/** Isolations of each kind. */
const MEASURED = 20;
/** Looks at a hidden endpoint, and as many at one that doesn't exist. */
const LOOKS = 200;
/** The real manager's own limit. */
const LIMIT = 300;
const HEAP = 1500;
/** Enough for a flood of two thousand. */
const FLEET = 2100;

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
        await startSecuredLabOn(store, { requestsPerMinute: LIMIT, fleetSize: FLEET }),
        await startSecuredLabOn(store, { requestsPerMinute: LIMIT }),
      ];
      endings.add(() => lab.stop());
      endings.add(() => other.stop());
      const taken = timeTakenRights(other);
      // What fails first is told, and not that its lab was ended.
      taken.catch(() => undefined);
      // What takes the longest afterwards comes last: a flood is read for minutes.
      const hidden = await told(measureHidden(lab, Math.max(30, Math.round(LOOKS * share))));
      const large = await told(measureLarge(lab));
      const count = Math.max(3, Math.round(MEASURED * share));
      const others = await told(measureOthers(lab, count));
      const fold = await told(measureFold(lab));
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
