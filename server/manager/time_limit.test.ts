import { withinLimit } from './time_limit';

describe('a limit', () => {
  it('gives what came in time, and throws what failed in time', async () => {
    await expect(withinLimit(Promise.resolve(1), 1000)).resolves.toEqual({
      inTime: true,
      value: 1,
    });
    await expect(withinLimit(Promise.reject(new Error('no')), 1000)).rejects.toThrow('no');
  });

  it('hands back what comes later', async () => {
    const work = new Promise((resolve) => setTimeout(() => resolve('late'), 30));
    const limited = await withinLimit(work, 5);
    expect(limited.inTime).toBe(false);
    await expect('late' in limited && limited.late).resolves.toBe('late');
  });

  it('does not let a late failure that nobody waits for end the process', async () => {
    const seen = jest.fn();
    process.on('unhandledRejection', seen);
    await withinLimit(
      new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 10)),
      1
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    process.off('unhandledRejection', seen);
    expect(seen).not.toHaveBeenCalled();
  });
});
