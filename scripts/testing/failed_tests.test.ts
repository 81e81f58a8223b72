import { failedTests } from './failed_tests';

const passed = {
  name: '/root/common/a.test.ts',
  status: 'passed',
  message: '',
  assertionResults: [{ fullName: 'adds', status: 'passed', failureMessages: [] }],
};

test('each failed test is named with its file and the first lines of its message, without colours', () => {
  const lines = failedTests(
    [
      passed,
      {
        name: '/root/server/b.test.ts',
        status: 'failed',
        message: 'all of the file',
        assertionResults: [
          { fullName: 'reads', status: 'passed', failureMessages: [] },
          {
            fullName: 'writes once',
            status: 'failed',
            failureMessages: [
              `\u001b[31mExpected: 1\u001b[39m\n\nReceived: 2\n${'at x\n'.repeat(40)}`,
            ],
          },
        ],
      },
    ],
    '/root'
  );
  expect(lines.slice(0, 3)).toEqual([
    '  server/b.test.ts: writes once',
    '    Expected: 1',
    '    Received: 2',
  ]);
  expect(lines).toHaveLength(1 + 12);
});

test('a file that could not be run is named with its message', () => {
  expect(
    failedTests(
      [
        passed,
        {
          name: '/root/c.test.ts',
          status: 'failed',
          message: 'Cannot find module',
          assertionResults: [],
        },
      ],
      '/root'
    )
  ).toEqual(['  c.test.ts: could not be run', '    Cannot find module']);
});

test('nothing is printed where nothing failed', () => {
  expect(failedTests([passed], '/root')).toEqual([]);
});
