import { countTests, sumOfCounts } from './test_count';
import type { JestResults } from './test_count';

const green: JestResults = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the count of the tests', () => {
  it('counts what passed, failed and was left out', () => {
    expect(countTests(green)).toEqual({ passed: 7, failed: 0, leftOut: 0 });
    expect(
      countTests({
        ...green,
        success: false,
        numFailedTests: 2,
        numPendingTests: 3,
        numTodoTests: 1,
      })
    ).toEqual({ passed: 7, failed: 2, leftOut: 4 });
  });

  it('counts a file that could not be run as a failure', () => {
    expect(countTests({ ...green, success: false, numRuntimeErrorTestSuites: 1 })).toMatchObject({
      failed: 1,
    });
  });

  it('counts a run that failed in another way as a failure', () => {
    expect(countTests({ ...green, success: false })).toMatchObject({ failed: 1 });
  });

  it('counts a run without results as a failure', () => {
    expect(countTests(undefined)).toEqual({ passed: 0, failed: 1, leftOut: 0 });
  });

  it('adds runs up', () => {
    expect(
      sumOfCounts([
        { passed: 1, failed: 2, leftOut: 3 },
        { passed: 4, failed: 5, leftOut: 6 },
      ])
    ).toEqual({ passed: 5, failed: 7, leftOut: 9 });
  });
});
