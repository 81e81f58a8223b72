import { readCode } from './source_files';

const MOST_LINES = 300;

/**
 * Files that are still longer, with the lines they had when they were written down here. The list only gets shorter: nothing is added to
 * it, and no file in it grows.
 */
const STILL_LONGER: Readonly<Record<string, number>> = {};

const lengths = readCode('common', 'server', 'public', 'lab', 'scripts', 'test', 'types').map(
  ({ path, text }) => ({ path, lines: text.split('\n').length - 1 })
);
const tooLong = lengths.filter(({ lines }) => lines > MOST_LINES);

describe('a file', () => {
  it('has 300 lines at most, and the few that are still longer do not grow', () => {
    expect(lengths.length).toBeGreaterThan(1000);
    expect(tooLong.filter(({ path, lines }) => lines > (STILL_LONGER[path] ?? MOST_LINES))).toEqual(
      []
    );
  });

  it('leaves the list of longer ones once it is short enough', () => {
    const longer = new Set(tooLong.map(({ path }) => path));
    expect(Object.keys(STILL_LONGER).filter((path) => !longer.has(path))).toEqual([]);
  });
});
