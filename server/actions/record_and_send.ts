import type { ActionDocument } from '../../common/action/action';
import { MINUTE, SECOND } from '../../common/base/time';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import type { Attempt } from './attempt';
import { channelOf } from './attempt';
import { inGroups } from './in_groups';
import type { PreviewedEndpoint } from './preview_action';
import { Refusal } from '../errors/refusal';
import { isolateAgain } from './isolate_again';
import { sendAction } from '../dispatch/send_action';
import { claim, takeSlot } from './take_slot';

/** Result for each endpoint of a request: its action, or why there is none. */
export type Started =
  | { readonly agentId: string; readonly action: ActionDocument }
  | { readonly agentId: string; readonly refusal: Refusal };

/** The answer does not wait longer than this for the manager's; sending goes on. */
const ANSWER_WITHIN = 3 * SECOND;
/** Number of actions of one request recorded at a time. */
const RECORDED_AT_ONCE = 20;
/** Together within the time in which a queued action may be claimed. */
const TRIED_AGAIN_AFTER = [SECOND, 3 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE];

/** One endpoint is recorded and sent in one go: its action is created as being sent, with its batch beside it. */
export async function recordAndSendOne(
  endpoint: PreviewedEndpoint,
  attempt: Attempt
): Promise<Started> {
  const { as, stored } = await takeSlot(endpoint, 'sending', attempt);
  if (as !== 'ours') return startedOf(stored.action);
  const sending = send(stored, attempt);
  if (stored.action.reisolation) {
    sending.then(() => isolateAgain(stored, attempt)).catch(attempt.dependencies.send.onFailure);
  }
  return startedOf(await withinTime(sending, stored.action, attempt));
}

/** Several are all recorded before the first is sent. */
export async function recordAndSendMany(
  endpoints: readonly PreviewedEndpoint[],
  attempt: Attempt
): Promise<Started[]> {
  const recorded = await inGroups(endpoints, RECORDED_AT_ONCE, (endpoint) =>
    recordOne(endpoint, attempt)
  );
  const started = recorded.map((one) => one.started);
  const queue = recorded.flatMap(({ queued }) => (queued ? [queued] : []));
  return sendQueued(started, queue, attempt);
}

/** Sends what waits. @returns what was started, as it stands then */
export async function sendQueued(
  started: readonly Started[],
  queue: readonly StoredAction[],
  attempt: Attempt
): Promise<Started[]> {
  if (queue.length === 0) return [...started];
  await withinTime(sendOneByOne(queue, attempt), undefined, attempt);
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

/**
 * Sends commands one at a time: the manager processes them one at a time as well, and a slow agent must not delay the others. Commands that
 * the indexer kept from being taken up are retried after the rest. What cannot be taken up at all waits for a repeat of the request, or for
 * its end.
 */
async function sendOneByOne(queue: readonly StoredAction[], attempt: Attempt): Promise<undefined> {
  const { wait } = attempt.dependencies.send;
  let open = await sendEach(queue, attempt);
  for (const pause of TRIED_AGAIN_AFTER) {
    if (open.length === 0) break;
    await wait(pause);
    open = await sendEach(open, attempt);
  }
  return undefined;
}

/** @returns those that the indexer kept from being taken up; to try them once more sends none twice, since each is taken up on condition */
async function sendEach(
  queue: readonly StoredAction[],
  attempt: Attempt
): Promise<readonly StoredAction[]> {
  const failed: StoredAction[] = [];
  for (const stored of queue) {
    try {
      const claimed = await claim(stored, attempt);
      if (claimed) await send(claimed, attempt);
    } catch (error) {
      attempt.dependencies.send.onFailure(error);
      if (error instanceof IndexerError) failed.push(stored);
    }
  }
  return failed;
}

function send(stored: StoredAction, attempt: Attempt): Promise<ActionDocument> {
  return sendAction(stored, channelOf(attempt), attempt.dependencies.send);
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
