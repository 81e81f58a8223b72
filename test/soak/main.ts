/**
 * `npm run soak [name]`: the tests of faults with larger numbers, all of them or one: kills, crashes, actions, servers, histories.
 * One line for each figure, as benchmarks write them. `ISOLATION_SEED` repeats a run, as far as a machine can.
 */
import { runTool } from '../../scripts/tools/run_tool';
import { heapVariable } from '../integration/store/open_search_broker';

const HISTORIES = 100_000;
/** Heap of the store, MB. With a third of it, it refuses every other request of a thousand people at once. */
const STORE_HEAP = 3072;

/** Some minutes of pure computing, for which Jest is not to lose patience. */
function tryHistories(): number {
  return runTool('jest', ['--selectProjects', 'node', '--testPathPattern', 'common/fold_claims'], {
    ISOLATION_HISTORIES: String(HISTORIES),
  });
}

function tryFaults(name: string | undefined): number {
  const some = name === undefined ? [] : ['--testNamePattern', ` ${name}:`];
  return runTool('jest', ['--selectProjects', 'soak', '--maxWorkers=1', ...some], {
    [heapVariable]: String(STORE_HEAP),
  });
}

const [asked] = process.argv.slice(2);
const statuses = [
  ...(asked === 'histories' ? [] : [tryFaults(asked)]),
  ...(asked === undefined || asked === 'histories' ? [tryHistories()] : []),
];
process.exitCode = Math.max(...statuses);
