/**
 * `npm test`: all tests that can run on this machine; what cannot is named. With CI=true, something left out is a failure.
 * Its last line is `N passed, N failed`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findTools } from '../lab/store/opensearch/tools';
import { projectRoot } from './project_root';
import { countTests, sumOfCounts } from './testing/test_count';
import type { TestCount } from './testing/test_count';
import { planTests } from './testing/test_plan';
import type { TestGroup, TestPlan } from './testing/test_plan';
import { findChromium } from './tools/chromium';
import { runTool } from './tools/run_tool';

const cache = join(projectRoot, '.cache');

function runGroup(
  { projects, workers }: TestGroup,
  environment: TestPlan['environment']
): TestCount {
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
  return countTests(
    existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : undefined
  );
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
  const counts = groups.map((group) => runGroup(group, environment));
  const sum = sumOfCounts(counts);
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
