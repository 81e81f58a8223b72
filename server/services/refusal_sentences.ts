import type { EligibilityReason } from '../../common/eligibility';
import type { Acknowledgement } from '../../common/lifeline';
import type { RightRefusal } from '../../common/rights';

/** What stands against an action, and what to do: the English sentences of the API. The browser has its own, by code. */
export function eligibilitySentence({ code, detail = '' }: EligibilityReason): string {
  switch (code) {
    case 'not_listed':
      return 'The manager lists no such agent, or you may not see it. Check the id.';
    case 'not_windows':
      return `It runs ${detail}; only Windows endpoints have the program that isolates.`;
    case 'os_not_known':
      return 'Its operating system is not known: its agent has not connected yet.';
    case 'not_active':
      return `Its agent is ${detail}, and a command would be lost. Wait until it is active.`;
    case 'version_too_old':
      return `Its agent is ${detail}; at least 4.2.0 is needed. Upgrade the agent.`;
    case 'version_not_known':
      return 'The version of its agent is not known: its agent has not connected yet.';
    case 'protected':
      return 'It is protected by the configuration (wazuh_isolation.protected).';
    case 'already_isolated':
      return 'It is isolated already. To change its addresses release it, then isolate it again.';
    case 'not_isolated':
      return 'It is not proven to be isolated. Isolate it with the addresses that it shall have.';
    case 'backup_tainted':
      return 'The backup of its firewall may hold the isolated one, so that a release would not prove it open. Recover it at the endpoint first.';
    case 'backup_missing':
      return 'The backup of its firewall is missing, so that isolating it again would make a release impossible. Recover it at the endpoint first.';
    case 'action_pending':
      return 'An isolation or release of it is under way, and a probe gives way to it. Probe it when that is over.';
    case 'not_heard':
      return 'Nothing was heard of it for a minute, and a question to a silent agent holds up the manager for everybody. Probe it when it is heard of again.';
    case 'manager_not_known':
      return 'It is not known which manager this is. Check that its API can be reached.';
    case 'manager_ambiguous':
      return 'Two configured managers go by the same name. Give each a name of its own.';
  }
}

export function rightSentence({ code, needs }: RightRefusal): string {
  switch (code) {
    case 'no_security_plugin':
      return 'Nobody signs in to this dashboard, so that it is not known who asks. An administrator installs the security plugin, or sets wazuh_isolation.allow_without_security.';
    case 'run_as_not_known':
      return 'Whether users act under their own name on this manager (run_as) could not be read.';
    case 'policies_unreadable':
      return 'Your rights could not be read from the manager, and a right that cannot be checked is not given. Try again when the manager can be reached.';
    case 'role_missing':
      return `You need one of these roles of the dashboard: ${needs.join(', ')}.`;
    case 'manager_denies':
      return `The manager does not permit you ${needs.join(', ')} on it.`;
  }
}

export function acknowledgementSentence(need: Acknowledgement): string {
  switch (need) {
    case 'trusted_left_out':
      return 'An address of its manager is left out: it may never be reached again.';
    case 'no_trusted_address':
      return 'No address of its manager is known from a trusted source.';
    case 'reported_unreadable':
      return 'Which managers it talks to could not be read from it.';
    case 'reported_not_covered':
      return 'It reports a manager that the lifeline does not cover.';
    case 'very_wide':
      return 'A network of the lifeline is very wide.';
    case 'protected':
      return 'It is a protected endpoint.';
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
