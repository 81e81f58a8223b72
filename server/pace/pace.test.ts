import { SECOND } from '../../common/base/time';
import { IndexerError } from '../indexer/indexer_error';
import type { PaceCaller } from './pace';
import { Pace } from './pace';
import type { PaceDocument, PaceLedger, StoredPace } from './pace_document';
import { LOT } from './pace_host';
import type { PaceCall } from './pace_shares';

const LIMIT = 300;
const START = 1_800_000_000_000 - (1_800_000_000_000 % 60_000);

/** A ledger in which every write on an older version loses, as in the real one. */
class SharedLedger implements PaceLedger {
  readonly writes: PaceDocument[] = [];
  isAway = false;
  private readonly documents = new Map<number, { document: PaceDocument; version: number }>();

  async read(
    _hostId: string,
    windows: readonly number[]
  ): Promise<ReadonlyMap<number, StoredPace>> {
    if (this.isAway) throw new IndexerError('indexer_failed');
    return new Map(
      windows.map((window) => {
        const known = this.documents.get(window);
        return [
          window,
          {
            document: known?.document,
            version: known && { seqNo: known.version, primaryTerm: 1 },
          },
        ];
      })
    );
  }

  async write(
    _hostId: string,
    document: PaceDocument,
    over: StoredPace['version']
  ): Promise<boolean> {
    const known = this.documents.get(document.window);
    if (known?.version !== over?.seqNo) return false;
    this.documents.set(document.window, { document, version: (known?.version ?? 0) + 1 });
    this.writes.push(document);
    return true;
  }
}

/** Some processes that share a clock and, where one is given, a ledger. */
function processes(count: number, ledger?: PaceLedger) {
  let clock = START;
  const all = Array.from({ length: count }, () => {
    const pace = new Pace({
      limit: LIMIT,
      now: () => clock,
      wait: async (ms) => void (clock += ms),
    });
    if (ledger) pace.shareBy(ledger);
    return pace;
  });
  /** Number of calls that were made, of so many. */
  const take = async (
    calls: number,
    caller: PaceCaller,
    at = 0,
    call: PaceCall = 'rights'
  ): Promise<number> => {
    let taken = 0;
    for (let i = 0; i < calls; i++) {
      const book = all[at]?.bookOf('lab', caller);
      if ((await book?.take(call)) === undefined) taken += 1;
    }
    return taken;
  };
  const refuse = (at = 0) => all[at]?.bookOf('lab', { as: 'background' }).refused();
  return { take, refuse, pass: (ms: number) => void (clock += ms), now: () => clock, all };
}

/** Resolves once what was begun beside a call is done. */
const written = () => new Promise((resolve) => setImmediate(resolve));

const reader = (person: string): PaceCaller => ({ as: 'reads', person });
const isolates = (person: string): PaceCaller => ({ as: 'single', person });
const BACKGROUND: PaceCaller = { as: 'background' };
const many = Array.from({ length: 30 }, (_, i) => `person ${i}`);

describe('the budget of a manager', () => {
  it('gives one person a tenth of it to look, whatever is free', async () => {
    const { take, pass } = processes(1);
    expect(await take(1000, reader('mallory'))).toBe(30);
    expect(await take(5, reader('alice'))).toBe(5);
    pass(59 * SECOND);
    expect(await take(1000, reader('mallory'))).toBe(0);
    pass(SECOND);
    expect(await take(1000, reader('mallory'))).toBe(30);
  });

  it('gives all people a quarter, and what background does not use', async () => {
    const idle = processes(1);
    let taken = 0;
    for (const person of many) taken += await idle.take(30, reader(person));
    expect(taken).toBe(LIMIT * (0.25 + 0.6 - 0.1));
    const busy = processes(1);
    expect(await busy.take(1000, BACKGROUND)).toBe(180);
    taken = 0;
    for (const person of many) taken += await busy.take(30, reader(person));
    expect(taken).toBe(LIMIT * 0.25);
  });

  it('takes back at once what it lent: background has its calls while people look as much as they can', async () => {
    const { take } = processes(1);
    for (const person of many) await take(30, reader(person));
    expect(await take(1000, BACKGROUND)).toBe(LIMIT * 0.1);
    expect(await take(1, reader('somebody else'))).toBe(0);
  });

  it('is never spent by anybody but who isolates or releases', async () => {
    const { take } = processes(1);
    for (const person of many) await take(30, reader(person));
    await take(1000, BACKGROUND);
    expect(await take(20, isolates('alice'))).toBe(20);
  });

  it('lets nobody take all of what is kept for isolations', async () => {
    const { take } = processes(1);
    for (const person of many) await take(30, reader(person));
    await take(1000, BACKGROUND);
    expect(await take(1000, isolates('mallory'))).toBe(22);
    expect(await take(20, isolates('alice'))).toBe(20);
  });

  it('is never more than the limit in any minute', async () => {
    const { take, pass } = processes(1);
    const taken: number[] = [];
    const some = many.slice(0, 12);
    for (let second = 0; second < 130; second++) {
      let now = await take(5, BACKGROUND);
      for (const person of some) now += await take(2, reader(person));
      for (const person of some) now += await take(2, isolates(person));
      taken.push(now);
      pass(SECOND);
    }
    for (let from = 0; from + 60 <= taken.length; from++) {
      const inMinute = taken.slice(from, from + 60).reduce((sum, one) => sum + one, 0);
      expect(inMinute).toBeLessThanOrEqual(LIMIT);
    }
  });

  it('keeps a part of what one person has for their rights, without which nothing kept can be shown', async () => {
    const { take } = processes(1);
    expect(await take(1000, reader('alice'), 0, 'other')).toBe(25);
    expect(await take(1000, reader('alice'), 0, 'rights')).toBe(5);
  });

  it('charges nobody’s own part for tokens that somebody else revokes, and is bounded even so', async () => {
    const { take } = processes(1);
    expect(await take(1000, reader('alice'), 0, 'again')).toBe(LIMIT * 0.1);
    expect(await take(1000, reader('alice'), 0, 'other')).toBe(25);
    expect(await take(1000, reader('alice'), 0, 'rights')).toBe(5);
    expect(await take(1, reader('alice'), 0, 'again')).toBe(0);
  });

  it('counts repeats in place of refused tokens among all that people look at', async () => {
    const { take } = processes(1);
    await take(1000, BACKGROUND);
    let taken = 0;
    for (const person of many) taken += await take(30, reader(person), 0, 'again');
    expect(taken).toBe(LIMIT * 0.25);
  });

  it('says when it can be tried again', async () => {
    const { take, all, pass, now } = processes(1);
    await take(1, reader('alice'));
    pass(10 * SECOND);
    await take(1000, reader('alice'));
    const book = all[0]?.bookOf('lab', reader('alice'));
    expect(await book?.take('rights')).toBe(now() - 10 * SECOND + 60 * SECOND);
  });
});

