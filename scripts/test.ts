/**
 * `npm test`: all tests that can run on this machine; what cannot is named, and so are the files that took longest. With CI=true,
 * something left out is a failure. Its last line is `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project_root';
import { countTests, sumOfCounts } from './testing/test_count';
import type { JestResults, TestCount } from './testing/test_count';
import { failedTests } from './testing/failed_tests';
import type { TestedFile } from './testing/failed_tests';
import { slowestFiles } from './testing/slowest_files';
import type { TimedFile } from './testing/slowest_files';
import { planTests } from './testing/test_plan';
import type { TestGroup, TestPlan } from './testing/test_plan';
import { findChromium } from './tools/chromium';
import { findTools } from './tools/opensearch_tools';
import { runTool } from './tools/run_tool';

const cache = join(projectRoot, '.cache');
/** Number of the slowest files that are named. */
const SLOWEST = 10;

/** Results of one run, as jest writes them. */
type ResultOfFile = TimedFile & TestedFile;
type Results = JestResults & { readonly testResults: readonly ResultOfFile[] };

function runGroup(
  { projects, workers }: TestGroup,
  environment: TestPlan['environment']
): { readonly count: TestCount; readonly files: readonly ResultOfFile[] } {
  const resultsFile = join(cache, `tests-${projects.join('-')}.json`);
  rmSync(resultsFile, { force: true });
  console.log(`\n── ${projects.join(', ')}`);
  runTool(
    'jest',
    [
      '--selectProjects',
      ...projects,
      '--passWithNoTests',
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${resultsFile}`,
    ],
    environment
  );
  const results: Results | undefined = existsSync(resultsFile)
    ? JSON.parse(readFileSync(resultsFile, 'utf8'))
    : undefined;
  return { count: countTests(results), files: results?.testResults ?? [] };
}

async function main(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const openSearch = await findTools();
  const { groups, environment, leftOut } = planTests({
    missingForNode18:
      process.platform === 'linux' && process.arch === 'x64' ? undefined : 'Linux on x64.',
    missingForOpenSearch: openSearch.found ? undefined : openSearch.missing,
    missingForBrowser:
      findChromium() === undefined ? 'Chromium (on the path, or CHROMIUM_PATH).' : undefined,
  });
  const runs = groups.map((group) => runGroup(group, environment));
  const sum = sumOfCounts(runs.map(({ count }) => count));
  const files = runs.flatMap((run) => run.files);
  console.log('\nThe slowest files:');
  for (const line of slowestFiles(files, projectRoot, SLOWEST)) console.log(line);
  const failed = failedTests(files, projectRoot);
  if (failed.length > 0) console.log('\nFailed:');
  for (const line of failed) console.log(line);
  console.log('');
  for (const { what, missing } of leftOut) console.log(`NOT RUN: ${what}. Missing: ${missing}`);
  if (sum.leftOut > 0) console.log(`${sum.leftOut} tests were skipped.`);
  const failures =
    process.env.CI === 'true' ? sum.failed + sum.leftOut + leftOut.length : sum.failed;
  console.log(`${sum.passed} passed, ${failures} failed`);
  process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
