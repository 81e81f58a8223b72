import { programsWith } from '../../test/builders/programs';
import { MINUTE, SECOND } from '../../common/base/time';
import { fakeClient } from '../../test/fakes/opensearch';
import type { SearchResult } from '../indexer/search';
import { AlertContents } from '../indexer/alert_contents';
import type { ReconcilerDependencies } from './reconciler';
import { Reconciler } from './reconciler';

const ALERTS = {
  pattern: 'alerts',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

const NOW = 1000 * MINUTE;

interface Report {
  readonly id: string;
  readonly at: number;
  readonly agent: string;
}

interface Query {
  readonly filter: readonly object[];
  readonly must_not?: readonly object[];
}

/** The agents that clauses name, one by one or several at once. */
function agentsIn(clauses: readonly object[] | undefined): Set<string> {
  const named = JSON.stringify(clauses ?? []).matchAll(/"agent\.id":(\[[^\]]*\])/g);
  return new Set(Array.from(named, ([, list = '[]']): string[] => JSON.parse(list)).flat());
}

/** A reconciler before a store of reports, in which it searches by time and agent. */
function reconcilerBefore(reports: Report[]) {
  let clock = NOW;
  const folded: string[][] = [];
  const client = fakeClient(({ body }) => {
    const lines = body as ReadonlyArray<Record<string, unknown>>;
    const searches = lines.filter((_, index) => index % 2 === 1);
    return {
      responses: searches.map((one) =>
        one.aggs
          ? { hits: { hits: [] }, aggregations: counted(one) }
          : { hits: { hits: found(one) } }
      ),
    };
  });
  const counted = (search: Record<string, unknown>) => {
    const [, from = '0'] = /"gte":(\d+)/.exec(JSON.stringify(search)) ?? [];
    const [, atLeast = '1'] = /"min_doc_count":(\d+)/.exec(JSON.stringify(search)) ?? [];
    const apart = agentsIn((search.query as { readonly bool: Query }).bool.must_not);
    const counts = new Map<string, number>();
    for (const { at, agent } of reports) {
      if (at >= Number(from) && !apart.has(agent)) counts.set(agent, (counts.get(agent) ?? 0) + 1);
    }
    const buckets = Array.from(counts)
      .filter(([, count]) => count >= Number(atLeast))
      .map(([key]) => ({ key, managers: { buckets: [{ key: 'manager' }] } }));
    return { agents: { buckets } };
  };
  const found = (search: Record<string, unknown>) => {
    const text = JSON.stringify(search);
    if (!text.includes('"timestamp"')) return [];
    const query = (search.query as { readonly bool: Query }).bool;
    const [, from = '0'] = /"gte":(\d+)/.exec(text) ?? [];
    const only = agentsIn(query.filter);
    const apart = agentsIn(query.must_not);
    const isNewestFirst = text.includes('"timestamp":{"order":"desc"');
    const hits = reports
      .filter(({ at, agent }) => at >= Number(from) && !apart.has(agent))
      .filter(({ agent }) => only.size === 0 || only.has(agent))
      .map(({ id, at, agent }) => ({ _index: 'a', _id: id, sort: [at, agent, id, 'manager'] }))
      .sort((a, b) => compare(a.sort, b.sort) * (isNewestFirst ? -1 : 1));
    const after = search.search_after as readonly unknown[] | undefined;
    const begin = after
      ? hits.findIndex(({ sort }) => JSON.stringify(sort) === JSON.stringify(after)) + 1
      : 0;
    return hits.slice(begin, begin + Number(search.size));
  };
  const known = new Set<string>();
  const reconciler = new Reconciler({
    client,
    actions: {
      followSearch: () => ({ index: 'actions', body: {} }),
      actionsIn: () => [],
      readById: async () => new Map(),
      updateMany: async () => ({ written: [], unchanged: [] }),
    },
    contents: new AlertContents(ALERTS),
    evidence: {
      foldNew: async ({ hits }: SearchResult) => {
        const fresh = hits.map(({ id }) => id).filter((id) => !known.has(id));
        fresh.forEach((id) => known.add(id));
        folded.push(fresh);
      },
      fold: async () => undefined,
    },
    projector: { project: async () => undefined },
    directory: { refresh: async () => ['manager'] },
    names: { round: async () => undefined },
    formerNames: { round: async () => undefined },
    history: { lastRead: async () => NOW, remember: async () => undefined },
    contacts: { searchDue: () => undefined, take: async () => undefined },
    settings: {
      alerts: ALERTS,
      sweep: 0,
    },
    now: () => clock,
    ensureLedger: async () => undefined,
    onFailure: (error: unknown) => {
      throw error;
    },
    onEnd: () => undefined,
    onPending: () => undefined,
  } as unknown as ReconcilerDependencies);
  return {
    reconciler,
    folded: () => folded.flat(),
    isFolded: (id: string) => known.has(id),
    pass: (ms: number) => void (clock += ms),
    now: () => clock,
    /** True if the last request left this agent out, or asked for it alone. */
    isApart: (agent: string) =>
      JSON.stringify(client.asked[client.asked.length - 1]?.body).includes(`"${agent}"`),
    /** Requests for further pages of new events. */
    further: () => {
      const texts = client.asked.map(({ body }) => JSON.stringify(body));
      return texts.filter(
        (text) => text.includes('"search_after"') && text.includes('"timestamp":{"order":"asc"')
      ).length;
    },
  };
}

