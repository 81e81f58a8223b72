/**
 * `npm run soak [name]`: the tests of faults with larger numbers, all of them or one: kills, crashes, actions, servers, properties,
 * histories. One line for each figure, as benchmarks write them. `ISOLATION_SEED` repeats a run, as far as a machine can.
 */
import { runTool } from '../../scripts/tools/run_tool';
import { heapVariable } from '../integration/store/open_search_broker';
import { RUNS_VARIABLE } from '../runs';

/** `ISOLATION_HISTORIES=500` for a look at whether it runs. */
const HISTORIES = process.env.ISOLATION_HISTORIES ?? '100000';
/** Heap of the store, MB. With a third of it, it refuses every other request of a thousand people at once. */
const STORE_HEAP = 3072;

/** Runs each test with generated input with all of it, and explores the model whole. */
function tryProperties(): number {
  return runTool(
    'jest',
    ['--selectProjects', 'node', '--maxWorkers=1', '--findRelatedTests', 'test/runs.ts'],
    { [RUNS_VARIABLE]: 'all' }
  );
}

/** Some minutes of pure computing, for which Jest is not to lose patience. */
function tryHistories(): number {
  return runTool('jest', ['--selectProjects', 'node', '--testPathPattern', 'state/fold_claims'], {
    ISOLATION_HISTORIES: HISTORIES,
  });
}

function tryFaults(name: string | undefined): number {
  const some = name === undefined ? [] : ['--testNamePattern', ` ${name}:`];
  return runTool('jest', ['--selectProjects', 'soak', '--maxWorkers=1', ...some], {
    [heapVariable]: String(STORE_HEAP),
  });
}

const FAULTS = ['kills', 'crashes', 'actions', 'servers'];
const COMPUTED: Readonly<Record<string, () => number>> = {
  properties: tryProperties,
  histories: tryHistories,
};

function tryAll(): number[] {
  return [tryFaults(undefined), ...Object.values(COMPUTED).map((run) => run())];
}

/** @throws Error where there is no such part */
function tryOne(name: string): number {
  const run = COMPUTED[name];
  if (run) return run();
  if (FAULTS.includes(name)) return tryFaults(name);
  throw new Error(`There is no ${name}: name ${[...FAULTS, ...Object.keys(COMPUTED)].join(', ')}.`);
}

const [asked] = process.argv.slice(2);
process.exitCode = Math.max(...(asked === undefined ? tryAll() : [tryOne(asked)]));
