import type { ActionDocument } from '../../common/action/action';
import { advance } from '../../common/action/action';
import type { SendDependencies } from '../dispatch/send_action';
import type { Clock } from '../base/clock';
import type { Settings } from '../configuration/settings';
import type { StoredAction } from '../indexer/action_ledger';
import { asSending } from './new_action';

export interface ClaimParts {
  readonly send: SendDependencies;
  readonly settings: Pick<Settings, 'answerTime'>;
  readonly clock: Clock;
  /** Name of the person who takes it up, or `system`. */
  readonly by: string;
  /** Name of this process among those that work on the queue. */
  readonly worker: string;
  /** Finds what is trusted now and would be blocked by a recorded isolation without its acknowledgment. */
  readonly uncovered: (action: ActionDocument) => Promise<readonly string[]>;
}

/**
 * Takes up a waiting action: checks that a dashboard recorded it so and that its allowed addresses still cover what is trusted, and writes
 * `sending` with a mark of its own.
 * @returns undefined where somebody else took it up, or it may not be sent
 * @throws IndexerError
 */
export async function claimWaiting(
  stored: StoredAction,
  { send, settings, clock, by, worker, uncovered }: ClaimParts
): Promise<StoredAction | undefined> {
  const { actions, keyOf, onStep, onUnsigned, now } = send;
  const { action } = stored;
  if (action.status !== 'recorded' || now() >= (action.not_after ?? 0)) return undefined;
  if (!(await keyOf(action.host_id)).isSigned(stored)) {
    onUnsigned(action);
    return undefined;
  }
  const blocked = await uncovered(action);
  const becomes =
    blocked.length === 0
      ? { ...asSending(action, by, settings, clock), worker }
      : advance(action, {
          at: now(),
          status: 'cancelled',
          by,
          detail: {
            code: 'lifeline_changed',
            message: `No longer allowed: ${blocked.join(', ')}`,
          },
        });
  if (!becomes) return undefined;
  const written = await actions.replace(stored, becomes);
  if (written.result === 'conflict') return undefined;
  onStep(becomes);
  return becomes.status === 'sending' ? written.stored : undefined;
}
