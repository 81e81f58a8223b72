import type { PaceDocument, PaceLedger, StoredPace } from './pace_document';
import { PARTS, PART_MS, WINDOW_MS } from './pace_document';
import type { PaceCaller } from './pace';
import type { PaceCall, PaceClass, Spent } from './pace_shares';
import { fits, NOTHING_SPENT, PACE_CLASSES, plus, totalOf, without } from './pace_shares';

export interface HostPaceParts {
  readonly hostId: string;
  readonly limit: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly ledger: () => PaceLedger | undefined;
}

interface Call extends PaceCaller {
  readonly at: number;
  readonly call: PaceCall;
}

/** Everything known of one window. */
interface Window {
  /** Lots of this process that stand in the document. */
  booked: Spent;
  /** Calls of this process. */
  used: Spent;
  /** The same by the part of the window in which they were booked. */
  readonly bookedIn: Spent[];
  /** The lots of the other processes, by part. */
  othersIn: readonly Spent[];
}

/** Calls are booked in lots, so that one write stands for many. */
export const LOT = 10;
/** The shared document is read and written once in so long at most. */
const SHARED_EVERY_MS = 1000;
/** A ledger that failed is left alone for so long; the process counts for itself meanwhile. */
const LEDGER_PAUSE_MS = 10000;

/** The budget of one manager. Its own calls are known to the millisecond, those of other processes by window. */
export class HostPace {
  private calls: Call[] = [];
  private readonly windows = new Map<number, Window>();
  private halvedUntil = -Infinity;
  private sharedAt = -Infinity;
  private ledgerFailedAt = -Infinity;
  private sharing: Promise<void> | undefined;

  constructor(private readonly parts: HostPaceParts) {}

  async take(caller: PaceCaller, call: PaceCall): Promise<number | undefined> {
    for (;;) {
      this.forgetOld();
      if (!this.hasRoom(caller, call)) {
        // What others gave back since is not known here yet.
        if (this.isSharingDue()) await this.share();
        if (!this.hasRoom(caller, call)) return this.retryAt(caller, call);
      }
      const { booked, used } = this.current();
      const isAhead = used[caller.as] < booked[caller.as] + LOT;
      // Whoever isolates waits for no document.
      if (isAhead || caller.as === 'single' || !this.isShared()) break;
      await this.share();
    }
    this.count(caller, call);
    if (this.isSharingDue()) void this.share();
    return undefined;
  }

  /** Halves the shares until the end of the next window, unless our own calls explain it. */
  refused(): void {
    this.forgetOld();
    if (totalOf(this.spent()) >= this.parts.limit - LOT) return;
    this.halvedUntil = this.windowOf(this.parts.now()) + 2 * WINDOW_MS;
    // What is being written now may not say it yet.
    if (this.isShared()) void this.share().then(() => this.share());
  }

  private hasRoom(caller: PaceCaller, call: PaceCall): boolean {
    const { limit, now } = this.parts;
    return fits({
      as: caller.as,
      call,
      spent: this.spent(),
      byPerson: this.calls.filter(isLike(caller, call)).length,
      limit,
      factor: now() < this.halvedUntil ? 0.5 : 1,
    });
  }

  /** Sums up what everybody can have spent in the last minute: of others' last window all parts count that are not wholly before it. */
  private spent(): Spent {
    const now = this.parts.now();
    const own = { ...NOTHING_SPENT };
    const counted: Record<PaceClass, number> = own;
    for (const { as } of this.calls) counted[as] += 1;
    const start = this.windowOf(now);
    const over = Math.floor((now - start) / PART_MS);
    const before = this.windows.get(start - WINDOW_MS)?.othersIn.slice(over) ?? [];
    return plus(counted, plus(sumOf(this.current().othersIn), sumOf(before)));
  }

  private count(caller: PaceCaller, call: PaceCall): void {
    this.calls.push({ ...caller, call, at: this.parts.now() });
    const window = this.current();
    window.used = plus(window.used, { ...NOTHING_SPENT, [caller.as]: 1 });
  }

  /** The end of the oldest call that stands in the way, or of the window. */
  private retryAt(caller: PaceCaller, call: PaceCall): number {
    const { now } = this.parts;
    const own = this.calls.find(isLike(caller, call));
    const any = own ?? this.calls.find(({ as }) => as === caller.as);
    return any ? any.at + WINDOW_MS : this.windowOf(now()) + WINDOW_MS;
  }

  private forgetOld(): void {
    const now = this.parts.now();
    this.calls = this.calls.filter(({ at }) => now - at < WINDOW_MS);
    const oldest = this.windowOf(now) - WINDOW_MS;
    for (const start of this.windows.keys()) if (start < oldest) this.windows.delete(start);
  }

