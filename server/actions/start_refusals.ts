import type { BatchDocument } from '../../common/ledger/batch_document';
import type { ActionPreview } from '../../common/action/preview';
import type { SlotRefusal } from '../../common/action/slot';
import type { AgainstEndpoint, PlanRefusal } from '../../common/action/start_plan';
import { refusalOfPermission, refusalOfStart } from '../../common/action/start_plan';
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
  const refusal = refusalOfPermission(endpoints);
  if (refusal) throw worded(refusal, preview);
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
  const decision = { ...request, manager: manager.manager };
  const refusal = refusalOfStart(decision, preview.endpoints, recorded, digestOf);
  if (refusal) throw worded(refusal, preview);
}

function worded(refusal: PlanRefusal, preview: ActionPreview): Refusal {
  switch (refusal.code) {
    case 'not_eligible':
      return ofEndpoints(refusal.code, refusal.endpoints, eligibilitySentence);
    case 'rights_unread':
    case 'not_permitted':
      return ofEndpoints(refusal.code, refusal.endpoints, rightSentence);
    case 'not_acknowledged':
      return ofEndpoints(refusal.code, refusal.endpoints, acknowledgementSentence);
    case 'lifeline_refused': {
      const { code, refused } = refusal;
      const texts = refused.map(({ text, why }) => `"${text}" (${why})`).join(', ');
      return new Refusal(
        code,
        `These can't be allowed: ${texts}. Correct or remove them. Only IPv4 and IPv6 addresses and networks are valid. No action was taken.`,
        { refused }
      );
    }
    case 'lifeline_empty':
      return new Refusal(
        refusal.code,
        `No manager address is known, so ${refusal.agent_id} could only be released locally. Configure wazuh_isolation.managers.<host id>.addresses, or send an address. No action was taken.`
      );
    case 'too_many_addresses':
      return new Refusal(
        refusal.code,
        'An isolation can allow up to 200 addresses. Use networks instead. No action was taken.'
      );
    case 'preview_changed':
      return new Refusal(refusal.code, PREVIEW_CHANGED, { preview });
  }
}

const INTRODUCTIONS = {
  rights_unread: 'No action was taken.',
  not_permitted: "You don't have permission. No action was taken.",
  not_eligible: "This action isn't possible. No action was taken.",
  not_acknowledged: 'A risk needs your acknowledgment first. No action was taken.',
} as const;

function ofEndpoints<T>(
  code: keyof typeof INTRODUCTIONS,
  endpoints: ReadonlyArray<AgainstEndpoint<T>>,
  sentence: (reason: T) => string
): Refusal {
  const words = endpoints.map(({ agent_id, reasons }) => ({
    agent_id,
    sentences: reasons.map(sentence),
  }));
  const message = `${INTRODUCTIONS[code]} ${sentencesOfEndpoints(words)}`;
  return new Refusal(code, message, { endpoints });
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
