import type { EligibilityReason } from '../../common/action/eligibility';
import type { Acknowledgement } from '../../common/lifeline/lifeline';
import { MANAGER_CODES, managerSentence } from '../../common/manager/manager_answer_words';
import type { RightRefusal } from '../../common/manager/rights';

/** Says what blocks an action, and the next step: the English sentences of the API. The browser has its own, by code. */
export function eligibilitySentence({ code, detail = '' }: EligibilityReason): string {
  switch (code) {
    case 'not_listed':
      return "The manager lists no such agent, or you don't have permission to see it. Check the ID.";
    case 'not_windows':
      return `It runs ${detail}. Only Windows endpoints can be isolated.`;
    case 'os_not_known':
      return "Its operating system isn't known: its agent has never connected.";
    case 'not_active':
      return `Its agent is ${detail}, so a command would be lost. Try again once it's active.`;
    case 'version_too_old':
      return `Its agent is ${detail}. Upgrade it to 4.2.0 or later.`;
    case 'version_not_known':
      return "Its agent version isn't known: its agent has never connected.";
    case 'protected':
      return "It's protected (wazuh_isolation.protected).";
    case 'already_isolated':
      return "It's already isolated. To change its allowed addresses, use the verb reisolate.";
    case 'not_isolated':
      return "It isn't confirmed to be isolated. Isolate it with the addresses you need.";
    case 'backup_tainted':
      return "Its firewall backup is suspect: a release wouldn't confirm that it's no longer isolated. Recover it locally first.";
    case 'backup_missing':
      return 'It has no firewall backup. Isolating it again would make a release impossible. Recover it locally first.';
    case 'action_pending':
      return 'An isolation or release is in progress and takes priority over a readiness test. Test it when that is finished.';
    case 'not_heard':
      return "It hasn't been seen for a minute. Querying a silent agent slows down the manager for everyone. Test it once it's seen again.";
    case 'manager_not_known':
      return "The manager can't be identified. Check that its API is reachable.";
    case 'manager_ambiguous':
      return 'Two configured managers share a name. Give each a unique name.';
  }
}

export function rightSentence({ code, needs }: RightRefusal): string {
  switch (code) {
    case 'no_security_plugin':
      return "No one signs in to this dashboard, so the user isn't known. An administrator must install the security plugin or set wazuh_isolation.allow_without_security.";
    case 'run_as_not_known':
      return "Couldn't determine whether users act under their own name on this manager (run_as).";
    case 'policies_unreadable':
      return `Your permissions on this manager couldn't be read, so none are assumed. ${unreadSentence(
        needs
      )}`;
    case 'role_missing':
      return `You need one of these dashboard roles: ${needs.join(', ')}.`;
    case 'manager_denies':
      return `You need the Wazuh permission ${needs.join(', ')} on it.`;
  }
}

function unreadSentence([why]: readonly string[]): string {
  if (why === 'too_old') {
    return 'A page that refreshes itself reads none, and the last ones are more than 5 minutes old. Refresh the page.';
  }
  const code = MANAGER_CODES.find((one) => one === why);
  return code ? managerSentence(code) : 'Try again once the manager is reachable.';
}

export function acknowledgementSentence(need: Acknowledgement): string {
  switch (need) {
    case 'trusted_left_out':
      return 'An address of its manager was removed: it may only be releasable locally.';
    case 'no_trusted_address':
      return 'No address of its manager is known from a trusted source.';
    case 'reported_unreadable':
      return "Its agent configuration couldn't be read, so its managers aren't known.";
    case 'reported_not_covered':
      return "It reports a manager that isn't among the allowed addresses.";
    case 'very_wide':
      return 'One of the allowed networks is very large.';
    case 'protected':
      return 'It is a protected endpoint.';
    case 'history_damaged':
      return "A part of its history in the ledger can't be read: an earlier isolation may be unknown.";
    case 'no_way_back':
      return "Its state isn't known and it has no firewall backup. If it's isolated already, isolating it again saves the isolated firewall, and no release can open it.";
  }
}

const MAX_NAMED = 3;

/** `001: … 002: … and 7 more.` */
export function sentencesOfEndpoints(
  endpoints: ReadonlyArray<{ readonly agent_id: string; readonly sentences: readonly string[] }>
): string {
  const named = endpoints
    .slice(0, MAX_NAMED)
    .map(({ agent_id, sentences }) => `${agent_id}: ${sentences.join(' ')}`);
  const others = endpoints.length - named.length;
  return [...named, ...(others > 0 ? [`And ${others} more.`] : [])].join(' ');
}