  private current(): Window {
    const start = this.windowOf(this.parts.now());
    const known = this.windows.get(start);
    if (known) return known;
    const fresh = emptyWindow();
    this.windows.set(start, fresh);
    return fresh;
  }

  private windowOf(at: number): number {
    return Math.floor(at / WINDOW_MS) * WINDOW_MS;
  }

  private isShared(): boolean {
    const isAway = this.parts.now() - this.ledgerFailedAt < LEDGER_PAUSE_MS;
    return this.parts.ledger() !== undefined && !isAway;
  }

  private isSharingDue(): boolean {
    return this.isShared() && this.parts.now() - this.sharedAt >= SHARED_EVERY_MS;
  }

  /** Reads what others booked, and books what this process needs. Never throws: a process can count for itself. */
  private share(): Promise<void> {
    this.sharing ??= this.shareNow()
      .catch(() => {
        this.ledgerFailedAt = this.parts.now();
      })
      .finally(() => {
        this.sharing = undefined;
      });
    return this.sharing;
  }

  private async shareNow(): Promise<void> {
    const { hostId, now, wait } = this.parts;
    const pause = this.sharedAt + SHARED_EVERY_MS - now();
    if (pause > 0) await wait(pause);
    this.sharedAt = now();
    const ledger = this.parts.ledger();
    if (!ledger) return;
    const start = this.windowOf(now());
    const window = this.current();
    const found = await ledger.read(hostId, [start, start - WINDOW_MS]);
    this.learn(start, found);
    this.learn(start - WINDOW_MS, found);
    const booked = lotsFor(window);
    const there = found.get(start);
    const halvedUntil = this.halvedUntil > now() ? this.halvedUntil : undefined;
    const isSame =
      booked === window.booked && (there?.document?.halvedUntil ?? undefined) === halvedUntil;
    if (isSame) return;
    const part = Math.floor((now() - start) / PART_MS);
    const bookedIn = window.bookedIn.map((lots, index) =>
      index === part ? plus(lots, without(booked, window.booked)) : lots
    );
    const document: PaceDocument = {
      window: start,
      spent: plus(sumOf(window.othersIn), booked),
      parts: bookedIn.map((lots, index) => plus(lots, window.othersIn[index] ?? NOTHING_SPENT)),
      ...(halvedUntil === undefined ? {} : { halvedUntil }),
    };
    // Where another process was faster it is tried again with the next call, a second later.
    if (await ledger.write(hostId, document, there?.version)) {
      window.booked = booked;
      window.bookedIn.splice(0, PARTS, ...bookedIn);
    }
  }

  private learn(start: number, found: ReadonlyMap<number, StoredPace>): void {
    const document = found.get(start)?.document;
    if (!document) return;
    const known = this.windows.get(start) ?? emptyWindow();
    const nothing = emptyWindow().othersIn;
    known.othersIn = document.parts
      ? nothing.map((none, index) =>
          without(document.parts?.[index] ?? none, known.bookedIn[index] ?? none)
        )
      : // What no part is known of counts as booked in the last.
        [...nothing.slice(1), without(document.spent, known.booked)];
    this.windows.set(start, known);
    this.halvedUntil = Math.max(this.halvedUntil, document.halvedUntil ?? -Infinity);
  }
}

/** Calls that count against the same part of one person. What a person reads isn't charged for tokens that somebody revoked. */
function isLike({ as, person }: PaceCaller, kind: PaceCall): (call: Call) => boolean {
  return (call) =>
    call.as === as &&
    call.person === person &&
    (as !== 'reads' || (call.call === 'again') === (kind === 'again'));
}

function emptyWindow(): Window {
  const nothing = Array.from({ length: PARTS }, () => NOTHING_SPENT);
  return { booked: NOTHING_SPENT, used: NOTHING_SPENT, bookedIn: nothing, othersIn: [...nothing] };
}

function sumOf(parts: readonly Spent[]): Spent {
  return parts.reduce(plus, NOTHING_SPENT);
}

/** Lots for what was used, and one ahead where it is nearly used up; the same object where there are enough. */
function lotsFor({ booked, used }: Window): Spent {
  const needed = PACE_CLASSES.map((as): [PaceClass, number] => {
    const isEnough = used[as] === 0 || used[as] + LOT / 2 <= booked[as];
    return [as, isEnough ? booked[as] : Math.ceil((used[as] + LOT / 2) / LOT) * LOT];
  });
  const isSame = needed.every(([as, lots]) => lots === booked[as]);
  return isSame ? booked : { ...booked, ...Object.fromEntries(needed) };
}
