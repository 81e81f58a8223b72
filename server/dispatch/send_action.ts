import type { ActionDocument } from '../../common/action/action';
import { addressesOf } from '../../common/action/action';
import type { SendingEnd } from '../../common/action/sending_end';
import { withSendingEnd } from '../../common/action/sending_end';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import type { CommandChannel, CommandResults } from './command_channel';
import { endOfCommand } from './command_channel';
import { commandOf, NOT_BUILT } from './endpoint_command';

export interface SendDependencies {
  readonly actions: ActionLedger;
  readonly answerTime: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of each step that was written: projections follow, and somebody may be watching. */
  readonly onStep: (action: ActionDocument) => void;
  readonly onFailure: (error: unknown) => void;
  /** Agents that the manager commanded without being asked to. */
  readonly onUnexpected: (action: ActionDocument, agents: readonly string[]) => void;
}

/**
 * Sends an action whose `sending` this attempt wrote itself, and records the result. Nothing leaves past `send_before`; that is checked by
 * the statement before the request.
 * @param stored the document as this attempt wrote it, with its own mark in it
 * @returns the action with the result; it may have been settled by others meanwhile
 */
export async function sendAction(
  stored: StoredAction,
  channel: CommandChannel,
  dependencies: SendDependencies
): Promise<ActionDocument> {
  const { id, action } = stored;
  const command = commandOf(id, action, addressesOf(action), action.send_before ?? 0);
  if (!command) {
    const nothing = { status: 'rejected' as const, detail: NOT_BUILT, unexpected: [] };
    return record(stored, { ...nothing, at: dependencies.now() }, dependencies);
  }
  const results = await channel.send([command]);
  const recorded = record(stored, endOf(id, results, dependencies.now()), dependencies);
  const { late } = results;
  if (late) {
    // wazuhCore's client cannot be stopped: until it settles the command can still be sent, even if its end couldn't be recorded.
    recorded
      .catch(() => undefined)
      .then(() => late)
      .then((end) => recordLate(stored, end, dependencies))
      .catch(dependencies.onFailure);
  }
  return recorded;
}

function endOf(id: string, { of, beyond: unexpected }: CommandResults, at: number): SendingEnd {
  return { ...endOfCommand(of.get(id)), unexpected, at };
}

/** Writes the ending, whatever others wrote meanwhile. */
async function record(
  stored: StoredAction,
  end: SendingEnd,
  dependencies: SendDependencies
): Promise<ActionDocument> {
  const { actions, onStep, onUnexpected, answerTime } = dependencies;
  if (end.unexpected.length > 0) onUnexpected(stored.action, end.unexpected);
  const [written] = await persistently(dependencies, async () => {
    const updated = await actions.updateMany([
      { stored, step: (action) => withSendingEnd(action, end, answerTime) },
    ]);
    if (updated.failure) throw updated.failure;
    return updated.written;
  });
  if (written) {
    onStep(written.action);
    return written.action;
  }
  return (await actions.readById([stored.id])).get(stored.id)?.action ?? stored.action;
}

/** Pauses between attempts to record what was sent. After that anyone settles the action as uncertain, which is true as well. */
const TRIES_AFTER = [500, 1000, 2000, 4000, 8000, 16000];

async function persistently<T>({ wait }: SendDependencies, write: () => Promise<T>): Promise<T> {
  for (const pause of TRIES_AFTER) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof IndexerError)) throw error;
      await wait(pause);
    }
  }
  return write();
}

async function recordLate(
  stored: StoredAction,
  late: CommandResults,
  dependencies: SendDependencies
): Promise<void> {
  const now = (await dependencies.actions.readById([stored.id])).get(stored.id);
  if (now) await record(now, endOf(now.id, late, dependencies.now()), dependencies);
}
