import type { BatchDocument } from '../../common/ledger/batch_document';
import { BATCH_IS_COMPLETED_WITHIN } from '../../common/ledger/batch_document';
import { sha256Of } from '../base/sha256';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import type { Attempt, RequestIdentity, StartDependencies, StartRequest } from './attempt';
import type { Person } from '../access/person';
import type { PreviewedEndpoint } from './preview_action';
import { previewAction } from './preview_action';
import type { Started } from './record_and_send';
import { recordAndSendMany, recordAndSendOne, sendQueued, startedOf } from './record_and_send';
import { Refusal } from '../errors/refusal';
import { refuseOtherBody, refuseUnlessAsPreviewed, refuseUnlessPermitted } from './start_refusals';
import { batchOf } from './take_slot';

export interface StartedBatch {
  readonly batch: string;
  readonly started: readonly Started[];
}

/**
 * Checks, records and sends: the only way in which an isolation or a release is started.
 * @returns when everything is recorded, and at most three seconds later; at least one action is in it
 * @throws Refusal, ManagerError, IndexerError: nothing was sent
 */
export async function startActions(
  request: StartRequest,
  person: Person,
  dependencies: StartDependencies
): Promise<StartedBatch> {
  const { host, verb, agents, choice } = request;
  if (verb === 'reisolate' && agents.length > 1) {
    throw new Refusal('invalid_request', 'Change allowed addresses on one endpoint at a time.');
  }
  const identity = requestIdentity(request, person);
  const [before, previewed] = await Promise.all([
    dependencies.send.actions.readBatch(identity.batchId),
    previewAction({ hostId: host, verb, agents, choice }, person, dependencies.preview, 'ledger'),
  ]);
  const attempt: Attempt = { request, person, previewed, identity, dependencies };
  refuseUnlessPermitted(previewed);
  const started = await start(before, attempt);
  refuseNothing(started);
  return { batch: identity.batchId, started };
}

async function start(before: BatchDocument | undefined, attempt: Attempt): Promise<Started[]> {
  const { request, previewed } = attempt;
  if (before) return repeat(before, attempt);
  const recordedAt = recordedBefore(attempt);
  if (recordedAt !== undefined) return complete(recordedAt, attempt);
  refuseUnlessAsPreviewed(request, previewed);
  const [only, ...more] = previewed.endpoints;
  if (only && more.length === 0) return [await recordAndSendOne(only, attempt)];
  return startMany(attempt);
}

async function startMany(attempt: Attempt): Promise<Started[]> {
  const { previewed, identity, dependencies } = attempt;
  const { actions } = dependencies.send;
  const created = await actions.createBatch(
    identity.batchId,
    batchOf(
      idsAsked(attempt).map(({ id }) => id),
      attempt
    )
  );
  if (created.result === 'written') return recordAndSendMany(previewed.endpoints, attempt);
  const batch = await actions.readBatch(identity.batchId);
  if (batch) return repeat(batch, attempt);
  throw created.result === 'failed' ? created.error : new Refusal('key_reused', BATCH_UNREADABLE);
}

const BATCH_UNREADABLE = "What was recorded for it can't be read.";

function repeat(batch: BatchDocument, attempt: Attempt): Promise<Started[]> {
  refuseOtherBody(batch, attempt.identity);
  return complete(batch.created_at, attempt);
}

/** The same request again: what it recorded, sent where it waits, and completed while the request is young. */
async function complete(since: number, attempt: Attempt): Promise<Started[]> {
  const { previewed, identity, dependencies } = attempt;
  const asked = idsAsked(attempt);
  const there = await dependencies.send.actions.readById(asked.map(({ id }) => id));
  const own = new Map<PreviewedEndpoint, StoredAction>();
  for (const { endpoint, id } of asked) {
    const stored = there.get(id);
    if (stored?.action.key_hash === identity.keyHash) own.set(endpoint, stored);
  }
  const queue = Array.from(own.values()).filter(({ action }) => action.status === 'recorded');
  const started = Array.from(own.values(), ({ action }) => startedOf(action));
  const missing = previewed.endpoints.filter((endpoint) => !own.has(endpoint));
  const isYoung = dependencies.clock.now() < since + BATCH_IS_COMPLETED_WITHIN;
  const refusal = isYoung
    ? refusalOfRest(attempt, new Set(Array.from(own.keys(), ({ preview }) => preview.agent_id)))
    : new Refusal('ledger_incomplete', NEVER_RECORDED);
  const rest = refusal
    ? missing.map(({ preview }) => ({ agentId: preview.agent_id, refusal }))
    : await recordAndSendMany(missing, attempt);
  return [...(await sendQueued(started, queue, attempt)), ...rest];
}

/** Checks what an interrupted request didn't record against its preview again. */
function refusalOfRest(attempt: Attempt, recorded: ReadonlySet<string>): Refusal | undefined {
  try {
    refuseUnlessAsPreviewed(attempt.request, attempt.previewed, recorded);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const NEVER_RECORDED =
  'This request was interrupted before this endpoint was recorded. Nothing was sent to it. Send it again with a new key.';

/** Returns for each endpoint the one action that this request can be: the number that the preview gave, plus one. */
function idsAsked({ request, previewed }: Attempt) {
  const numbers = new Map(request.endpoints.map(({ agent_id, n }) => [agent_id, n]));
  return previewed.endpoints.map((endpoint) => {
    const { agent_id, n } = endpoint.preview;
    const asked = numbers.get(agent_id) ?? n;
    return { endpoint, id: actionIdOf({ endpoint: endpoint.key, n: asked + 1 }) };
  });
}

/**
 * Returns when this request was recorded before, ms, if an action tells by its own key that it is a repeat although its batch was lost.
 * Undefined otherwise.
 */
function recordedBefore(attempt: Attempt): number | undefined {
  for (const { endpoint, id } of idsAsked(attempt)) {
    const own = endpoint.reading.actions.find((stored) => stored.id === id)?.action;
    if (own?.key_hash !== attempt.identity.keyHash) continue;
    refuseOtherBody(own, attempt.identity);
    return own.created_at;
  }
  return undefined;
}

/** Fails a request of which nothing at all was recorded, instead of answering as if it had been done. */
function refuseNothing(started: readonly Started[]): void {
  const refused = started.flatMap((one) => ('refusal' in one ? [one] : []));
  const [first] = refused;
  if (!first || refused.length < started.length) return;
  const { code, detail, attributes } = first.refusal;
  if (started.length === 1) throw first.refusal;
  throw new Refusal(code, detail, {
    ...attributes,
    endpoints: refused.map(({ agentId, refusal }) => ({
      agent_id: agentId,
      code: refusal.code,
      message: refusal.message,
    })),
  });
}

function requestIdentity({ key, ...body }: StartRequest, person: Person): RequestIdentity {
  const keyHash = sha256Of([person.name, 'actions', key]);
  return { keyHash, batchId: `batch:${keyHash}`, bodyHash: sha256Of(body) };
}
