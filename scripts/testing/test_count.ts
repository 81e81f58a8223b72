/** The part that is used of what `jest --json` writes. */
export interface JestResults {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Test files that could not be run at all. */
  readonly numRuntimeErrorTestSuites: number;
}

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly leftOut: number;
}

/**
 * Counts the tests of one run. A file that could not be run counts as a failed test, and so does a run that failed in another way,
 * or left no results.
 */
export function countTests(results: JestResults | undefined): TestCount {
  if (!results) return { passed: 0, failed: 1, leftOut: 0 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && !results.success ? 1 : failed,
    leftOut: results.numPendingTests + results.numTodoTests,
  };
}

export function sumOfCounts(counts: readonly TestCount[]): TestCount {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      leftOut: sum.leftOut + count.leftOut,
    }),
    { passed: 0, failed: 0, leftOut: 0 }
  );
}
