import type { NumbersSeen } from './newest_number';
import { nextLook } from './newest_number';

interface Stored {
  /** Numbers that have a document. */
  readonly numbers: readonly number[];
  readonly hint?: number;
  readonly mark?: number | 'unreadable';
}

/** Looks as the server does. @returns the newest number, and how it was found */
function find({ numbers, hint = 0, mark = 0 }: Stored) {
  let seen: NumbersSeen = {
    hint,
    mark: undefined,
    searched: undefined,
    read: new Set(),
    there: new Set(),
  };
  let reads = 0;
  for (;;) {
    const step = nextLook(seen);
    if (step.look === 'over') {
      return { newest: step.newest, searched: seen.searched !== undefined, reads };
    }
    if (step.look === 'by_search') {
      seen = { ...seen, searched: Math.max(0, ...numbers) };
      continue;
    }
    reads += 1;
    seen = {
      ...seen,
      mark: mark === 'unreadable' ? undefined : mark,
      read: new Set([...Array.from(seen.read), ...step.numbers]),
      there: new Set([
        ...Array.from(seen.there),
        ...step.numbers.filter((n) => numbers.includes(n)),
      ]),
    };
  }
}

const to = (last: number, from = 1) =>
  Array.from({ length: last - from + 1 }, (_, index) => from + index);

describe('the newest number of an endpoint', () => {
  it('is found by one read where the projection knows it', () => {
    expect(find({ numbers: to(6), hint: 6 })).toEqual({ newest: 6, searched: false, reads: 1 });
  });

  it('is found by reads alone where the projection is behind, however far', () => {
    expect(find({ numbers: to(50), hint: 3 })).toMatchObject({ newest: 50, searched: false });
    expect(find({ numbers: to(50) })).toMatchObject({ newest: 50, searched: true });
  });

  it('is searched for where nothing was ever given, or the first actions are gone without a mark', () => {
    expect(find({ numbers: [] })).toMatchObject({ newest: 0, searched: true });
    expect(find({ numbers: [6] })).toMatchObject({ newest: 6, searched: true });
    expect(find({ numbers: [3, 21], hint: 3 })).toMatchObject({ newest: 21, searched: true });
  });

  it('is found behind the mark of retention, whatever of the older ones is left', () => {
    const found = { newest: 22, searched: false };
    expect(find({ numbers: [21, 22], mark: 21 })).toMatchObject(found);
    expect(find({ numbers: [1, 3, 21, 22], hint: 3, mark: 21 })).toMatchObject(found);
    expect(find({ numbers: [1, 3, 21, 22], hint: 22, mark: 21 })).toMatchObject(found);
  });

  it('is searched for where the mark cannot be read, or what it names is gone', () => {
    expect(find({ numbers: [1, 3, 21], hint: 3, mark: 'unreadable' })).toMatchObject({
      newest: 21,
      searched: true,
    });
    expect(find({ numbers: [1, 3, 30], hint: 3, mark: 21 })).toMatchObject({
      newest: 30,
      searched: true,
    });
  });

  it('is one that was given, also where its document is gone: it is never given again', () => {
    expect(find({ numbers: to(5), hint: 9 })).toMatchObject({ newest: 9, searched: true });
    expect(find({ numbers: [], hint: 9 })).toMatchObject({ newest: 9, searched: true });
  });
});