describe('several processes', () => {
  it('share one budget, up to a lot each', async () => {
    const ledger = new SharedLedger();
    const { take, pass } = processes(3, ledger);
    let taken = 0;
    for (let round = 0; round < 100; round++) {
      for (const at of [0, 1, 2]) taken += await take(3, BACKGROUND, at);
      pass(50);
    }
    expect(taken).toBeGreaterThan(LIMIT * 0.6 - 3 * 2 * LOT);
    expect(taken).toBeLessThanOrEqual(LIMIT * 0.6 + 2 * LOT);
  });

  it.each([5, 25, 40])(
    'have one budget in any minute, whenever in a window another one spends it (from second %d on)',
    async (second) => {
      const { take, pass, now } = processes(2, new SharedLedger());
      const taken: number[] = [];
      const takeAll = async (most: number, process: number) => {
        for (let i = 0; i < most && (await take(1, BACKGROUND, process)) === 1; i++) {
          taken.push(now());
        }
      };
      pass(second * SECOND);
      await takeAll(150, 0);
      expect(taken).toHaveLength(150);
      for (let later = 0; later < 100; later++) {
        pass(SECOND);
        await takeAll(1000, 1);
      }
      for (const [index, at] of taken.entries()) {
        const inMinute = taken.slice(0, index + 1).filter((one) => at - one < 60 * SECOND);
        expect(inMinute.length).toBeLessThanOrEqual(LIMIT * 0.6 + LOT);
      }
      // And it is one that is used.
      expect(taken.length).toBeGreaterThan(LIMIT);
    }
  );

  it('write their document once a second at most, in lots', async () => {
    const ledger = new SharedLedger();
    const { take, pass, now } = processes(1, ledger);
    for (let round = 0; round < 40; round++) {
      await take(1, BACKGROUND);
      pass(100);
    }
    expect(ledger.writes.length).toBeLessThanOrEqual((now() - START) / SECOND + 1);
    for (const { spent } of ledger.writes) expect(spent.background % LOT).toBe(0);
  });

  it('remember what another one spent when it is gone', async () => {
    const ledger = new SharedLedger();
    await processes(1, ledger).take(175, BACKGROUND);
    expect(await processes(1, ledger).take(1000, BACKGROUND)).toBeLessThanOrEqual(LOT);
  });

  it('count each for itself while the ledger is away: nobody waits for it', async () => {
    const ledger = new SharedLedger();
    ledger.isAway = true;
    const { take, now } = processes(1, ledger);
    expect(await take(1000, BACKGROUND)).toBe(180);
    expect(now()).toBe(START);
  });
});

describe('a refusal of the manager for its limit', () => {
  it('halves the shares until the end of the next window where our own calls do not explain it', async () => {
    const ledger = new SharedLedger();
    const { take, refuse, pass } = processes(2, ledger);
    await take(1, BACKGROUND, 0);
    refuse(0);
    await written();
    pass(SECOND);
    await take(1, BACKGROUND, 1);
    await written();
    expect(await take(1000, reader('alice'), 1)).toBe(15);
    pass(120 * SECOND);
    expect(await take(1000, reader('alice'), 1)).toBe(30);
  });

  it('changes nothing where we spent all of it', async () => {
    const { take, refuse, pass } = processes(1);
    await take(1000, BACKGROUND);
    for (const person of many) await take(30, reader(person));
    for (const person of many) await take(30, isolates(person));
    refuse();
    pass(60 * SECOND);
    expect(await take(1000, reader('alice'))).toBe(30);
  });

  it('leaves isolations what they have', async () => {
    const { take, refuse } = processes(1);
    refuse();
    expect(await take(40, isolates('alice'))).toBe(40);
  });
});
