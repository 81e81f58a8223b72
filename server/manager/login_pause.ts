import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { SECOND, MINUTE } from '../../common/base/time';
import { ManagerError } from './manager_error';

/** Reason and end of a pause in logins to a host, for Readiness. */
export interface LoginPause {
  readonly code: ManagerCode;
  readonly failedAt: number;
  readonly retryAt: number;
  readonly failures: number;
}

const FIRST_PAUSE_MS = 30 * SECOND;
const LONGEST_PAUSE_MS = 5 * MINUTE;

/**
 * Pauses logins to a host after a failure: 30 s, then 60 s, up to 5 minutes. There is one instance per process, because all dashboard users
 * share its address and 50 failures within 300 s block that address for everyone (measured).
 */
export class LoginPauses {
  private readonly pauses = new Map<string, LoginPause>();

  constructor(private readonly now: () => number) {}

  /** @throws ManagerError `login_backed_off` while the pause lasts. */
  check(hostId: string): void {
    const pause = this.pauses.get(hostId);
    if (pause && this.now() < pause.retryAt) {
      throw new ManagerError('login_backed_off', { retryAt: pause.retryAt });
    }
  }

  failed(hostId: string, code: ManagerCode): void {
    const failures = (this.pauses.get(hostId)?.failures ?? 0) + 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    const failedAt = this.now();
    this.pauses.set(hostId, { code, failedAt, retryAt: failedAt + pauseMs, failures });
  }

  succeeded(hostId: string): void {
    this.pauses.delete(hostId);
  }

  /** The failures of a host since its last good login, even after the pause is over. */
  of(hostId: string): LoginPause | undefined {
    return this.pauses.get(hostId);
  }
}
