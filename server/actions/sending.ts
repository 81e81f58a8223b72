import type { ActionDocument } from '../../common/action/action';
import { sendingClassOf } from '../../common/action/sending_group';
import type { WaitingParts } from '../dispatch/send_waiting';
import { pauseAfter, sendWaiting } from '../dispatch/send_waiting';
import { sendTogether } from '../dispatch/send_action';
import type { StoredAction } from '../indexer/action_ledger';
import type { Attempt } from './attempt';
import { wayOf } from './attempt';
import { claim } from './take_slot';

/** Everything that sending what an attempt has recorded needs. */
export function waitingParts(attempt: Attempt): WaitingParts {
  const { previewed, dependencies } = attempt;
  const { send, pauses } = dependencies;
  const byKey = new Map<string, Attempt['previewed']['endpoints'][number]>(
    previewed.endpoints.map((endpoint) => [endpoint.key, endpoint])
  );
  return {
    way: wayOf(attempt),
    pauses,
    send,
    claim: (stored) => claim(stored, attempt),
    classOf: ({ endpoint }) => {
      const known = byKey.get(endpoint);
      return known
        ? sendingClassOf(known.preview.agent, known.reading.record, send.now())
        : 'silent';
    },
  };
}

/** Sends what an attempt has recorded, and tells the other processes that this one works on it. */
export function sendAll(queue: readonly StoredAction[], attempt: Attempt): Promise<void> {
  const { worker } = attempt.dependencies;
  return worker.whileWorking(attempt.request.host, queue, () =>
    sendWaiting(queue, waitingParts(attempt))
  );
}

/**
 * Sends an action whose `sending` this attempt wrote. What the manager's limit gives back waits, and is sent when it allows.
 * @returns the action as it stands when its request ended, which is before what was given back is sent
 */
export async function sendOne(stored: StoredAction, attempt: Attempt): Promise<ActionDocument> {
  const { send, pauses } = attempt.dependencies;
  const parts = waitingParts(attempt);
  const { actions, results } = await sendTogether([stored], parts.way.channel(undefined), send);
  pauseAfter(results, parts.way, pauses);
  const [action = stored.action] = actions;
  if (action.status === 'recorded') {
    const now = await send.actions.readById([stored.id]);
    sendAll(Array.from(now.values()), attempt).catch(send.onFailure);
  }
  return action;
}
