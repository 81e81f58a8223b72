import { slowestFiles } from './slowest_files';

const file = (name: string, seconds: number) => ({
  name: `/project/${name}`,
  startTime: 1000,
  endTime: 1000 + seconds * 1000,
});

describe('the slowest test files', () => {
  it('are named by their paths in the project, the slowest first', () => {
    const files = [file('a.test.ts', 0.25), file('test/b.test.ts', 65.04), file('c.test.ts', 7)];
    expect(slowestFiles(files, '/project', 2)).toEqual([
      '    65.0 s  test/b.test.ts',
      '     7.0 s  c.test.ts',
    ]);
  });

  it('are all of them where there are fewer', () => {
    expect(slowestFiles([file('a.test.ts', 1)], '/project', 10)).toHaveLength(1);
    expect(slowestFiles([], '/project', 10)).toEqual([]);
  });
});
