import type { BatchDocument } from '../../common/ledger/batch_document';
import type { ActionPreview } from '../../common/action/preview';
import type { SlotRefusal } from '../../common/action/slot';
import type { AgainstEndpoint, PlanRefusal } from '../../common/action/start_plan';
import { refusalOfPermission, refusalOfStart } from '../../common/action/start_plan';
import { conflictSentence } from '../../common/refusal/conflict_sentences';
import type { RefusalCode } from '../../common/refusal/refusal_codes';
import { inEnglish } from '../../common/refusal/sentence';
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
      return ofEndpoints(refusal.code, refusal.endpoints, (reason) =>
        eligibilitySentence(reason, preview.verb)
      );
    case 'rights_unread':
    case 'not_permitted':
      return ofEndpoints(refusal.code, refusal.endpoints, rightSentence);
    case 'not_acknowledged':
      return ofEndpoints(refusal.code, refusal.endpoints, acknowledgementSentence);
    case 'lifeline_refused': {
      const { code, refused } = refusal;
      const texts = refused.map(({ text, why }) => `"${text}" (${why})`).join(', ');
      const valid = `Only IPv4 and IPv6 addresses and networks are valid: ${texts}.`;
      return new Refusal(code, valid, { refused });
    }
    case 'lifeline_empty':
      return new Refusal(refusal.code, `This is endpoint ${refusal.agent_id}.`);
    case 'too_many_addresses':
      return new Refusal(refusal.code);
    case 'preview_changed':
      return new Refusal(refusal.code, '', { preview });
  }
}

function ofEndpoints<T>(
  code: RefusalCode,
  endpoints: ReadonlyArray<AgainstEndpoint<T>>,
  sentence: (reason: T) => string
): Refusal {
  const words = endpoints.map(({ agent_id, reasons }) => ({
    agent_id,
    sentences: reasons.map(sentence),
  }));
  return new Refusal(code, sentencesOfEndpoints(words), { endpoints });
}

/** @param recorded the batch, or an action, that carries the same key */
export function refuseOtherBody(
  recorded: Pick<BatchDocument, 'body_hash'>,
  { bodyHash }: RequestIdentity
): void {
  if (recorded.body_hash !== bodyHash) throw new Refusal('key_reused');
}

export function slotRefusal(why: SlotRefusal): Refusal {
  switch (why.code) {
    case 'preview_changed':
    case 'key_reused':
    case 'ledger_incomplete':
      return new Refusal(why.code);
    case 'being_sent':
    case 'already_pending': {
      const { verb, user: by } = why.action;
      const inTheWay = inEnglish([conflictSentence({ code: why.code, verb, by })]);
      return new Refusal(why.code, inTheWay, { verb, by, until: why.until });
    }
    case 'already_waiting': {
      const { verb, user: by } = why.action;
      return new Refusal(why.code, `It was requested by ${by}.`, { verb, by });
    }
  }
}
