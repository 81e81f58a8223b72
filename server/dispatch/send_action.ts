import type { ActionDocument } from '../../common/action/action';
import { addressesOf } from '../../common/action/action';
import type { GivenBack } from '../../common/action/give_back';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import type { SendingEnd } from '../../common/action/sending_end';
import { withSendingEnd } from '../../common/action/sending_end';
import { isNonEmpty } from '../../common/base/non_empty_array';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import type { CommandChannel, CommandResults } from './command_channel';
import { endOfCommand, reasonToWait } from './command_channel';
import { commandOf, NOT_BUILT } from './endpoint_command';
import type { QueueKeys } from './queue_keys';

export interface SendDependencies {
  readonly programs: EndpointPrograms;
  readonly actions: ActionLedger;
  /** Signs what waits. */
  readonly keyOf: QueueKeys;
  readonly answerTime: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of each step that was written: projections follow, and somebody may be watching. */
  readonly onStep: (action: ActionDocument) => void;
  readonly onFailure: (error: unknown) => void;
  /** Told of an action in the queue that no dashboard with the key of its host recorded so. It isn't sent. */
  readonly onUnsigned: (action: ActionDocument) => void;
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
  const { actions } = await sendTogether([stored], channel, dependencies);
  return actions[0] ?? stored.action;
}

/** End of some actions that were sent together. */
export interface SentTogether {
  /** The actions in the order in which they were given, each with its result. */
  readonly actions: readonly ActionDocument[];
  readonly results: CommandResults;
}

/** Sends some actions in one call of the channel, under the same rules as one. */
export async function sendTogether(
  group: readonly StoredAction[],
  channel: CommandChannel,
  dependencies: SendDependencies
): Promise<SentTogether> {
  const commands = group.flatMap(
    ({ id, action }) =>
      commandOf(id, action, addressesOf(action), action.send_before ?? 0, dependencies.programs) ??
      []
  );
  const results = isNonEmpty(commands) ? await channel.send(commands) : NO_RESULTS;
  const built = new Set(commands.map(({ id }) => id));
  const recorded = record(
    group,
    ({ id, action }, at) =>
      built.has(id) ? endOf(id, action.mark, results, at) : { ...NOT_BUILT_END, at },
    dependencies
  );
  const { late } = results;
  if (late) {
    // wazuhCore's client cannot be stopped: until it settles the command can still be sent, even if its end couldn't be recorded.
    recorded
      .catch(() => undefined)
      .then(() => late)
      .then((end) => recordLate(group, end, dependencies))
      .catch(dependencies.onFailure);
  }
  return { actions: await recorded, results };
}

const NO_RESULTS: CommandResults = { of: new Map(), beyond: [] };
const NOT_BUILT_END = { status: 'rejected' as const, detail: NOT_BUILT, unexpected: [] };

function endOf(
  id: string,
  mark: string,
  { of, beyond: unexpected }: CommandResults,
  at: number
): SendingEnd | GivenBack {
  const result = of.get(id);
  const why = result && reasonToWait(result);
  return why
    ? { status: 'recorded', mark, detail: why, at }
    : { ...endOfCommand(result), unexpected, at };
}

/** Writes the endings, whatever others wrote meanwhile. */
async function record(
  group: readonly StoredAction[],
  endFor: (stored: StoredAction, at: number) => SendingEnd | GivenBack,
  dependencies: SendDependencies
): Promise<readonly ActionDocument[]> {
  const { actions, onStep, onUnexpected, answerTime, keyOf, now } = dependencies;
  const at = now();
  const ends = group.map((stored) => ({ stored, end: endFor(stored, at) }));
  for (const { stored, end } of ends) {
    if (end.status !== 'recorded' && end.unexpected.length > 0) {
      onUnexpected(stored.action, end.unexpected);
    }
  }
  const known = new Map(group.map(({ id, action }) => [id, action]));
  let open = ends;
  const isGivenBack = ends.some(({ end }) => end.status === 'recorded');
  const key = isGivenBack ? await keyOf(group[0]?.action.host_id ?? '') : undefined;
  await persistently(dependencies, async () => {
    const { written, failure } = await actions.updateMany(
      open.map(({ stored, end }) => ({
        stored,
        step: (action: ActionDocument) => {
          const becomes = withSendingEnd(action, end, answerTime);
          const waits = becomes !== action && becomes.status === 'recorded';
          return waits && key ? key.sign(becomes) : becomes;
        },
      }))
    );
    for (const { id, action } of written) {
      known.set(id, action);
      onStep(action);
    }
    const done = new Set(written.map(({ id }) => id));
    open = open.filter(({ stored }) => !done.has(stored.id));
    if (failure) throw failure;
  });
  if (open.length > 0) {
    const now = await actions.readById(open.map(({ stored }) => stored.id));
    now.forEach(({ id, action }) => known.set(id, action));
  }
  return group.map(({ id, action }) => known.get(id) ?? action);
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
  group: readonly StoredAction[],
  late: CommandResults,
  dependencies: SendDependencies
): Promise<void> {
  const marks = new Map(group.map(({ id, action }) => [id, action.mark]));
  const now = await dependencies.actions.readById(group.map(({ id }) => id));
  await record(
    Array.from(now.values()),
    ({ id }, at) => endOf(id, marks.get(id) ?? '', late, at),
    dependencies
  );
}
