import type { ManagerCode } from './manager_answer_words';

/** A manager that the last call didn't reach. */
export interface ManagerAway {
  /** Time at which the first call in a row failed, ms. */
  readonly since: number;
  /** Time at which it last responded, ms. Absent if it hasn't since the dashboard server started. */
  readonly answered_at?: number;
}

/** Codes that mean that nothing came back from the manager's API. */
const NOT_REACHED: readonly string[] = [
  'name_not_found',
  'connection_refused',
  'connection_failed',
  'connection_timed_out',
  'connection_lost',
  'tls_refused',
  'login_timed_out',
  'login_cut',
  'timed_out',
];

/** Tells whether a failed call didn't reach the manager. Anything the manager itself said shows that it's there. */
export function isNotReached(code: ManagerCode | string): boolean {
  return NOT_REACHED.includes(code);
}
