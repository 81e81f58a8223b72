import { programsWith } from '../../test/builders/programs';
import { DAY, HOUR, MINUTE } from '../../common/base/time';
import { fakeClient } from '../../test/fakes/opensearch';
import type { SearchRequest } from '../indexer/search';
import { AlertContents } from '../indexer/alert_contents';
import type { ReconcilerDependencies } from './reconciler';
import { Reconciler } from './reconciler';

const ALERTS = {
  pattern: 'alerts',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

const NOW = 1000 * DAY;
const EMPTY = { hits: { hits: [], total: { value: 0 } } };

function reconcilerOf(readFor: readonly string[], lastReadAt = NOW - HOUR) {
  let readAt = lastReadAt;
  const remembered = new Set(readFor);
  let clock = NOW;
  let managers: readonly string[] = ['first'];
  let isAway = false;
  let duringSweep: (() => Promise<void>) | undefined;
  const starts: number[] = [];
  const followed: number[] = [];
  const projected = { count: 0 };
  const client = fakeClient(({ body }) => {
    const lines = body as ReadonlyArray<{ readonly index?: string; readonly query?: unknown }>;
    const asked = JSON.stringify(lines.filter((line) => 'sort' in line));
    // Only a sweep reads endpoint by endpoint.
    const from = /"gte":(\d+).*"sort":\[\{"agent\.id"/.exec(asked);
    if (from) starts.push(Number(from[1]));
    if (from && isAway) throw new Error('away');
    return { responses: lines.flatMap(({ index }) => (index === undefined ? [] : [EMPTY])) };
  });
  const search = (since: number): SearchRequest => {
    followed.push(since);
    return { index: 'actions', body: {} };
  };
  const retained: string[][] = [];
  const reconciler = new Reconciler({
    client,
    actions: {
      followSearch: search,
      actionsIn: () => [],
      readById: async () => new Map(),
      updateMany: async () => ({ written: [], unchanged: [] }),
    },
    contents: new AlertContents(ALERTS),
    evidence: {
      foldNew: async () => undefined,
      fold: async () => {
        await duringSweep?.();
      },
      forgetSeen: () => undefined,
    },
    projector: { project: async () => undefined },
    projectHistory: async () => void (projected.count += 1),
    retain: async () => void retained.push(Array.from(remembered)),
    directory: { refresh: async () => managers },
    names: { round: async () => undefined },
    formerNames: { round: async () => undefined },
    contacts: { searchDue: () => undefined, take: async () => undefined },
    history: {
      lastRead: async (names: readonly string[]) =>
        names.every((name) => remembered.has(name)) ? readAt : undefined,
      remember: async (names: readonly string[], at: number) => {
        readAt = at;
        names.forEach((name) => void remembered.add(name));
      },
    },
    settings: {
      alerts: ALERTS,
      sweep: 7 * DAY,
    },
    now: () => clock,
    ensureLedger: async () => undefined,
    onFailure: () => undefined,
    onEnd: () => undefined,
    onPending: () => undefined,
  } as unknown as ReconcilerDependencies);
  return {
    reconciler,
    starts,
    followed,
    projected,
    remembered,
    /** Times remembered each time the ledger dropped what is old. */
    retained,
    become: (names: readonly string[]) => {
      managers = names;
    },
    forget: () => remembered.clear(),
    pass: (ms: number) => {
      clock += ms;
    },
    setAway: (away: boolean) => {
      isAway = away;
    },
    during: (work: () => Promise<void>) => {
      duringSweep = work;
    },
    /** A round and the sweep that it begins. */
    round: async () => {
      await reconciler.round();
      await reconciler.sweep();
    },
  };
}

describe('the history of a manager', () => {
  it('is read whole where nobody has read it, actions and alerts', async () => {
    const { reconciler, starts, followed, remembered, round } = reconcilerOf([]);
    await round();
    expect(starts[0]).toBe(0);
    expect(followed).toContain(0);
    expect(Array.from(remembered)).toEqual(['first']);
    expect(reconciler.report()).toMatchObject({ history: 'read', last_sweep: NOW });
  });

  it('lets the ledger go of what is old behind a whole reading only', async () => {
    const { retained, round, pass, setAway } = reconcilerOf([]);
    setAway(true);
    await round();
    expect(retained).toEqual([]);
    setAway(false);
    pass(MINUTE);
    await round();
    expect(retained).toEqual([['first']]);
    pass(2 * HOUR);
    await round();
    expect(retained).toHaveLength(1);
    pass(DAY);
    await round();
    expect(retained).toHaveLength(2);
  });

  it('is projected from the ledger itself where the projections may be new, and not again', async () => {
    const { projected, round } = reconcilerOf([]);
    await round();
    expect(projected.count).toBe(1);
    await round();
    expect(projected.count).toBe(1);
  });

  it('is read again where the projections were deleted under a running dashboard, which says so meanwhile', async () => {
    const { starts, projected, reconciler, forget, pass, round } = reconcilerOf(['first']);
    await round();
    forget();
    await reconciler.round();
    expect(reconciler.report()).toMatchObject({ history: 'read' });
    pass(MINUTE);
    await reconciler.round();
    expect(reconciler.report()).toMatchObject({ history: 'not_read' });
    await reconciler.sweep();
    expect(starts).toContain(0);
    expect(projected.count).toBe(1);
    expect(reconciler.report()).toMatchObject({ history: 'read' });
  });

  it('is not read again where somebody has: then the last days are', async () => {
    const { starts, followed, round, reconciler } = reconcilerOf(['first']);
    await round();
    expect(starts).not.toContain(0);
    expect(starts[0]).toBe(NOW - 7 * DAY);
    expect(followed).not.toContain(0);
    expect(reconciler.report()).toMatchObject({ history: 'read' });
  });

  it('is read whole once a day: filebeat may have been broken for longer than a sweep looks back', async () => {
    const { starts, round, reconciler } = reconcilerOf(['first'], NOW - DAY);
    await round();
    expect(starts[0]).toBe(0);
    await reconciler.sweep();
    expect(starts[1]).toBe(NOW - 7 * DAY);
  });

  it('is read when the manager becomes known', async () => {
    const { starts, round, become, remembered } = reconcilerOf(['first']);
    await round();
    become(['first', 'second']);
    await round();
    expect(starts).toContain(0);
    expect(remembered.has('second')).toBe(true);
  });

  it('is not taken for read where the reading failed, and is read by the next', async () => {
    const { reconciler, setAway, remembered, round } = reconcilerOf([]);
    setAway(true);
    await round();
    expect(remembered.size).toBe(0);
    expect(reconciler.report()).toMatchObject({ history: 'not_read' });
    expect(reconciler.report().last_sweep).toBeUndefined();
    setAway(false);
    await round();
    expect(remembered.has('first')).toBe(true);
    expect(reconciler.report()).toMatchObject({ history: 'read' });
  });

  it('is not taken for read where the manager became known while others’ was being read', async () => {
    const { reconciler, become, during, remembered, round } = reconcilerOf([]);
    let isFirst = true;
    during(async () => {
      if (!isFirst) return;
      isFirst = false;
      become(['first', 'second']);
      await reconciler.round();
    });
    await round();
    expect(remembered.has('second')).toBe(false);
    expect(reconciler.report().last_sweep).toBeUndefined();
    await round();
    expect(Array.from(remembered).sort()).toEqual(['first', 'second']);
  });
});
