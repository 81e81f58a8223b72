import type { ActionDocument } from '../../common/action/action';
import type { SendingClass } from '../../common/action/sending_group';
import { nextTogether } from '../../common/action/sending_group';
import { canonicalJson } from '../../common/base/canonical_json';
import { MINUTE, SECOND } from '../../common/base/time';
import type { StoredAction } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import { bodyOf } from './endpoint_command';
import type { CommandChannel, CommandResult, CommandResults } from './command_channel';
import { reasonToWait } from './command_channel';
import type { HostPauses, ReadsAgain } from './host_pauses';
import type { SendDependencies } from './send_action';
import { sendTogether } from './send_action';

/** The way to a manager's endpoints, and how many of them a command may name. */
export interface HostWay {
  readonly hostId: string;
  /** @param fleetSize number of agents that the manager lists for this user; undefined where it isn't known: then each command goes alone */
  readonly channel: (fleetSize: number | undefined) => CommandChannel;
  /** Not older than a minute. */
  readonly fleetSize: () => Promise<number | undefined>;
  readonly readsAgain: ReadsAgain;
}

export interface WaitingParts {
  readonly way: HostWay;
  readonly pauses: HostPauses;
  readonly classOf: (action: ActionDocument) => SendingClass;
  /** Takes an action up; undefined where somebody else did, or where it may not be sent any more. */
  readonly claim: (stored: StoredAction) => Promise<StoredAction | undefined>;
  readonly send: SendDependencies;
}

interface Waiting {
  readonly stored: StoredAction;
  readonly sendingClass: SendingClass;
  readonly body: string;
}

/** Together within the time in which a queued action may be claimed. */
const TRIED_AGAIN_AFTER = [SECOND, 3 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE];

/**
 * Sends recorded actions: those of endpoints that answer first, with equal commands in one request, and one request after another, since
 * the manager processes them one at a time as well. What the manager's limit gives back keeps its place and is sent when it allows; while
 * the manager hangs nothing is sent to it. Commands that the indexer kept from being taken up are retried after the rest. What can't be
 * taken up at all waits for a repeat of the request, or for its end.
 */
export async function sendWaiting(
  queue: readonly StoredAction[],
  parts: WaitingParts
): Promise<void> {
  const { pauses, way, send } = parts;
  let open = queue.map((stored) => waitingOf(stored, parts));
  let failed: Waiting[] = [];
  let failures = 0;
  let mayGroup = true;
  for (;;) {
    if (open.length === 0) {
      const pause = TRIED_AGAIN_AFTER[failures];
      if (failed.length === 0 || pause === undefined) return;
      failures += 1;
      await send.wait(pause);
      [open, failed] = [failed, []];
    }
    await pauses.whenFree(way.hostId);
    const fleetSize = mayGroup && open.length > 1 ? await way.fleetSize() : undefined;
    const together = nextTogether(open, fleetSize);
    if (together[0]?.sendingClass === 'silent') await pauses.whenRested(way.hostId);
    open = open.filter((one) => !together.includes(one));
    const sent = await claimAndSend(together, way.channel(fleetSize), parts);
    failed.push(...sent.failed);
    open = [...sent.givenBack.map((stored) => waitingOf(stored, parts)), ...open];
    if (sent.isBeyond) mayGroup = false;
  }
}

function waitingOf(stored: StoredAction, { classOf, send }: WaitingParts): Waiting {
  const { action } = stored;
  const body = canonicalJson(bodyOf(action, send.programs) ?? null);
  return { stored, sendingClass: classOf(action), body };
}

interface ClaimedAndSent {
  /** Those that the indexer kept from being taken up; to try them once more sends none twice, since each is taken up on condition. */
  readonly failed: readonly Waiting[];
  readonly givenBack: readonly StoredAction[];
  /** The manager commanded agents that weren't named. */
  readonly isBeyond: boolean;
}

async function claimAndSend(
  together: readonly Waiting[],
  channel: CommandChannel,
  parts: WaitingParts
): Promise<ClaimedAndSent> {
  const { claim, way, pauses, send } = parts;
  const failed: Waiting[] = [];
  const claims = await Promise.all(
    together.map(async (one) => {
      try {
        return await claim(one.stored);
      } catch (error) {
        send.onFailure(error);
        if (error instanceof IndexerError) failed.push(one);
        return undefined;
      }
    })
  );
  const claimed = claims.flatMap((stored) => stored ?? []);
  if (claimed.length === 0) return { failed, givenBack: [], isBeyond: false };
  try {
    const { actions, results } = await sendTogether(claimed, channel, send);
    pauseAfter(results, way, pauses);
    const ids = claimed.map(({ id }) => id).filter((_, i) => actions[i]?.status === 'recorded');
    const now = ids.length > 0 ? await send.actions.readById(ids) : new Map();
    return { failed, givenBack: Array.from(now.values()), isBeyond: results.beyond.length > 0 };
  } catch (error) {
    // Its end couldn't be recorded: anyone settles it as uncertain, which is true as well.
    send.onFailure(error);
    return { failed, givenBack: [], isBeyond: false };
  }
}

/** Pauses a host whose manager refused for its limit, or didn't answer in time. */
export function pauseAfter(
  { of }: CommandResults,
  { hostId, readsAgain }: HostWay,
  pauses: HostPauses
): void {
  const results = Array.from(of.values());
  const limited = results.find((result) => reasonToWait(result) !== undefined);
  if (limited) pauses.limited(hostId, retryAtOf(limited));
  if (results.some(isHang)) pauses.hung(hostId, readsAgain);
}

function retryAtOf(result: CommandResult): number | undefined {
  return result.result === 'nothing_ran' ? result.retryAt : undefined;
}

/** Causes behind which an endpoint may be holding the manager. */
const HANGS: readonly string[] = ['timed_out', 'connection_lost', 'manager_timed_out'];

function isHang(result: CommandResult): boolean {
  return result.result === 'unknown' && HANGS.includes(result.detail.code ?? '');
}
