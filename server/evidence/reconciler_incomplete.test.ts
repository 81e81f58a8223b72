import { programsWith } from '../../test/builders/programs';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import { fakeClient } from '../../test/fakes/opensearch';
import type { SearchResult } from '../indexer/search';
import { AlertContents } from '../indexer/alert_contents';
import type { ReconcilerDependencies } from './reconciler';
import { Reconciler } from './reconciler';

const ALERTS = {
  pattern: 'alerts',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

const NOW = 1000 * HOUR;
const hit = (id: string, at: number) => ({ _id: id, sort: [at, id] });

/** A reconciler before alerts in two shards, of which one can be missing. */
function reconcilerBeforeTwoShards() {
  let clock = NOW;
  let isMissing = false;
  const read = new Set<string>();
  const asked: number[] = [];
  const remembered: number[] = [];
  const failures: unknown[] = [];
  const stored = { there: [hit('a', NOW - 5 * MINUTE)], missing: [hit('b', NOW - 4 * MINUTE)] };
  const answerTo = (search: object) => {
    const from = Number(/"gte":(\d+)/.exec(JSON.stringify(search))?.[1] ?? 0);
    if (JSON.stringify(search).includes('"timestamp":{"order":"asc"')) asked.push(from);
    const hits = [...stored.there, ...(isMissing ? [] : stored.missing)]
      .filter(({ sort: [at] }) => Number(at) >= from)
      .sort((a, b) => Number(a.sort[0]) - Number(b.sort[0]));
    return {
      _shards: { total: 2, successful: isMissing ? 1 : 2 },
      hits: { hits, total: { value: hits.length } },
    };
  };
  const client = fakeClient(({ body }) => {
    const lines = body as ReadonlyArray<{ readonly index?: string; readonly ours?: true }>;
    const searches = lines.filter(({ index }) => index === undefined);
    const none = { hits: { hits: [] } };
    return { responses: searches.map((one) => (one.ours ? none : answerTo(one))) };
  });
  const take = async ({ hits }: SearchResult) => hits.forEach(({ id }) => read.add(id));
  const reconciler = new Reconciler({
    client,
    actions: {
      followSearch: () => ({ index: 'actions', body: { ours: true } }),
      actionsIn: () => [],
      readById: async () => new Map(),
      updateMany: async () => ({ written: [], unchanged: [] }),
    },
    contents: new AlertContents(ALERTS),
    evidence: { foldNew: take, fold: take },
    projector: { project: async () => undefined },
    projectHistory: async () => undefined,
    retain: async () => undefined,
    directory: { refresh: async () => ['manager'] },
    names: { round: async () => undefined },
    formerNames: { round: async () => undefined },
    history: {
      lastRead: async () => undefined,
      remember: async (_: unknown, at: number) => void remembered.push(at),
    },
    contacts: { searchDue: () => undefined, take: async () => undefined },
    settings: {
      alerts: ALERTS,
      sweep: HOUR,
    },
    now: () => clock,
    ensureLedger: async () => undefined,
    onFailure: (error: unknown) => failures.push(error),
    onEnd: () => undefined,
    onPending: () => undefined,
  } as unknown as ReconcilerDependencies);
  return {
    reconciler,
    read,
    failures,
    remembered,
    stored,
    /** Times from which new events were requested. */
    asked,
    miss: (is: boolean) => void (isMissing = is),
    pass: (ms: number) => void (clock += ms),
    /** A round, with the sweep that it may have begun. */
    round: async () => {
      await reconciler.round();
      await reconciler.sweep();
    },
  };
}

describe('a round that meets a missing shard', () => {
  it('takes what the others have, and says that it is not all', async () => {
    const { reconciler, read, failures, miss } = reconcilerBeforeTwoShards();
    miss(true);
    await reconciler.round();
    expect(Array.from(read)).toEqual(['a']);
    expect(failures).toContainEqual(expect.objectContaining({ code: 'indexer_incomplete' }));
    expect(reconciler.report()).toMatchObject({ failure: { code: 'indexer_incomplete' } });
    expect(reconciler.report().last_round).toBeUndefined();
  });

  it('reads what is new meanwhile, and what the shard has when it is back, however late', async () => {
    const { reconciler, read, asked, stored, miss, pass } = reconcilerBeforeTwoShards();
    await reconciler.round();
    miss(true);
    for (let minute = 0; minute < 45; minute += 15) {
      pass(15 * MINUTE);
      stored.there.push(hit(`there-${minute}`, NOW + minute * MINUTE));
      stored.missing.push(hit(`missing-${minute}`, NOW + minute * MINUTE));
      await reconciler.round();
    }
    expect(read).toContain('there-30');
    expect(read).not.toContain('missing-0');
    miss(false);
    pass(SECOND);
    await reconciler.round();
    await reconciler.round();
    expect(asked[asked.length - 1]).toBeLessThan(NOW);
    for (const minute of [0, 15, 30]) expect(read).toContain(`missing-${minute}`);
    expect(reconciler.report().failure).toBeUndefined();
  });

  it('does not take the history for read, and tries that again by itself, not at once', async () => {
    const { reconciler, read, remembered, miss, pass, round } = reconcilerBeforeTwoShards();
    miss(true);
    await round();
    expect(read).toContain('a');
    expect(remembered).toEqual([]);
    expect(reconciler.report()).toMatchObject({ history: 'not_read' });
    miss(false);
    pass(MINUTE);
    await reconciler.round();
    expect(remembered).toEqual([]);
    pass(5 * MINUTE);
    await reconciler.round();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(remembered).toEqual([NOW + 6 * MINUTE]);
    expect(reconciler.report()).toMatchObject({ history: 'read' });
  });
});
