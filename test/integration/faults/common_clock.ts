import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Offset of the clock, and its time if it is stopped. */
const BYTES = 16;
const STANDS_AT = 8;

/** A clock that several processes have in common, and that a test puts forward: then so much time has passed for all of them. */
export class CommonClock {
  /** The file for `followClock` of another process. */
  readonly file = join(mkdtempSync(join(tmpdir(), 'isolation-clock-')), 'ahead');
  private ahead = 0;
  private standsAt = NaN;

  constructor() {
    this.write();
  }

  /** @param ms that have passed, as it were */
  putForward(ms: number): void {
    this.ahead += ms;
    this.write();
  }

  /** Stops it for all of them at a time, ms: what depends on it then is the same however long a test takes. */
  standAt(time: number): void {
    this.standsAt = time;
    this.write();
  }

  now(): number {
    return Number.isNaN(this.standsAt) ? Date.now() + this.ahead : this.standsAt;
  }

  remove(): void {
    rmSync(dirname(this.file), { recursive: true, force: true });
  }

  private write(): void {
    const bytes = Buffer.alloc(BYTES);
    bytes.writeDoubleLE(this.ahead);
    bytes.writeDoubleLE(this.standsAt, STANDS_AT);
    writeFileSync(this.file, bytes);
  }
}

/** Makes the common clock the one of this process. Its timers are not: as with a machine that was suspended. */
export function followClock(file: string): void {
  const real = Date.now;
  const open = openSync(file, 'r');
  const bytes = Buffer.alloc(BYTES);
  process.on('exit', () => closeSync(open));
  Date.now = () => {
    readSync(open, bytes, 0, BYTES, 0);
    const standsAt = bytes.readDoubleLE(STANDS_AT);
    return Number.isNaN(standsAt) ? real() + bytes.readDoubleLE() : standsAt;
  };
}
