import * as fc from 'fast-check';
import { ManagerError } from '../manager/manager_error';
import type { PageRequest, VisiblePage } from './visible_page';
import { visiblePage } from './visible_page';
import { runs } from '../../test/runs';

/** A list of numbers in order, of which some are held back. */
function listOf(count: number, isHidden: (item: number) => boolean) {
  const items = Array.from({ length: count }, (_, index) => index);
  const isWhole = !items.some(isHidden);
  return (size: number, after?: readonly unknown[]): Promise<VisiblePage<number>> => {
    const request: PageRequest<number> = {
      size,
      after,
      read: async ({ size: wanted, after: from }) => {
        const begin = from ? Number(from[0]) + 1 : 0;
        const page = items.slice(begin, begin + wanted);
        return {
          items: page.map((item) => ({ item, place: [item] })),
          total: count,
          ...(page.length === wanted ? { after: [page[page.length - 1]] } : {}),
        };
      },
      sift: async (page) => ({
        isWhole,
        hidden: [],
        seen: new Set(page.filter((item) => !isHidden(item))),
      }),
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
        }
      }),
      { numRuns: runs(60) }
    );
  });

  it('counts for a person only what they may see', async () => {
    const all = listOf(30, () => false);
    expect((await all(10)).total).toBe(30);
    const half = listOf(30, (item) => item % 2 === 0);
    expect(await half(10)).not.toHaveProperty('total');
    expect((await half(20)).total).toBe(15);
  });

  it('goes on where nothing was to be seen for long, and never says that this was all', async () => {
    const read = listOf(25000, (item) => item > 3 && item < 24990);
    const first = await read(10);
    expect(first.items).toEqual([0, 1, 2, 3]);
    expect(first.after).toBeDefined();
    expect(first).not.toHaveProperty('total');
    const pages = await pagesOf(read, 10);
    expect(pages.flatMap(({ items }) => items)).toEqual([
      0,
      1,
      2,
      3,
      ...Array.from({ length: 10 }, (_, index) => 24990 + index),
    ]);
  });

  it('leaves what is hidden to the search once it is known, so that a flood of one costs a page', async () => {
    const owners = [...Array.from({ length: 60000 }, () => 'flood'), 'a', 'b', 'a'];
    let reads = 0;
    const page = await visiblePage<number>({
      size: 10,
      after: undefined,
      read: async ({ size, after, hidden }) => {
        reads += 1;
        const from = after ? Number(after[0]) + 1 : 0;
        const left = owners
          .map((owner, item) => ({ owner, item }))
          .slice(from)
          .filter(({ owner }) => !hidden.includes(owner))
          .slice(0, size);
        return {
          items: left.map(({ item }) => ({ item, place: [item] })),
          total: left.length,
          ...(left.length === size ? { after: [left[left.length - 1]?.item] } : {}),
        };
      },
      sift: async (items) => ({
        isWhole: false,
        hidden: items.some((item) => owners[item] === 'flood') ? ['flood'] : [],
        seen: new Set(items.filter((item) => owners[item] !== 'flood')),
      }),
    });
    expect(page.items).toEqual([60000, 60001, 60002]);
    expect(page.total).toBe(3);
    expect(reads).toBeLessThanOrEqual(3);
  });

  it('shows what it found where no more may be asked of the manager', async () => {
    let sifted = 0;
    const page = await visiblePage<number>({
      size: 5,
      after: undefined,
      read: async ({ size, after }) => {
        const from = after ? Number(after[0]) + 1 : 0;
        const items = Array.from({ length: size }, (_, index) => ({
          item: from + index,
          place: [from + index],
        }));
        return { items, total: 1000, after: [from + size - 1] };
      },
      sift: async (items) => {
        sifted += 1;
        if (sifted > 2) throw new ManagerError('over_budget');
        return { isWhole: false, hidden: [], seen: new Set(items.filter((item) => item === 0)) };
      },
    });
    expect(page.items).toEqual([0]);
    expect(page.after).toEqual([204]);
  });
});
