import type { RequestedAction } from '../../common/action/requested_action';
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

  read(endpoint: EndpointRef, verb: RequestedAction): Draft {
    return this.drafts.get(keyOf(endpoint, verb)) ?? NO_DRAFT;
  }

  keep(endpoint: EndpointRef, verb: RequestedAction, draft: Draft): void {
    this.drafts.set(keyOf(endpoint, verb), draft);
  }

  forget(endpoint: EndpointRef, verb: RequestedAction): void {
    this.drafts.delete(keyOf(endpoint, verb));
  }
}

function keyOf({ host, agent }: EndpointRef, verb: RequestedAction): string {
  return JSON.stringify([host, agent, verb]);
}
