import { programsWith } from '../../test/builders/programs';
import { fakeClient } from '../../test/fakes/opensearch';
import type { SearchRequest, SearchResult } from '../indexer/search';
import { AlertContents } from '../indexer/alert_contents';
import type { ReconcilerDependencies } from './reconciler';
import { Reconciler } from './reconciler';

const ALERTS = {
  pattern: 'alerts',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

const EMPTY = { hits: { hits: [], total: { value: 0 } } };
const search = (index: string): SearchRequest => ({ index, body: {} });

function reconcilerWith(due: SearchRequest | undefined, answerOf: (index: string) => unknown) {
  const taken: SearchResult[] = [];
  const failures: unknown[] = [];
  const client = fakeClient(({ body }) => {
    const lines = body as ReadonlyArray<{ readonly index?: string }>;
    const indices = lines.flatMap(({ index }) => (index === undefined ? [] : [index]));
    return { responses: indices.map(answerOf) };
  });
  const reconciler = new Reconciler({
    client,
    actions: {
      followSearch: () => search('actions'),
      actionsIn: () => [],
      readById: async () => new Map(),
      updateMany: async () => ({ written: [], unchanged: [] }),
    },
    contents: new AlertContents(ALERTS),
    evidence: { foldNew: async () => undefined, fold: async () => undefined },
    projector: { project: async () => undefined },
    directory: { refresh: async () => ['manager'] },
    names: { round: async () => undefined },
    formerNames: { round: async () => undefined },
    history: { lastRead: async () => 1000, remember: async () => undefined },
    contacts: {
      searchDue: () => due,
      take: async (result: SearchResult) => void taken.push(result),
    },
    settings: {
      alerts: ALERTS,
      sweep: 0,
    },
    now: () => 1000,
    ensureLedger: async () => undefined,
    onFailure: (error: unknown) => failures.push(error),
    onEnd: () => undefined,
    onPending: () => undefined,
  } as unknown as ReconcilerDependencies);
  return { reconciler, client, taken, failures };
}

describe('the watch over isolated endpoints in a round of the reconciler', () => {
  it('is one more search in the same request', async () => {
    const watched = { ...EMPTY, hits: { ...EMPTY.hits, total: { value: 7 } } };
    const answers = (index: string) => (index === 'endpoints' ? watched : EMPTY);
    const { reconciler, client, taken } = reconcilerWith(search('endpoints'), answers);
    await reconciler.round();
    const [first] = client.asked;
    expect(JSON.stringify(first?.body)).toContain('"endpoints"');
    expect(taken.map(({ total }) => total)).toEqual([7]);
    expect(reconciler.report().failure).toBeUndefined();
  });

  it('holds up nothing where its search fails', async () => {
    const failed = { error: { type: 'search_phase_execution_exception' }, status: 503 };
    const answers = (index: string) => (index === 'endpoints' ? failed : EMPTY);
    const { reconciler, taken, failures } = reconcilerWith(search('endpoints'), answers);
    await reconciler.round();
    expect(taken).toEqual([]);
    expect(failures).toHaveLength(1);
    expect(reconciler.report()).toMatchObject({ last_round: 1000 });
  });

  it('asks nothing while it is not due', async () => {
    const { reconciler, client, taken } = reconcilerWith(undefined, () => EMPTY);
    await reconciler.round();
    expect(JSON.stringify(client.asked)).not.toContain('"endpoints"');
    expect(taken).toEqual([]);
  });
});
