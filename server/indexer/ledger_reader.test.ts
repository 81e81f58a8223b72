import { ActionBuilder } from '../../test/builders/actions';
import type { UnreadableDocument } from './ledger_reader';
import { LedgerReader } from './ledger_reader';

const ID = 'manager:wazuh-server/001:1';
const HOUR = 60 * 60 * 1000;

describe('reading the ledger', () => {
  let now: number;
  let said: UnreadableDocument[];
  let reader: LedgerReader;

  beforeEach(() => {
    now = 0;
    said = [];
    reader = new LedgerReader(
      () => now,
      (document) => said.push(document)
    );
  });

  it('leaves out what it cannot read, and says so once', () => {
    expect(reader.read('action', ID, { kind: 'action', schema_version: 1 })).toBeUndefined();
    expect(reader.read('action', ID, { kind: 'action', schema_version: 1 })).toBeUndefined();
    expect(reader.read('action', 'other', { kind: 'action', schema_version: 9 })).toBeUndefined();
    expect(said).toEqual([
      { id: ID, why: 'damaged' },
      { id: 'other', why: 'newer' },
    ]);
    expect(reader.listUnreadable()).toEqual(said);
  });

  it('says nothing of what it can read, or of another kind', () => {
    expect(reader.read('action', ID, new ActionBuilder().build())).toBeDefined();
    expect(reader.read('batch', ID, new ActionBuilder().build())).toBeUndefined();
    expect(said).toEqual([]);
  });

  it('forgets after an hour what was put right', () => {
    reader.read('action', ID, {});
    now = HOUR;
    expect(reader.listUnreadable()).toHaveLength(1);
    now = HOUR + 1;
    expect(reader.listUnreadable()).toEqual([]);
  });

  it('remembers a hundred and not more, however many somebody damaged', () => {
    for (let i = 0; i < 1000; i++) reader.read('action', `${i}`, {});
    expect(said).toHaveLength(100);
    expect(reader.listUnreadable()).toHaveLength(100);
  });
});
