import type { ActionDocument } from '../../common/action/action';
import { advance } from '../../common/action/action';
import { firstVerbOf } from '../../common/action/requested_action';
import type { BatchDocument } from '../../common/ledger/batch_document';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { uncoveredTrusted } from '../../common/lifeline/lifeline';
import { decideSlot } from '../../common/action/slot';
import { plannedAction } from '../../common/action/start_plan';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { WriteResult } from '../indexer/document_store';
import { IndexerError } from '../indexer/indexer_error';
import type { Attempt } from './attempt';
import { slotViewOf } from '../evidence/endpoint_reader';
import { claimWaiting } from './claim';
import { newAction } from './new_action';
import type { PreviewedEndpoint } from './preview_action';
import { Refusal } from '../errors/refusal';
import { refuseOtherBody, slotRefusal } from './start_refusals';

/**
 * `ours`: this attempt wrote `sending` with its own mark, and it alone sends. `queued`: recorded, to be claimed by whoever sends it.
 * `theirs`: the same request recorded it before, and whoever did sends it.
 */
export interface Taken {
  readonly as: 'ours' | 'queued' | 'theirs';
  readonly stored: StoredAction;
}

type Start = 'sending' | 'recorded' | 'held';

/** Most tries. Between deciding and creating someone else may come first; then it is decided again. */
const MAX_TRIES = 5;

/**
 * Takes the slot of an endpoint: reads by id, decides, and writes on condition.
 * @param start `sending`: to be sent at once; `recorded`: queued, as one of several; `held`: queued, alone in its request
 * @throws Refusal where the slot is not to be had; IndexerError where it cannot be found out: then nothing may be sent
 */
export async function takeSlot(
  endpoint: PreviewedEndpoint,
  start: Start,
  attempt: Attempt
): Promise<Taken> {
  const { preview, key, reading } = endpoint;
  const { actions, onStep } = attempt.dependencies.send;
  let known = byNumber(reading.actions);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const last = known.get(preview.n);
    const decision = decide(endpoint, known, attempt);
    switch (decision.do) {
      case 'refuse':
        throw slotRefusal(decision.why);
      case 'repeat':
        return { as: 'theirs', stored: storedIn(known, decision.action) };
      case 'claim': {
        // A release that waits is one behind which nothing follows.
        if (attempt.request.verb === 'reisolate') {
          throw slotRefusal({ code: 'being_sent', action: decision.action });
        }
        const waiting = storedIn(known, decision.action);
        if (start !== 'sending') return { as: 'queued', stored: waiting };
        const claimed = await claim(waiting, attempt);
        if (claimed) return { as: 'ours', stored: claimed };
        break;
      }
      case 'write_first': {
        const written = await actions.replace(storedIn(known, decision.was), decision.becomes);
        if (written.result === 'written') onStep(written.stored.action);
        break;
      }
      case 'create': {
        const created = await create(endpoint, decision, start, attempt);
        if (created) return { as: start === 'sending' ? 'ours' : 'queued', stored: created };
        break;
      }
    }
    const before = last?.action.pending_before ?? Array.from(known.keys());
    known = await actions.readActions(key, [preview.n, preview.n + 1, ...before]);
    if (decision.do === 'create' && !known.has(decision.n)) {
      // It is there, or this attempt had created it: only it cannot be read, today or at any later try.
      throw new IndexerError('indexer_damaged', actionIdOf({ endpoint: key, n: decision.n }));
    }
  }
  throw new Refusal('preview_changed');
}

function decide(
  { preview, reading }: PreviewedEndpoint,
  known: ReadonlyMap<number, StoredAction>,
  { request, person, identity, dependencies }: Attempt
) {
  return decideSlot(slotViewOf(reading, preview.n, Array.from(known.values())), {
    verb: firstVerbOf(request.verb),
    keyHash: identity.keyHash,
    bodyHash: identity.bodyHash,
    addresses: (preview.lifeline?.entries ?? []).map(({ address }) => address),
    user: person.name,
    now: dependencies.clock.now(),
  });
}

