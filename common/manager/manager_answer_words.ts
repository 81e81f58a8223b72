/**
 * Every way in which a manager's answer, or the lack of one, is told to a person. The code is what ledger, API and browser carry;
 * the sentences are the English ones that the server puts into an error. Codes are final: documents carry them.
 */
export const MANAGER_CODES = [
  // The request never left.
  'host_unknown',
  'host_unusable',
  'run_as_unknown',
  'run_as_not_allowed',
  'auth_context_too_large',
  'login_refused',
  'logins_blocked',
  'login_backed_off',
  'login_unreadable',
  'login_failed',
  'login_timed_out',
  'login_cut',
  'deadline_passed',
  'request_too_large',
  'name_not_found',
  'connection_refused',
  'connection_failed',
  'connection_timed_out',
  'tls_refused',
  'not_built',
  'over_budget',
  // The manager said no.
  'agent_not_found',
  'agent_is_manager',
  'agent_not_active',
  'agent_silent',
  'agent_unreachable',
  'active_response_disabled',
  'remoted_refuses',
  'manager_socket_failed',
  'manager_database_failed',
  'active_response_socket_missing',
  'daemons_not_ready',
  'cluster_off',
  'not_authenticated',
  'not_permitted',
  'rate_limited',
  'request_refused',
  'agent_node_gone',
  'agent_refused',
  // Nobody can say what ran.
  'node_gone',
  'cluster_down',
  'manager_timed_out',
  'manager_failed',
  'timed_out',
  'connection_lost',
  'answer_too_large',
  'answer_unreadable',
  'not_answered_for',
  // About the manager itself.
  'identity_unknown',
  'search_refused',
] as const;
export type ManagerCode = (typeof MANAGER_CODES)[number];

export interface ManagerWords {
  readonly happened: string;
  readonly next: string;
}

const TRY_AGAIN = 'Try again. If it keeps failing, check the manager and its ossec.log.';
const WAIT_FOR_EVIDENCE =
  "The command may have run. Wait for the endpoint's report before you do anything else: it decides.";
const READ_AGAIN = `${TRY_AGAIN} If a command was in progress, it may have run: wait for the endpoint's report.`;

