import type { ActionDocument } from '../../common/action/action';
import { isPending } from '../../common/action/action';
import type { FollowUpEnd } from '../../common/action/follow_up';
import { endFollowUp, notStarted, followUpDue, withEnd } from '../../common/action/follow_up';
import { MINUTE, SECOND } from '../../common/base/time';
import { sha256 } from '../base/sha256';
import type { StoredAction } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import { ManagerError } from '../manager/manager_error';
import type { Attempt } from './attempt';
import type { PreviewedEndpoint } from './preview_action';
import { previewAction } from './preview_action';
import { Refusal } from '../errors/refusal';
import { eligibilitySentence } from '../errors/refusal_sentences';
import { rightsRefusal } from '../errors/rights_refusal';
import { sendOne } from './sending';
import { takeSlot, uncoveredNow } from './take_slot';

const LOOKED_AT_EVERY = SECOND / 2;
const TRIED_AGAIN_AFTER = 2 * SECOND;
/** A release has ended so long after the end of its wait at the latest; then nobody waits for it here either. */
const ENDED_WITHIN = 3 * MINUTE;

/**
 * The second step of changing allowed addresses. Waits for the release to end. If the release is confirmed, isolates with the addresses
 * acknowledged before it, checked against the manager addresses that are trusted now. Goes on when the browser that asked is gone. Where
 * this process dies, or anything stands in the way, the release's document says so: the endpoint is open then, and is shown as such.
 * @param release as this attempt sent it
 */
export async function isolateAgain(release: StoredAction, attempt: Attempt): Promise<void> {
  const over = await whenOver(release, attempt);
  if (!over) return;
  const ended =
    over.action.status === 'succeeded' ? await persistently(over.action, attempt) : undefined;
  const { now, actions, onStep } = attempt.dependencies.send;
  const { written, failure } = await actions.updateMany([
    {
      stored: over,
      step: (action) =>
        (ended ? withEnd(action, ended, now()) : endFollowUp(action, now())) ?? action,
    },
  ]);
  if (failure) throw failure;
  written.forEach(({ action }) => onStep(action));
}

/** The release once nothing is waited for any more; undefined where it never ends. One that waits to be sent has its wait still before it. */
async function whenOver(
  { id, action }: StoredAction,
  { dependencies: { send } }: Attempt
): Promise<StoredAction | undefined> {
  let until = endedBy(action);
  while (send.now() < until) {
    await send.wait(LOOKED_AT_EVERY);
    const stored = await send.actions.readById([id]).catch(nothingRead);
    const now = stored.get(id);
    if (!now) continue;
    if (!isPending(now.action.status)) return now;
    until = endedBy(now.action);
  }
  return undefined;
}

function endedBy({
  waits_until: until,
  not_after: notAfter,
  created_at: at,
}: ActionDocument): number {
  return (until ?? notAfter ?? at) + ENDED_WITHIN;
}

function nothingRead(error: unknown): Map<string, StoredAction> {
  if (error instanceof IndexerError) return new Map();
  throw error;
}

/** Tries again what fails for a moment, which must not leave an endpoint not isolated that should be. What is refused is refused. */
async function persistently(release: ActionDocument, attempt: Attempt): Promise<FollowUpEnd> {
  const { now, wait, onFailure } = attempt.dependencies.send;
  const due = followUpDue(release) ?? 0;
  let code = 'interrupted';
  let message: string | undefined;
  while (now() < due) {
    try {
      return { as: 'started', at: now(), n: await isolate(release, attempt) };
    } catch (error) {
      if (error instanceof Refusal) return notStarted(error.code, now(), error.message);
      onFailure(error);
      if (!(error instanceof IndexerError || error instanceof ManagerError)) {
        return notStarted('internal', now());
      }
      ({ code, message } = error);
    }
    await wait(TRIED_AGAIN_AFTER);
  }
  return notStarted(code, now(), message);
}

/** @returns the number of the isolation. @throws Refusal, IndexerError, ManagerError: it was not recorded, and nothing was sent */
async function isolate(release: ActionDocument, attempt: Attempt): Promise<number> {
  const { request, person, previewed, dependencies } = attempt;
  const confirmed = previewed.endpoints[0]?.preview.lifeline;
  if (!confirmed)
    throw new TypeError('the allowed addresses were acknowledged before the release was sent');
  const { host: hostId, agents, choice } = request;
  const again = await previewAction(
    { hostId, verb: 'isolate', agents, choice, confirmed },
    person,
    dependencies.preview,
    'events'
  );
  const [endpoint] = again.endpoints;
  if (!endpoint) throw new TypeError('the endpoint that is asked for is previewed');
  refuseUnlessOpen(endpoint, release);
  const second: Attempt = {
    ...attempt,
    request: { ...request, verb: 'isolate' },
    previewed: again,
    identity: { ...attempt.identity, keyHash: secondKey(attempt.identity.keyHash) },
    reisolates: release.n,
  };
  const uncovered = await uncoveredNow(
    {
      endpoint: release.endpoint,
      verb: 'isolate',
      lifeline: confirmed.entries,
      left_out: confirmed.left_out.map(({ address }) => address),
    },
    second
  );
  if (uncovered.length > 0) {
    throw new Refusal('lifeline_changed', `The address is now ${uncovered.join(', ')}.`);
  }
  const { as, stored } = await takeSlot(endpoint, 'sending', second);
  if (as === 'ours') sendOne(stored, second).catch(dependencies.send.onFailure);
  return stored.action.n;
}

/** Only an endpoint that is proven to be open saves its own firewall as the backup, and only what this release left is what was confirmed. */
function refuseUnlessOpen({ preview }: PreviewedEndpoint, release: ActionDocument): void {
  const { right_refusals: rights, reasons, state, n } = preview;
  if (rights.length > 0) throw rightsRefusal(rights, '');
  if (reasons.length > 0) {
    const sentences = reasons.map((reason) => eligibilitySentence(reason, 'isolate'));
    throw new Refusal('not_eligible', sentences.join(' '));
  }
  if (n !== release.n) throw new Refusal('preview_changed');
  if (state.status !== 'not_isolated') {
    throw new Refusal('state_not_clear');
  }
}

function secondKey(keyHash: string): string {
  return sha256(`${keyHash}:isolate again`);
}
