import { untilWritten } from './until_written';

describe('conditional writes', () => {
  it('that lose are tried again alone, until all are written', async () => {
    const attempts: string[][] = [];
    const left = await untilWritten(['a', 'b', 'c'], async (open) => {
      attempts.push([...open]);
      return open.slice(1);
    });
    expect(attempts).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
    expect(left).toEqual([]);
  });

  it('that always lose are given up, and are said to have', async () => {
    let attempts = 0;
    const left = await untilWritten(['a', 'b'], async () => {
      attempts += 1;
      return ['b'];
    });
    expect(attempts).toBe(10);
    expect(left).toEqual(['b']);
  });

  it('of nothing ask nobody', async () => {
    expect(await untilWritten([], () => Promise.reject(new Error('asked')))).toEqual([]);
  });

  it('that fail are not tried again', async () => {
    let attempts = 0;
    const failing = async () => {
      attempts += 1;
      throw new Error('no');
    };
    await expect(untilWritten(['a'], failing)).rejects.toThrow('no');
    expect(attempts).toBe(1);
  });
});
