import { ActionBuilder } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import { ActionLedger, actionIdOf } from './action_ledger';
import type { WriteResult } from './document_store';

const VERSION = { seqNo: 1, primaryTerm: 1 };
const sending = new ActionBuilder().sending().build();
const dispatched = new ActionBuilder().sending().dispatched().build();
const stored = { id: actionIdOf(sending), action: sending, version: VERSION };

/** A ledger whose writes end as given, one after another and then always as the last, and in which the dispatched action stands. */
function ledgerOf(...ends: readonly WriteResult[]) {
  let writes = 0;
  const store = {
    writeAll: async (asked: readonly unknown[]) =>
      asked.map(() => ends[Math.min(writes++, ends.length - 1)]),
    readMany: async (places: ReadonlyArray<{ readonly id: string }>) =>
      new Map(places.map(({ id }) => [id, { id, source: dispatched, version: VERSION }])),
  };
  const reader = { read: (_kind: string, _id: string, source: unknown) => source };
  const ledger = new ActionLedger(
    {} as never,
    { actions: 'actions' } as never,
    store as never,
    {} as never,
    reader as never
  );
  return { ledger, writes: () => writes };
}

const noted = (action: ActionDocument) => ({ ...action, reason: 'noted' });

describe('bringing actions further', () => {
  it('is repeated on what stands there where another write came first', async () => {
    const { ledger } = ledgerOf({ result: 'conflict' }, { result: 'written', version: VERSION });
    const { written, unchanged, failure } = await ledger.updateMany([{ stored, step: noted }]);
    expect(written.map(({ action }) => action)).toEqual([noted(dispatched)]);
    expect(unchanged).toEqual([]);
    expect(failure).toBeUndefined();
  });

  it('gives back what stands there where that needs no write', async () => {
    const { ledger } = ledgerOf({ result: 'conflict' });
    const step = (action: ActionDocument) =>
      action.status === 'dispatched' ? action : noted(action);
    const { written, unchanged } = await ledger.updateMany([{ stored, step }]);
    expect(written).toEqual([]);
    expect(unchanged.map(({ action }) => action)).toEqual([dispatched]);
  });

  it('fails where others always come first: it must not look as if nothing had been left undone', async () => {
    const { ledger, writes } = ledgerOf({ result: 'conflict' });
    const { written, failure } = await ledger.updateMany([{ stored, step: noted }]);
    expect(written).toEqual([]);
    expect(failure).toMatchObject({ code: 'indexer_busy' });
    expect(writes()).toBe(10);
  });
});
