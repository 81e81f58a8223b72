import { readCode } from './source_files';

const MOST_LINES = 300;

/**
 * Files that are still longer, with the lines they had when they were written down here. The list only gets shorter: nothing is added to
 * it, and no file in it grows.
 */
const STILL_LONGER: Readonly<Record<string, number>> = {
  'server/evidence/ingest_events.test.ts': 313,
  'test/integration/access/attacks.test.ts': 302,
};

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

  it('is on the list of longer ones only while it was long when the list was made', () => {
    const names = Object.keys(STILL_LONGER);
    expect(names.length).toBeLessThanOrEqual(2);
    expect(names.filter((name) => (STILL_LONGER[name] ?? 0) <= MOST_LINES)).toEqual([]);
  });
});
