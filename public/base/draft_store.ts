import type { AskedVerb } from '../../common/action/asked_verb';
import type { EndpointRef } from '../api/isolation_api';

/** Input for an action that wasn't sent yet. */
export interface Draft {
  readonly reason: string;
  readonly caseText: string;
}

export const NO_DRAFT: Draft = { reason: '', caseText: '' };

/** Keeps what was typed while the page stays open: a flyout that was closed by a slip, or an error, takes nothing away. */
export class DraftStore {
  private readonly drafts = new Map<string, Draft>();

  read(endpoint: EndpointRef, verb: AskedVerb): Draft {
    return this.drafts.get(keyOf(endpoint, verb)) ?? NO_DRAFT;
  }

  keep(endpoint: EndpointRef, verb: AskedVerb, draft: Draft): void {
    this.drafts.set(keyOf(endpoint, verb), draft);
  }

  forget(endpoint: EndpointRef, verb: AskedVerb): void {
    this.drafts.delete(keyOf(endpoint, verb));
  }
}

function keyOf({ host, agent }: EndpointRef, verb: AskedVerb): string {
  return JSON.stringify([host, agent, verb]);
}
