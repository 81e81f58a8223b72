import { inGroups } from './in_groups';

describe('the same work for many', () => {
  it('is done for some at a time, and its results come in the order of the items', async () => {
    let running = 0;
    let most = 0;
    const items = Array.from({ length: 11 }, (_, index) => index);
    const doubled = await inGroups(items, 4, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, (item * 7) % 5));
      running -= 1;
      return item * 2;
    });
    expect(doubled).toEqual(items.map((item) => item * 2));
    expect(most).toBe(4);
  });

  it('ends with the first failure', async () => {
    const begun: number[] = [];
    const failing = inGroups([1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      if (item === 2) throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(begun).toEqual([1, 2]);
  });
});
