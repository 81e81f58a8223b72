/** Projects of jest that run at the same time. */
export interface TestGroup {
  readonly projects: readonly string[];
  /** Value of jest's `--maxWorkers`. */
  readonly workers: string;
}

export interface LeftOut {
  readonly what: string;
  /** Name in words. */
  readonly missing: string;
}

export interface TestPlan {
  readonly groups: readonly TestGroup[];
  /** Environment of the test processes. */
  readonly environment: Readonly<Record<string, string>>;
  readonly leftOut: readonly LeftOut[];
}

/** Requirements of tests beyond Node that this computer lacks, in words. None if it has all. */
export interface Machine {
  readonly missingForNode18: string | undefined;
  readonly missingForOpenSearch: string | undefined;
  readonly missingForBrowser: string | undefined;
}

/** Plans which tests run on a computer, and which are left out. */
export function planTests(machine: Machine): TestPlan {
  const groups: TestGroup[] = [
    { projects: ['node', 'browser'], workers: '100%' },
    { projects: ['integration', 'typescript40'], workers: '1' },
  ];
  const leftOut: LeftOut[] = [];
  if (machine.missingForOpenSearch !== undefined) {
    leftOut.push({ what: 'tests on a real OpenSearch', missing: machine.missingForOpenSearch });
  }
  for (const [project, what, missing] of [
    ['node18', 'the server under Node 18', machine.missingForNode18],
    ['chromium', 'tests in a browser', machine.missingForBrowser],
  ] as const) {
    if (missing === undefined) groups.push({ projects: [project], workers: '1' });
    else leftOut.push({ what, missing });
  }
  return {
    groups,
    // Tests of the project `integration` that need OpenSearch look at this.
    environment:
      machine.missingForOpenSearch === undefined
        ? {}
        : { ISOLATION_TEST_OPENSEARCH: 'unavailable' },
    leftOut,
  };
}
