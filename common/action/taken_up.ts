import type { ActionDocument } from './action';

/**
 * True if another process may send, as the API user, what a person's request recorded. Where run_as was switched on since, that user's
 * rights are no longer the person's. A release behind which an isolation follows would leave the endpoint open: what follows lives in the
 * process that is gone.
 */
export function mayBeTakenUp(
  { authority, reisolation }: Pick<ActionDocument, 'authority' | 'reisolation'>,
  runAs: 'on' | 'off' | 'not_known'
): boolean {
  return authority?.as === 'api_user' && runAs === 'off' && !reisolation;
}
