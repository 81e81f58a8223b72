import { programsWith } from '../../test/builders/programs';
import { fakeClient } from '../../test/fakes/opensearch';
import { AlertContents } from '../indexer/alert_contents';
import type { SearchResult } from '../indexer/search';
import { readByEndpoint } from './read_by_endpoint';

interface Asked {
  readonly aggs?: unknown;
  readonly size: number;
  readonly search_after?: readonly unknown[];
  readonly query: { readonly bool: { readonly filter: ReadonlyArray<Record<string, unknown>> } };
}

const MOST_COUNTED = 10000;

/** An indexer with so many events of each agent. */
function indexerWith(events: ReadonlyMap<string, number>) {
  const failing = { search: 0 };
  const asked: Asked[] = [];
  const within = ({ query }: Asked) => {
    const range = query.bool.filter.flatMap((clause) => {
      const found = clause.range as Record<string, { gte?: string; lt?: string }> | undefined;
      return found?.['agent.id'] ?? [];
    })[0];
    return Array.from(events.keys())
      .sort()
      .filter((agent) => agent >= (range?.gte ?? '') && !(range?.lt && agent >= range.lt));
  };
  const answerTo = (body: Asked) => {
    asked.push(body);
    const agents = within(body);
    if (body.aggs) {
      const byCount = [...agents].sort((a, b) => (events.get(b) ?? 0) - (events.get(a) ?? 0));
      const buckets = byCount
        .slice(0, MOST_COUNTED)
        .map((key) => ({ key, doc_count: events.get(key) }));
      const others = byCount.slice(MOST_COUNTED).length;
      return {
        hits: { hits: [] },
        aggregations: { agents: { buckets, sum_other_doc_count: others } },
      };
    }
    failing.search -= 1;
    if (failing.search === 0) return { error: { type: 'too_busy' }, status: 429 };
    const all = agents.flatMap((agent) =>
      Array.from({ length: events.get(agent) ?? 0 }, (_, place) => [agent, place] as const)
    );
    const [agent = '', place = -1] = (body.search_after ?? []) as [string?, number?];
    const rest = all.filter((one) => one[0] > agent || (one[0] === agent && one[1] > place));
    return {
      hits: { hits: rest.slice(0, body.size).map((sort) => ({ _id: sort.join('-'), sort })) },
    };
  };
  const client = fakeClient(({ body }) => {
    const [, search] = body as readonly [unknown, Asked];
    return { responses: [answerTo(search)] };
  });
  return { client, asked, failing };
}

const settings = {
  pattern: 'alerts',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

async function read(
  indexer: ReturnType<typeof indexerWith>,
  take: (page: SearchResult) => Promise<void> = async () => undefined
) {
  const taken: string[] = [];
  await readByEndpoint({
    client: indexer.client,
    contents: new AlertContents(settings),
    from: 0,
    take: async (page) => {
      taken.push(...page.hits.map(({ id }) => id));
      await take(page);
    },
    isStopped: () => false,
    onIncomplete: (error) => {
      throw error;
    },
  });
  return taken;
}

describe('reading all events endpoint by endpoint', () => {
  it('finds every event once, of an endpoint with more than a page, too', async () => {
    const events = new Map([
      ['001', 1500],
      ['002', 4321],
      ['003', 1],
      ['004', 1999],
    ]);
    const taken = await read(indexerWith(events));
    expect(taken).toHaveLength(7821);
    expect(new Set(taken).size).toBe(7821);
  });

  it('finds every event where one answer cannot count all agents', async () => {
    const agents = Array.from({ length: 25000 }, (_, i) => String(i + 1).padStart(3, '0'));
    const taken = await read(indexerWith(new Map(agents.map((agent) => [agent, 1]))));
    expect(new Set(taken).size).toBe(25000);
    expect(taken).toHaveLength(25000);
  });

  it('reads ranges that leave no gap, for agents that no count has named', async () => {
    const events = new Map([
      ['010', 1500],
      ['020', 1500],
    ]);
    const indexer = indexerWith(events);
    const taken = await read(indexer);
    const ranges = indexer.asked
      .filter(({ aggs }) => !aggs)
      .map(({ query }) => JSON.stringify(query.bool.filter.slice(2)));
    expect(ranges).toEqual([
      JSON.stringify([{ range: { 'agent.id': { lt: '020' } } }]),
      JSON.stringify([{ range: { 'agent.id': { gte: '020' } } }]),
    ]);
    expect(taken).toHaveLength(3000);
  });

  it('costs two requests where there is little', async () => {
    const indexer = indexerWith(new Map([['001', 3]]));
    await read(indexer);
    expect(indexer.asked).toHaveLength(2);
  });

  it('never gives two pages of one agent at once', async () => {
    const open = new Set<string>();
    const events = new Map(Array.from({ length: 40 }, (_, i) => [String(100 + i), 900]));
    await read(indexerWith(events), async ({ hits }) => {
      const agents = Array.from(new Set(hits.map(({ id }) => id.slice(0, 3))));
      expect(agents.filter((agent) => open.has(agent))).toEqual([]);
      agents.forEach((agent) => open.add(agent));
      await new Promise((resolve) => setImmediate(resolve));
      agents.forEach((agent) => open.delete(agent));
    });
  });

  it('ends at a search that failed, and says so', async () => {
    const indexer = indexerWith(
      new Map(Array.from({ length: 40 }, (_, i) => [`${100 + i}`, 1900]))
    );
    indexer.failing.search = 3;
    await expect(read(indexer)).rejects.toMatchObject({ code: 'indexer_busy' });
    expect(indexer.asked.length).toBeLessThan(8);
  });
});
