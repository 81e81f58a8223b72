import type { ActionStatus } from '../action/action';

interface Tested {
  readonly probe?: { readonly status: ActionStatus; readonly answered_at?: number };
  readonly ready_at?: number;
}

/** Time since which an endpoint is known to be ready, ms. The answer to a test is known before the endpoint's own record has it. */
export function readyAtOf({ probe, ready_at: readyAt }: Tested): number | undefined {
  const answeredAt = probe?.status === 'succeeded' ? probe.answered_at : undefined;
  return Math.max(readyAt ?? 0, answeredAt ?? 0) || undefined;
}
