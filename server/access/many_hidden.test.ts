import { historySearch } from '../indexer/history_search';
import { visiblePage } from './visible_page';

const AGENTS = 100_000;
const HIDDEN = 70_000;
const MANAGER = 'manager:wazuh-server';
const SIZE = 100;
/** Most IDs that the indexer takes in one request, and that a clause of ours may have. */
const MOST_IDS = 65_000;
const MOST_IN_A_CLAUSE = 10_000;

interface Body {
  readonly size: number;
  readonly search_after?: readonly [number];
  readonly query: {
    readonly bool: {
      readonly must_not?: ReadonlyArray<{ readonly terms: { 'agent.id': string[] } }>;
    };
  };
}

/** A ledger with one entry of each agent, those that are hidden first, which is searched with the queries of the history. */
function historyOfAll() {
  const clauses: number[] = [];
  const page = (after?: readonly unknown[]) =>
    visiblePage<number>({
      size: SIZE,
      after,
      read: async ({ size, after: from, hidden }) => {
        const request = {
          managers: [MANAGER],
          query: {},
          size,
          hidden,
          ...(from ? { after: from } : {}),
        };
        const body = historySearch('actions', request).body as Body;
        const lists = (body.query.bool.must_not ?? []).map(({ terms }) => terms['agent.id']);
        clauses.push(...lists.map(({ length }) => length));
        expect(lists.flat().length).toBeLessThanOrEqual(MOST_IDS);
        const excluded = new Set(lists.flat());
        const items: Array<{ item: number; place: readonly unknown[] }> = [];
        for (let at = (body.search_after?.[0] ?? -1) + 1; at < AGENTS; at++) {
          if (items.length === body.size) break;
          if (!excluded.has(String(at))) items.push({ item: at, place: [at] });
        }
        const last = items.length === body.size ? items[items.length - 1] : undefined;
        return { items, total: AGENTS, ...(last ? { after: last.place } : {}) };
      },
      sift: async (items) => ({
        isWhole: false,
        hidden: items.filter((one) => one < HIDDEN).map(String),
        seen: new Set(items.filter((one) => one >= HIDDEN)),
      }),
    });
  return { page, clauses };
}

describe('the history of 100,000 agents of which 70,000 are hidden from somebody', () => {
  it('goes on until everything that they can see was shown, and is never called whole before', async () => {
    const { page, clauses } = historyOfAll();
    const shown: number[] = [];
    let after: readonly unknown[] | undefined;
    let pages = 0;
    do {
      const { items, after: next, total } = await page(after);
      shown.push(...items);
      pages += 1;
      // Nothing tells how many there are that they can't see.
      if (next) expect(total).toBeUndefined();
      after = next;
    } while (after);
    expect(shown).toHaveLength(AGENTS - HIDDEN);
    expect(shown[0]).toBe(HIDDEN);
    expect(Math.max(...clauses)).toBeLessThanOrEqual(MOST_IN_A_CLAUSE);
    // Seven requests with nothing in them, and then full pages.
    expect(pages).toBeLessThanOrEqual(8 + (AGENTS - HIDDEN) / SIZE);
  });
});
