import { readIsolateSteps, readReleaseStep } from '../../common/program/clr/netsh_answer';
import { suggestNetshText } from '../../common/program/clr/netsh_suggestion';
import { NETSH_WORDS } from '../../common/program/clr/netsh_words';
import type { Benchmark } from './benchmark';

const TEXTS = ['Ok. '.repeat(8000), '1 '.repeat(16000), ' '.repeat(32000)];

/** Time in which the longest reports that an endpoint can write are read, whatever is in them. */
export const benchmark: Benchmark = {
  run: async () => {
    const started = performance.now();
    for (const text of TEXTS) {
      readIsolateSteps(text, NETSH_WORDS);
      readReleaseStep(text, NETSH_WORDS);
      suggestNetshText('isolate', `stdout: ${text}\nstderr: `, NETSH_WORDS);
    }
    const value = Math.round(performance.now() - started);
    return [{ name: 'netsh_32_kb_of_anything', value, unit: 'ms', bound: { atMost: 1000 } }];
  },
};