export const MANAGER_ANSWER_WORDS: { readonly [code in ManagerCode]: ManagerWords } = {
  host_unknown: {
    happened: 'No manager with this ID is configured.',
    next: 'Choose a manager from the list.',
  },
  host_unusable: {
    happened: "The configured connection to this manager isn't valid.",
    next: 'An administrator must correct its address or CA file in the configuration.',
  },
  run_as_unknown: {
    happened: "Couldn't determine whether users act under their own name on this manager (run_as).",
    next: 'Open any Wazuh page to query the manager again. If it keeps failing, check that the manager is running and that its API user is allowed to use run_as.',
  },
  run_as_not_allowed: {
    happened: "This manager is configured for run_as, but its API user isn't allowed to use it.",
    next: 'An administrator must allow run_as for the API user, or turn it off for this host.',
  },
  auth_context_too_large: {
    happened: 'This user has more roles than the manager accepts at login (8192 bytes).',
    next: "An administrator must reduce this user's roles and backend roles.",
  },
  login_refused: {
    happened: "The manager rejected its API user's name or password.",
    next: 'An administrator must correct the API user in the dashboard configuration.',
  },
  logins_blocked: {
    happened: 'The manager is blocking logins from this dashboard after too many failures.',
    next: 'Wait five minutes. An administrator must find out what logs in with a wrong password.',
  },
  login_backed_off: {
    happened: 'A recent login to this manager failed. No new attempt is made until the pause ends.',
    next: 'Fix what the failed login reported and try again after the pause. More failures would block all dashboard users.',
  },
  login_unreadable: {
    happened: "The manager's login response didn't contain a token.",
    next: 'Check that the configured address is a Wazuh manager API and not a proxy.',
  },
  login_failed: {
    happened: 'The manager failed during login. Nothing was sent.',
    next: TRY_AGAIN,
  },
  login_timed_out: {
    happened: "The manager didn't respond to the login in time. Nothing was sent.",
    next: TRY_AGAIN,
  },
  login_cut: {
    happened: 'The connection dropped during login. Nothing was sent.',
    next: 'Check the network between the dashboard server and the manager, and that the configured address is a Wazuh manager API.',
  },
  deadline_passed: {
    happened: "The command was ready too late and wasn't sent.",
    next: 'Nothing ran. Try again. If it keeps happening, the dashboard server or the manager is overloaded.',
  },
  request_too_large: {
    happened: "The request has too many endpoints for one call and wasn't sent.",
    next: 'Try again with fewer endpoints.',
  },
  name_not_found: {
    happened: "The manager's host name couldn't be resolved. Nothing was sent.",
    next: "Check the configured address and the dashboard server's DNS.",
  },
  connection_refused: {
    happened: 'The manager API refused the connection. Nothing was sent.',
    next: 'Check that wazuh-manager is running and the configured port is correct.',
  },
  connection_failed: {
    happened: "Couldn't connect to the manager. Nothing was sent.",
    next: 'Check the network between the dashboard server and the manager.',
  },
  connection_timed_out: {
    happened: 'The connection to the manager timed out. Nothing was sent.',
    next: 'Check the network and firewalls between the dashboard server and the manager.',
  },
  tls_refused: {
    happened: "The manager's certificate isn't trusted, or TLS failed. Nothing was sent.",
    next: 'An administrator must configure the CA that signed it, or the host name it was issued for.',
  },
  not_built: {
    happened: "The request couldn't be prepared. Nothing was sent.",
    next: 'Try again. If it keeps failing, check the dashboard server log.',
  },
  over_budget: {
    happened:
      "The plugin's share of the manager's requests for this minute is used up. Nothing was sent.",
    next: "Try again in a minute. An administrator can raise max_request_per_minute in the manager's api.yaml and wazuh_isolation.manager_requests_per_minute.",
  },
  agent_not_found: {
    happened: "The manager doesn't know this agent.",
    next: 'Refresh the list. The agent may have been removed, or re-enrolled under another ID.',
  },
  agent_is_manager: {
    happened: 'Agent 000 is the manager itself.',
    next: 'Choose an endpoint. The manager itself is never isolated.',
  },
  agent_not_active: {
    happened:
      "The agent isn't connected. Commands aren't queued, so it won't receive this one later.",
    next: 'Try again once the endpoint is back. To cut it off now, use the switch, VPN or network firewall.',
  },
  agent_silent: {
    happened: "The agent didn't respond to the manager. Nothing was sent to it.",
    next: 'The endpoint may be offline or overloaded. Try again in a minute.',
  },
  agent_unreachable: {
    happened: 'The manager has no connection to the agent, even if it still lists it as active.',
    next: 'The agent status can be up to 10 minutes old. Check that the endpoint is on and try again.',
  },
  active_response_disabled: {
    happened: "Active response is disabled in this agent's configuration.",
    next: "Enable it in the agent's ossec.conf and restart the agent.",
  },
  remoted_refuses: {
    happened: "The manager's agent communication daemon (wazuh-remoted) rejected the request.",
    next: "Check that wazuh-remoted is running on this agent's node, and try again.",
  },
  manager_socket_failed: {
    happened: 'A manager socket failed for this agent. Nothing was sent to it.',
    next: TRY_AGAIN,
  },
  manager_database_failed: {
    happened: "The manager's database (wazuh-db) couldn't be queried.",
    next: 'Check that wazuh-db is running on the manager, and try again.',
  },
  active_response_socket_missing: {
    happened:
      "The manager can't pass commands to its agents: its active response queue is missing.",
    next: 'Check that wazuh-remoted is running on the manager, restart the manager, and try again.',
  },
  daemons_not_ready: {
    happened: 'Manager daemons are starting, restarting or have failed.',
    next: "Wait until the manager is up, and try again. If it doesn't come up, check its ossec.log.",
  },
  cluster_off: {
    happened: "The manager reports that its cluster isn't running.",
    next: 'If this node is part of a cluster, check that wazuh-clusterd is running on it.',
  },
  not_authenticated: {
    happened: 'The manager rejected the token, even a new one. Nothing ran.',
    next: "Try again in a minute. If it keeps failing, an administrator must check the manager's clock and the API user.",
  },
  not_permitted: {
    happened: "The manager doesn't allow this user to do that on this agent.",
    next: 'Ask an administrator for the Wazuh permission active-response:command or agent:read on this agent.',
  },
  rate_limited: {
    happened: "The manager's request limit for all users is reached for this minute.",
    next: "Nothing ran. Try again in a minute. An administrator can raise max_request_per_minute in the manager's api.yaml.",
  },
  request_refused: {
    happened: 'The manager rejected the request as invalid. Nothing ran.',
    next: 'Read its message. The cause may be a different manager version or a proxy in between.',
  },
  agent_node_gone: {
    happened: "This agent's cluster node is down. Nothing was sent to it.",
    next: 'Check the cluster nodes, and try again when the node is back.',
  },
  agent_refused: {
    happened: "The manager didn't send the command to this agent.",
    next: "Read the manager's message, and try again.",
  },
  node_gone: {
    happened: 'A cluster node is down, and nothing is known about its agents.',
    next: `Check the cluster nodes. ${WAIT_FOR_EVIDENCE}`,
  },
  cluster_down: {
    happened: "The manager's cluster daemon is down.",
    next: `Check that wazuh-clusterd is running on the master. ${READ_AGAIN}`,
  },
  manager_timed_out: {
    happened:
      'The manager timed out, usually because of an agent that hangs. A command can still reach its agents up to a minute later.',
    next: READ_AGAIN,
  },
  manager_failed: {
    happened: 'The manager failed while processing the request.',
    next: READ_AGAIN,
  },
  timed_out: {
    happened: "The manager didn't respond in time.",
    next: READ_AGAIN,
  },
  connection_lost: {
    happened: "The connection dropped before the manager's response was complete.",
    next: READ_AGAIN,
  },
  answer_too_large: {
    happened: "The manager's response was too large and wasn't read.",
    next: READ_AGAIN,
  },
  answer_unreadable: {
    happened: "The response isn't from a Wazuh manager.",
    next: `Check that there's no proxy between the dashboard and the manager. ${READ_AGAIN}`,
  },
  not_answered_for: {
    happened: 'The manager responded, but not about this agent.',
    next: WAIT_FOR_EVIDENCE,
  },
  identity_unknown: {
    happened: "The manager or cluster couldn't be identified.",
    next: 'Check that the manager and its cluster daemon are running and that the API user can read the cluster (cluster:status, cluster:read).',
  },
  search_refused: {
    happened: "The manager can't search for the characters ; | & ^ * and >.",
    next: 'Remove them from your search.',
  },
};

/** Both sentences: what happened, and what to do. */
export function managerSentence(code: ManagerCode): string {
  const { happened, next } = MANAGER_ANSWER_WORDS[code];
  return `${happened} ${next}`;
}
