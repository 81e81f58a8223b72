import type { ActionDocument } from '../../common/action/action';
import { SECOND } from '../../common/base/time';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { Attempt } from './attempt';
import { inGroups } from './in_groups';
import type { PreviewedEndpoint } from './preview_action';
import { Refusal } from '../errors/refusal';
import { isolateAgain } from './isolate_again';
import { newRef } from './new_action';
import { sendAll, sendOne } from './sending';
import { takeSlot } from './take_slot';

/** Result for each endpoint of a request: its action, or why there is none. */
export type Started =
  | { readonly agentId: string; readonly action: ActionDocument }
  | { readonly agentId: string; readonly refusal: Refusal };

/** The answer does not wait longer than this for the manager's; sending goes on. */
const ANSWER_WITHIN = 3 * SECOND;
/** Number of actions of one request recorded at a time. */
const RECORDED_AT_ONCE = 20;

/**
 * One endpoint is recorded and sent in one go: its action is created as being sent, with its batch beside it. While the manager hangs it is
 * recorded and sent first when the manager answers.
 */
export async function recordAndSendOne(
  endpoint: PreviewedEndpoint,
  attempt: Attempt
): Promise<Started> {
  const { pauses, send } = attempt.dependencies;
  const isHeld = pauses.hangsSince(attempt.request.host) !== undefined;
  const { as, stored } = await takeSlot(endpoint, isHeld ? 'held' : 'sending', attempt);
  if (as === 'theirs') return startedOf(stored.action);
  const sending = as === 'ours' ? sendOne(stored, attempt) : sendHeld(stored, attempt);
  if (stored.action.reisolation) {
    sending.then(() => isolateAgain(stored, attempt)).catch(send.onFailure);
  }
  return startedOf(await withinTime(sending, stored.action, attempt));
}

/** Several are all recorded before the first is sent. */
export async function recordAndSendMany(
  endpoints: readonly PreviewedEndpoint[],
  request: Attempt
): Promise<Started[]> {
  // Commands with equal bodies share a request of the manager, and the reference ID is in the body.
  const attempt = { ...request, ref: newRef(request.dependencies.clock) };
  const { worker } = attempt.dependencies;
  return worker.whileWorking(request.request.host, [], async () => {
    const recorded = await inGroups(endpoints, RECORDED_AT_ONCE, (endpoint) =>
      recordOne(endpoint, attempt)
    );
    const started = recorded.map((one) => one.started);
    const queue = recorded.flatMap(({ queued }) => (queued ? [queued] : []));
    return sendQueued(started, queue, attempt);
  });
}

/** Sends what waits. @returns what was started, as it stands then */
export async function sendQueued(
  started: readonly Started[],
  queue: readonly StoredAction[],
  attempt: Attempt
): Promise<Started[]> {
  if (queue.length === 0) return [...started];
  await withinTime(sendAll(queue, attempt), undefined, attempt);
  const now = await attempt.dependencies.send.actions.readById(queue.map(({ id }) => id));
  return started.map((one) => {
    const current = 'action' in one ? now.get(actionIdOf(one.action)) : undefined;
    return current ? startedOf(current.action) : one;
  });
}

export function startedOf(action: ActionDocument): Started {
  return { agentId: action.agent.id, action };
}

interface Recorded {
  readonly started: Started;
  readonly queued?: StoredAction;
}

async function recordOne(endpoint: PreviewedEndpoint, attempt: Attempt): Promise<Recorded> {
  try {
    const { as, stored } = await takeSlot(endpoint, 'recorded', attempt);
    const started = startedOf(stored.action);
    return as === 'queued' ? { started, queued: stored } : { started };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { started: { agentId: endpoint.preview.agent_id, refusal: error } };
  }
}

async function sendHeld(stored: StoredAction, attempt: Attempt): Promise<ActionDocument> {
  await sendAll([stored], attempt);
  const now = await attempt.dependencies.send.actions.readById([stored.id]);
  return now.get(stored.id)?.action ?? stored.action;
}

/** Waits for work within the time. What fails after the recording is in the ledger or in the log; the response is what was recorded. */
function withinTime<T>(work: Promise<T>, otherwise: T, { dependencies }: Attempt): Promise<T> {
  const { wait, onFailure } = dependencies.send;
  const settled = work.catch((error) => {
    onFailure(error);
    return otherwise;
  });
  return Promise.race([settled, wait(ANSWER_WITHIN).then(() => otherwise)]);
}
