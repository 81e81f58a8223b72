import { programsWith } from '../../test/builders/programs';
import { MINUTE } from '../../common/base/time';
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
const EMPTY = { hits: { hits: [], total: { value: 0 } } };
const FULL = {
  hits: { hits: Array.from({ length: 1000 }, (_, i) => ({ _id: `${i}`, sort: [i] })) },
};

/** A reconciler before a store that has a full page of older events and holds back the second one until it is told to give it. */
function reconcilerBeforeManyEvents() {
  let clock = NOW;
  let give: (answer: unknown) => void = () => undefined;
  const folded: number[] = [];
  const failures: unknown[] = [];
  const client = fakeClient(({ body }) => {
    const lines = body as ReadonlyArray<{ readonly index?: string; readonly sort?: unknown }>;
    const searches = lines.filter(({ index }) => index === undefined);
    const isFurther = JSON.stringify(lines).includes('search_after');
    if (isFurther) return new Promise((resolve) => (give = resolve));
    const isOlder = (one: object) => JSON.stringify(one).includes('"timestamp":{"order":"desc"');
    return { responses: searches.map((one) => (isOlder(one) ? FULL : EMPTY)) };
  });
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
      foldNew: async ({ hits }: SearchResult) => void folded.push(hits.length),
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
    onFailure: (error: unknown) => failures.push(error),
    onEnd: () => undefined,
    onPending: () => undefined,
  } as unknown as ReconcilerDependencies);
  const older = () =>
    client.asked.filter(({ body }) => JSON.stringify(body).includes('"order":"desc"')).length;
  return {
    reconciler,
    folded,
    failures,
    /** Number of requests for older events. */
    older,
    pass: (ms: number) => void (clock += ms),
    give: (answer: unknown) => give(answer),
  };
}

const untilAllIsDone = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('events that the cursor has passed', () => {
  it('come a page with the round, and the rest without holding it up', async () => {
    const { reconciler, folded, give } = reconcilerBeforeManyEvents();
    await reconciler.round();
    expect(folded).toEqual([0, 1000]);
    expect(reconciler.report()).toMatchObject({ last_round: NOW });
    await untilAllIsDone();
    give({ responses: [{ hits: { hits: [{ _id: 'last', sort: [1] }] } }] });
    await untilAllIsDone();
    expect(folded).toEqual([0, 1000, 1]);
  });

  it('are not asked for again while the rest of them is being read', async () => {
    const { reconciler, older, pass, give } = reconcilerBeforeManyEvents();
    await reconciler.round();
    await untilAllIsDone();
    const before = older();
    pass(2 * MINUTE);
    await reconciler.round();
    expect(older()).toBe(before);
    give({ responses: [EMPTY] });
    await untilAllIsDone();
    await reconciler.round();
    expect(older()).toBeGreaterThan(before);
  });

  it('are said to be missing where the rest cannot be read', async () => {
    const { reconciler, failures, give } = reconcilerBeforeManyEvents();
    await reconciler.round();
    await untilAllIsDone();
    give({ responses: [{ error: { type: 'illegal_state_exception' }, status: 500 }] });
    await untilAllIsDone();
    expect(failures).toHaveLength(1);
    expect(reconciler.report().failure).toBeDefined();
  });
});
