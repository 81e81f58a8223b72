import { planTests } from './test_plan';
import type { Machine } from './test_plan';

const full: Machine = {
  missingForNode18: undefined,
  missingForOpenSearch: undefined,
  missingForBrowser: undefined,
};

const projectsOf = (machine: Machine) => planTests(machine).groups.flatMap((g) => g.projects);

describe('the plan of the tests', () => {
  it('leaves nothing out on a machine that has all', () => {
    expect(planTests(full)).toMatchObject({ environment: {}, leftOut: [] });
    expect(projectsOf(full)).toEqual([
      'node',
      'browser',
      'integration',
      'typescript40',
      'node18',
      'chromium',
    ]);
  });

  it.each([
    ['missingForNode18', 'node18', 'the server under Node 18'],
    ['missingForBrowser', 'chromium', 'tests in a browser'],
  ])('with %s leaves out %s alone, and names it', (key, project, what) => {
    const machine = { ...full, [key]: 'this and that' };
    expect(projectsOf(machine)).toEqual(projectsOf(full).filter((name) => name !== project));
    expect(planTests(machine).leftOut).toEqual([{ what, missing: 'this and that' }]);
  });

  it('without OpenSearch tells the integration tests so, and names them as left out', () => {
    const machine = { ...full, missingForOpenSearch: 'No Java was found on the path.' };
    expect(projectsOf(machine)).toEqual(projectsOf(full));
    expect(planTests(machine)).toMatchObject({
      environment: { ISOLATION_TEST_OPENSEARCH: 'unavailable' },
      leftOut: [{ what: 'tests on a real OpenSearch', missing: 'No Java was found on the path.' }],
    });
  });
});