/** @returns undefined where somebody else created that number first */
async function create(
  { preview, key, reading }: PreviewedEndpoint,
  { n, pendingBefore }: { readonly n: number; readonly pendingBefore: readonly number[] },
  start: Start,
  attempt: Attempt
): Promise<StoredAction | undefined> {
  const { request, person, previewed, identity, ref, reisolates, dependencies } = attempt;
  if (!preview.agent) throw new TypeError('an endpoint that is not listed is not eligible');
  const { settings } = dependencies.preview;
  const chosen = settings.profiles.filter(({ id }) => request.choice.profiles.includes(id));
  const labels = chosen.map(({ label }) => label);
  const unsigned = newAction(
    {
      endpoint: key,
      manager: previewed.manager.manager,
      hostId: request.host,
      agent: preview.agent,
      n,
      sentBefore: Math.max(0, ...reading.record.sent.map(({ sent_at }) => sent_at)),
      pendingBefore,
      ...plannedAction(request.verb, preview, request.acknowledgements, labels),
      batch: identity.batchId,
      keyHash: identity.keyHash,
      bodyHash: identity.bodyHash,
      user: person.name,
      reason: request.reason,
      case: request.case,
      alert: request.alert,
      ref,
      reisolates,
      authority: await person.authorityOn(request.host),
      worker: dependencies.worker.id,
    },
    start,
    settings,
    dependencies.clock
  );
  const { actions, keyOf, onStep } = dependencies.send;
  const action = start === 'sending' ? unsigned : (await keyOf(request.host)).sign(unsigned);
  // One of several has its batch already; one that is alone in its request brings it along, in the same call.
  const batch =
    start !== 'recorded'
      ? { id: identity.batchId, document: batchOf([actionIdOf(action)], attempt) }
      : undefined;
  const created = await actions.create(action, batch);
  if (created.action.result === 'conflict') return undefined;
  onStep(action);
  if (created.batch && created.batch.result !== 'written') {
    await keepIfSameBatch(created.action.stored, created.batch, attempt);
  }
  return created.action.stored;
}

/**
 * The batch was there already: the same request at the same time, or another body under the same key. Or it could not be written, and
 * a repeat would not be known as one. But for the first, the action leaves unsent.
 */
async function keepIfSameBatch(
  stored: StoredAction,
  batchResult: WriteResult,
  attempt: Attempt
): Promise<void> {
  const { actions, onStep, now } = attempt.dependencies.send;
  const batch = await actions.readBatch(attempt.identity.batchId);
  if (batch && batch.body_hash === attempt.identity.bodyHash) return;
  const cancelled = advance(stored.action, {
    at: now(),
    status: 'cancelled',
    by: attempt.person.name,
    detail: { code: batch ? 'key_reused' : 'batch_not_written' },
  });
  const written = cancelled && (await actions.replace(stored, cancelled));
  if (written?.result === 'written') onStep(written.stored.action);
  if (batch) refuseOtherBody(batch, attempt.identity);
  throw batchResult.result === 'failed' ? batchResult.error : new Refusal('ledger_incomplete');
}

/** Takes up a waiting action as the person of this attempt. @throws IndexerError */
export function claim(stored: StoredAction, attempt: Attempt): Promise<StoredAction | undefined> {
  const { person, dependencies } = attempt;
  const { send, clock, worker, preview } = dependencies;
  return claimWaiting(stored, {
    send,
    settings: preview.settings,
    clock,
    by: person.name,
    worker: worker.id,
    uncovered: (action) => uncoveredNow(action, attempt),
  });
}

/** Finds what is trusted now and would be blocked by a recorded isolation without its acknowledgment. */
export async function uncoveredNow(
  action: Pick<ActionDocument, 'endpoint' | 'verb' | 'lifeline' | 'left_out'>,
  { previewed, dependencies }: Attempt
): Promise<string[]> {
  const endpoint = previewed.endpoints.find(({ key }) => key === action.endpoint);
  if (action.verb !== 'isolate' || !endpoint) return [];
  const trusted = await dependencies.preview.lifelines.trusted({
    endpoint: endpoint.key,
    identity: previewed.manager.identity,
    host: previewed.session.host,
  });
  return uncoveredTrusted(action.lifeline, action.left_out, trusted).map(({ address }) => address);
}

export function batchOf(ids: readonly string[], attempt: Attempt): BatchDocument {
  const { request, person, identity, previewed, dependencies } = attempt;
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'batch',
    batch: identity.batchId,
    body_hash: identity.bodyHash,
    created_at: dependencies.clock.now(),
    user: person.name,
    verb: firstVerbOf(request.verb),
    host_id: request.host,
    manager: previewed.manager.manager,
    actions: ids,
  };
}

function byNumber(actions: readonly StoredAction[]): Map<number, StoredAction> {
  return new Map(actions.map((stored) => [stored.action.n, stored]));
}

function storedIn(known: ReadonlyMap<number, StoredAction>, action: ActionDocument): StoredAction {
  const stored = known.get(action.n);
  if (!stored) throw new TypeError('a decision is about an action that was read');
  return stored;
}
