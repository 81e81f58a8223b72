import { explore } from '../model/explore';
import { LARGE } from '../model/explorations';
import { REQUESTS, USUAL } from '../model/requests';
import { RULES } from '../model/rules';
import type { Benchmark } from './benchmark';

const MOST_MEGABYTES = 1000;

/** The larger explorations of the ledger's protocol: too long for each run of the tests. */
export const benchmark: Benchmark = {
  run() {
    const before = process.cpuUsage();
    let worlds = 0;
    let violations = 0;
    for (const { situation, wrong, over } of LARGE) {
      const found = explore(REQUESTS[situation], RULES, { ...USUAL, ...over }, 'deepest_first');
      console.log(`${found.worlds} worlds: ${situation}, with ${wrong}`);
      if (found.violation) console.log(JSON.stringify(found.violation, undefined, 2));
      worlds += found.worlds;
      violations += found.violation ? 1 : 0;
    }
    const { user, system } = process.cpuUsage(before);
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1000);
    return Promise.resolve([
      { name: 'protocol_worlds', value: worlds, unit: 'worlds' },
      { name: 'protocol_violations', value: violations, unit: '', bound: { atMost: 0 } },
      { name: 'protocol_cpu', value: Math.round((user + system) / 1e6), unit: 's' },
      { name: 'protocol_memory', value: megabytes, unit: 'MB', bound: { atMost: MOST_MEGABYTES } },
    ]);
  },
};
