import type { RefusalCode } from './refusal_codes';
import type { Sentence } from './sentence';

interface RefusalText {
  readonly happened: string;
  /** The next step. */
  readonly next: string;
}

/**
 * Meaning of each refusal of the API, and the next step. `manager_ambiguous` replaces the row of any refusal for that reason: nothing of
 * such a manager can be shown, whether or not somebody wanted to act.
 */
export const REFUSAL_TEXTS: Readonly<Record<RefusalCode | 'manager_ambiguous', RefusalText>> = {
  invalid_request: {
    happened: "The request isn't valid. No action was taken.",
    next: 'Correct it and send it again.',
  },
  host_unknown: {
    happened: 'No manager with this ID is configured.',
    next: 'Choose a manager from the list.',
  },
  endpoint_unknown: {
    happened:
      "This endpoint doesn't exist on this manager, or you don't have permission to see it.",
    next: 'Search the list of all endpoints. It may have been re-enrolled under another ID.',
  },
  batch_unknown: {
    happened: "This request isn't on record for this manager.",
    next: 'Check the endpoints directly.',
  },
  session_over: {
    happened: 'Your session has expired. No action was taken.',
    next: 'Reload the page and sign in again.',
  },
  not_permitted: {
    happened: "You don't have permission. No action was taken.",
    next: 'Ask an administrator for the missing role or permission.',
  },
  alerts_denied: {
    happened: "You don't have permission to read these alerts.",
    next: 'Ask an administrator for a role that can read them. Results and times are still shown for each endpoint.',
  },
  not_eligible: {
    happened: "This action isn't possible on this endpoint. No action was taken.",
    next: 'Check the reasons before you try again.',
  },
  manager_ambiguous: {
    happened:
      'Two configured managers share a name, so a report could belong to either one. An administrator must give each a unique name.',
    next: 'Readiness shows which names collide.',
  },
  preview_changed: {
    happened: 'Something changed since this was prepared. No action was taken.',
    next: 'Review it and submit again.',
  },
  being_sent: {
    happened: 'Another action is being sent to this endpoint. No action was taken.',
    next: 'Wait until it finishes, then try again.',
  },
  already_pending: {
    happened: "The same action is already waiting for the endpoint's report. No action was taken.",
    next: 'Follow the action in progress.',
  },
  already_waiting: {
    happened: 'An isolation with other addresses is waiting to be sent. No action was taken.',
    next: 'Release the endpoint to cancel it, then isolate again.',
  },
  ledger_incomplete: {
    happened: 'An action that was recorded before is missing from the ledger. No action was taken.',
    next: 'Ask an administrator to check the ledger indices.',
  },
  rights_unread: {
    happened: "Your permissions couldn't be read, so none are assumed. No action was taken.",
    next: 'Refresh. If it keeps failing, check that the manager is running.',
  },
  nothing_to_close: {
    happened: 'This action has no open follow-up. Nothing changed.',
    next: 'Check the endpoint again.',
  },
  already_closed: {
    happened: 'Someone already closed this follow-up. Nothing changed.',
    next: 'See the action for who closed it and why.',
  },
  nothing_to_mark: {
    happened:
      "The endpoint isn't shown as isolated, or someone already marked it. Nothing changed.",
    next: 'Check its state again.',
  },
  not_acknowledged: {
    happened: 'A risk needs your acknowledgment first. No action was taken.',
    next: 'Read and acknowledge the risks.',
  },
  lifeline_changed: {
    happened:
      "The manager's address changed, and this isolation would have blocked it. No action was taken.",
    next: 'Review the allowed addresses and isolate again.',
  },
  state_not_clear: {
    happened:
      'The release was reported as successful, but other reports disagree. The endpoint was not isolated again.',
    next: 'Check its events and the endpoint itself.',
  },
  lifeline_refused: {
    happened: "One of the addresses can't be allowed. No action was taken.",
    next: 'Correct or remove it.',
  },
  lifeline_empty: {
    happened:
      'No manager address is known, so the endpoint could only be released locally. No action was taken.',
    next: 'Add the address the endpoint uses to reach its manager. An administrator can configure it for all endpoints (wazuh_isolation.managers.<host id>.addresses).',
  },
  too_many_addresses: {
    happened: 'An isolation can allow up to 200 addresses. No action was taken.',
    next: 'Remove some, or use networks instead.',
  },
  key_reused: {
    happened:
      "This request's idempotency key was already used for another request. No action was taken.",
    next: 'Send the request again with a new key.',
  },
  manager_failed: {
    happened: "The manager hasn't responded yet, so it can't be identified.",
    next: 'Check that its API is running and reachable from the dashboard server.',
  },
  indexer_failed: {
    happened: 'The Wazuh indexer returned an error.',
    next: 'Check that the Wazuh indexer is running, then try again.',
  },
};

export interface RefusalSentences {
  readonly happened: Sentence;
  readonly next: Sentence;
}

/** @param reasons codes that the refusal carries for the whole request */
export function refusalSentences(
  code: RefusalCode,
  reasons: readonly string[] = []
): RefusalSentences {
  const key = reasons.includes('manager_ambiguous') ? 'manager_ambiguous' : code;
  const { happened, next } = REFUSAL_TEXTS[key];
  return {
    happened: { id: `refusal.${key}.happened`, text: happened },
    next: { id: `refusal.${key}.next`, text: next },
  };
}