function compare(a: readonly unknown[], b: readonly unknown[]): number {
  const [timeOfA, ...restOfA] = a;
  const [timeOfB, ...restOfB] = b;
  return Number(timeOfA) - Number(timeOfB) || (String(restOfA) < String(restOfB) ? -1 : 1);
}

const floodOf = (agent: string, count: number, at = NOW - MINUTE): Report[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${agent}-${i}`, at: at + i, agent }));

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a flood of reports of one endpoint', () => {
  const others = ['001', '002', '003'].map((agent, i) => ({
    id: `report of ${agent}`,
    // In the middle and behind it.
    at: NOW - MINUTE + 2500 * (i + 1),
    agent,
  }));

  it('holds up no report of another endpoint, and is folded whole', async () => {
    const { reconciler, folded, isFolded, pass } = reconcilerBefore([
      ...floodOf('666', 6000),
      ...others,
    ]);
    await reconciler.round();
    const first = folded();
    others.forEach(({ id }) => expect(first).toContain(id));
    expect(first.length).toBeLessThan(1500);
    await until(() => folded().length === 6003);
    expect(isFolded('666-5999')).toBe(true);
    pass(SECOND);
    await reconciler.round();
    expect(folded()).toHaveLength(6003);
  });

  it('of several is none that hides the others, either', async () => {
    const floods = ['666', '667', '668'].flatMap((agent) => floodOf(agent, 1500));
    const { reconciler, folded } = reconcilerBefore([...floods, ...others]);
    await reconciler.round();
    const first = folded();
    others.forEach(({ id }) => expect(first).toContain(id));
    await until(() => folded().length === 4503);
  });

  it('of a thousand endpoints at once is found by counting, though each has little on a page', async () => {
    const floods: Report[] = Array.from({ length: 12_000 }, (_, i) => ({
      id: `flood-${i}`,
      at: NOW - MINUTE + i,
      agent: String(1000 + (i % 1000)),
    }));
    const behind = { id: 'report behind it', at: NOW - 1000, agent: '001' };
    const { reconciler, folded, isFolded } = reconcilerBefore([...floods, ...others, behind]);
    await reconciler.round();
    [...others, behind].forEach(({ id }) => expect(isFolded(id)).toBe(true));
    expect(folded().length).toBeLessThan(6000);
    await until(() => folded().length === 12_004);
  });

  it('is read with the others again when it is over, from where it ended', async () => {
    const reports = [...floodOf('666', 3000), ...others];
    const { reconciler, folded, pass, now, further, isApart } = reconcilerBefore(reports);
    await reconciler.round();
    await until(() => folded().length === 3003);
    do {
      pass(SECOND);
      await reconciler.round();
      await new Promise((resolve) => setTimeout(resolve, 5));
    } while (isApart('666'));
    const before = further();
    reports.push({ id: 'later', at: now(), agent: '666' });
    pass(SECOND);
    await reconciler.round();
    expect(folded()).toContain('later');
    // What was read before isn't gone through again.
    expect(further()).toBe(before);
  });
});
