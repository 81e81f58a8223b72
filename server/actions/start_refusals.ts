import type { BatchDocument } from '../../common/ledger/batch_document';
import type { EndpointPreview } from '../../common/action/preview';
import { areUnread } from '../../common/manager/rights';
import type { SlotRefusal } from '../../common/action/slot';
import type { RequestIdentity, StartRequest } from './attempt';
import type { KnownManager } from '../manager/manager_directory';
import type { Previewed } from './preview_action';
import { digestOf } from './preview_action';
import { Refusal } from '../errors/refusal';
import {
  acknowledgementSentence,
  eligibilitySentence,
  rightSentence,
  sentencesOfEndpoints,
} from '../errors/refusal_sentences';

/** Refuses a request whose person may not do it; also a repeat of one that was recorded, since a right can be taken away. */
export function refuseUnlessPermitted({ preview, endpoints }: Previewed): void {
  const hidden = endpoints.filter(({ isHidden }) => isHidden);
  refuseEndpoints(
    'not_eligible',
    hidden.map((endpoint) => endpoint.preview),
    { against: ({ reasons }) => reasons, sentence: eligibilitySentence }
  );
  const refused = preview.endpoints.flatMap(({ right_refusals: refusals }) => refusals);
  refuseEndpoints(areUnread(refused) ? 'rights_unread' : 'not_permitted', preview.endpoints, {
    against: ({ right_refusals }) => right_refusals,
    sentence: rightSentence,
  });
}

interface PreviewedBy extends Pick<Previewed, 'preview'> {
  readonly manager: Pick<KnownManager, 'manager'>;
}

/**
 * Refuses a request that is not what its preview showed, or that cannot be done.
 * @param recorded agents whose action this request recorded before: their next number is taken by it
 */
export function refuseUnlessAsPreviewed(
  request: StartRequest,
  { preview, manager }: PreviewedBy,
  recorded: ReadonlySet<string> = new Set()
): void {
  const open = preview.endpoints.filter(({ agent_id }) => !recorded.has(agent_id));
  refuseEndpoints('not_eligible', open, {
    against: ({ reasons }) => reasons,
    sentence: eligibilitySentence,
  });
  open.forEach(refuseLifeline);
  const askedNumber = new Map(request.endpoints.map(({ agent_id, n }) => [agent_id, n]));
  const asPreviewed = preview.endpoints.map((endpoint) => {
    const n = recorded.has(endpoint.agent_id) ? askedNumber.get(endpoint.agent_id) : endpoint.n;
    return { ...endpoint, n: n ?? endpoint.n };
  });
  const isSame =
    digestOf({ hostId: request.host, verb: request.verb }, manager, asPreviewed) ===
      request.digest && open.every(({ agent_id, n }) => askedNumber.get(agent_id) === n);
  if (!isSame) throw new Refusal('preview_changed', PREVIEW_CHANGED, { preview });
  refuseEndpoints('not_acknowledged', open, {
    against: ({ lifeline }) =>
      (lifeline?.needs ?? []).filter((need) => !request.acknowledgements.includes(need)),
    sentence: acknowledgementSentence,
  });
}

function refuseLifeline({ agent_id, lifeline }: EndpointPreview): void {
  if (lifeline && lifeline.refused.length > 0) {
    const texts = lifeline.refused.map(({ text, why }) => `"${text}" (${why})`).join(', ');
    throw new Refusal(
      'lifeline_refused',
      `These can't be allowed: ${texts}. Correct or remove them. Only IPv4 and IPv6 addresses and networks are valid. No action was taken.`,
      { refused: lifeline.refused }
    );
  }
  if (lifeline?.impossible === 'empty_lifeline') {
    throw new Refusal(
      'lifeline_empty',
      `No manager address is known, so ${agent_id} could only be released locally. Configure wazuh_isolation.managers.<host id>.addresses, or send an address. No action was taken.`
    );
  }
  if (lifeline?.impossible === 'too_many_addresses') {
    throw new Refusal(
      'too_many_addresses',
      'An isolation can allow up to 200 addresses. Use networks instead. No action was taken.'
    );
  }
}

const INTRODUCTIONS = {
  rights_unread: 'No action was taken.',
  not_permitted: "You don't have permission. No action was taken.",
  not_eligible: "This action isn't possible. No action was taken.",
  not_acknowledged: 'A risk needs your acknowledgment first. No action was taken.',
} as const;

interface Objection<T> {
  readonly against: (endpoint: EndpointPreview) => readonly T[];
  readonly sentence: (reason: T) => string;
}

/** Whole requests are refused: half of what was asked is not what was asked. */
function refuseEndpoints<T>(
  code: keyof typeof INTRODUCTIONS,
  endpoints: readonly EndpointPreview[],
  { against, sentence }: Objection<T>
): void {
  const refused = endpoints
    .map((endpoint) => ({ agent_id: endpoint.agent_id, reasons: against(endpoint) }))
    .filter(({ reasons }) => reasons.length > 0);
  if (refused.length === 0) return;
  const words = refused.map(({ agent_id, reasons }) => ({
    agent_id,
    sentences: reasons.map(sentence),
  }));
  throw new Refusal(code, `${INTRODUCTIONS[code]} ${sentencesOfEndpoints(words)}`, {
    endpoints: refused,
  });
}

/** @param recorded the batch, or an action, that carries the same key */
export function refuseOtherBody(
  recorded: Pick<BatchDocument, 'body_hash'>,
  { bodyHash }: RequestIdentity
): void {
  if (recorded.body_hash !== bodyHash) throw new Refusal('key_reused', KEY_REUSED);
}

export function slotRefusal(why: SlotRefusal): Refusal {
  switch (why.code) {
    case 'preview_changed':
      return new Refusal('preview_changed', PREVIEW_CHANGED);
    case 'key_reused':
      return new Refusal('key_reused', KEY_REUSED);
    case 'ledger_incomplete':
      return new Refusal('ledger_incomplete', LEDGER_INCOMPLETE);
    case 'being_sent':
      return new Refusal(
        'being_sent',
        `Another action is being sent to this endpoint (${why.action.verb}, by ${why.action.user}). Try again when it has finished.`,
        { verb: why.action.verb, by: why.action.user, until: why.until }
      );
    case 'already_pending':
      return new Refusal(
        'already_pending',
        `The same action (by ${why.action.user}) is already waiting for the endpoint's report.`,
        { verb: why.action.verb, by: why.action.user, until: why.until }
      );
    case 'already_waiting':
      return new Refusal(
        'already_waiting',
        `An isolation with other addresses (by ${why.action.user}) is waiting to be sent. Release the endpoint to cancel it, then isolate again.`,
        { verb: why.action.verb, by: why.action.user }
      );
  }
}

export const PREVIEW_CHANGED =
  'Something changed since the preview. Review it and submit again. No action was taken.';
export const LEDGER_INCOMPLETE =
  'An action that was recorded before is missing from the ledger. No action was taken. An administrator must check the ledger indices.';
export const KEY_REUSED =
  'This idempotency key was already used for another request. No action was taken. Send this request with a new key.';
