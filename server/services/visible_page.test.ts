import * as fc from 'fast-check';
import type { PageRequest, VisiblePage } from './visible_page';
import { visiblePage } from './visible_page';

/** A list of numbers in order, of which some are held back. */
function listOf(count: number, isHidden: (item: number) => boolean) {
  const items = Array.from({ length: count }, (_, index) => index);
  const isWhole = !items.some(isHidden);
  return (size: number, after?: readonly unknown[]): Promise<VisiblePage<number>> => {
    const request: PageRequest<number> = {
      size,
      after,
      read: async (wanted, from) => {
        const begin = from ? Number(from[0]) + 1 : 0;
        const page = items.slice(begin, begin + wanted);
        return {
          items: page.map((item) => ({ item, place: [item] })),
          total: count,
          ...(page.length === wanted ? { after: [page[page.length - 1]] } : {}),
        };
      },
      sift: async (page) => ({ isWhole, seen: new Set(page.filter((item) => !isHidden(item))) }),
    };
    return visiblePage(request);
  };
}

async function pagesOf(
  read: ReturnType<typeof listOf>,
  size: number
): Promise<VisiblePage<number>[]> {
  const pages: VisiblePage<number>[] = [];
  let after: readonly unknown[] | undefined;
  do {
    const page = await read(size, after);
    pages.push(page);
    after = page.after;
  } while (after);
  return pages;
}

describe('a page of what a person may see', () => {
  it('shows the same, page by page, as a list in which nothing was ever held back', async () => {
    const lists = fc.record({
      hidden: fc.uniqueArray(fc.integer({ min: 0, max: 699 }), { maxLength: 650 }),
      size: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(lists, async ({ hidden, size }) => {
        const held = new Set(hidden);
        const read = listOf(700, (item) => held.has(item));
        const pages = await pagesOf(read, size);
        const shown = pages.flatMap(({ items }) => items);
        expect(shown).toEqual(
          Array.from({ length: 700 }, (_, item) => item).filter((item) => !held.has(item))
        );
        // Every page but the last is full, so that none tells of a gap.
        if (held.size > 0) {
          pages.slice(0, -1).forEach(({ items }) => expect(items).toHaveLength(size));
          pages.forEach(({ after }) => after && expect(held.has(Number(after[0]))).toBe(false));
        }
      }),
      { numRuns: 60 }
    );
  });

  it('counts for a person only what they may see', async () => {
    const all = listOf(30, () => false);
    expect((await all(10)).total).toBe(30);
    const half = listOf(30, (item) => item % 2 === 0);
    expect(await half(10)).not.toHaveProperty('total');
    expect((await half(20)).total).toBe(15);
  });

  it('ends where nothing is to be seen for long, without naming where', async () => {
    const page = await listOf(20000, (item) => item > 3)(10);
    expect(page.items).toEqual([0, 1, 2, 3]);
    expect(page).not.toHaveProperty('after');
  });
});
