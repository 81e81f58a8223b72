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

const TRY_AGAIN = 'Try again; if it stays so, look at the manager and its ossec.log.';
const WAIT_FOR_EVIDENCE =
  "The command may have run. Wait for the endpoint's answer before doing anything else: it decides.";
const READ_AGAIN = `${TRY_AGAIN} If a command was under way it may have run: wait for the endpoint's answer.`;

export const MANAGER_ANSWER_WORDS: { readonly [code in ManagerCode]: ManagerWords } = {
  host_unknown: {
    happened: 'No manager of this id is configured.',
    next: 'Choose a manager from the list.',
  },
  host_unusable: {
    happened: 'The configured connection to this manager cannot be used.',
    next: 'An administrator corrects its address or its CA file in the configuration.',
  },
  run_as_unknown: {
    happened: 'Whether users act under their own name on this manager (run_as) could not be read.',
    next: "Open any page of Wazuh's own app so that it asks the manager again; else see that the manager is up and that its API user may use run_as.",
  },
  run_as_not_allowed: {
    happened: 'This manager is configured for run_as, but its API user is not allowed to use it.',
    next: 'An administrator allows run_as for the API user, or turns it off for this host.',
  },
  auth_context_too_large: {
    happened: 'This user has more roles than the manager takes at a login (8192 bytes).',
    next: 'An administrator reduces the roles and backend roles of this user.',
  },
  login_refused: {
    happened: 'The manager refused the user name or password of its API user.',
    next: 'An administrator corrects the API user in the configuration of the dashboard.',
  },
  logins_blocked: {
    happened: 'The manager blocks logins from this dashboard after too many failed ones.',
    next: 'Wait five minutes. An administrator finds out what logs in with a wrong password.',
  },
  login_backed_off: {
    happened:
      'A login to this manager failed a moment ago, and none is tried until the pause is over.',
    next: 'See what the failed login said, correct it, and try again after the pause: more failures would block every user of the dashboard.',
  },
  login_unreadable: {
    happened: 'The manager answered the login with something that is not a token.',
    next: 'Check that the configured address is the API of a Wazuh manager and not a proxy.',
  },
  login_failed: {
    happened: 'The manager failed at the login; nothing was sent.',
    next: TRY_AGAIN,
  },
  login_timed_out: {
    happened: 'The manager did not answer the login in time; nothing was sent.',
    next: TRY_AGAIN,
  },
  login_cut: {
    happened: 'The connection broke at the login; nothing was sent.',
    next: 'Check the network between dashboard server and manager, and that the configured address is the API of a Wazuh manager.',
  },
  deadline_passed: {
    happened: 'The command was ready too late and was not sent.',
    next: 'Nothing ran. Do it again; if it stays so, the dashboard server or the manager is overloaded.',
  },
  request_too_large: {
    happened: 'The request names too many endpoints for one call and was not sent.',
    next: 'Do it again with fewer endpoints.',
  },
  name_not_found: {
    happened: "The manager's host name could not be resolved; nothing was sent.",
    next: "Check the configured address and the dashboard server's DNS.",
  },
  connection_refused: {
    happened: "The manager's API refused the connection; nothing was sent.",
    next: 'Check that wazuh-manager runs and that the configured port is right.',
  },
  connection_failed: {
    happened: 'No connection to the manager could be made; nothing was sent.',
    next: 'Check the network between dashboard server and manager.',
  },
  connection_timed_out: {
    happened: 'No connection to the manager could be made in time; nothing was sent.',
    next: 'Check the network and firewalls between dashboard server and manager.',
  },
  tls_refused: {
    happened: "The manager's certificate is not trusted, or TLS failed; nothing was sent.",
    next: 'An administrator configures the CA that signed it, or the host name that it is for.',
  },
  not_built: {
    happened: 'The request could not be made ready; nothing was sent.',
    next: 'Try again; if it stays so, see the log of the dashboard server.',
  },
  agent_not_found: {
    happened: 'The manager does not know this agent.',
    next: 'Refresh the list: it may have been removed, or registered again under another id.',
  },
  agent_is_manager: {
    happened: 'Agent 000 is the manager itself.',
    next: 'Choose an endpoint; the manager is never isolated.',
  },
  agent_not_active: {
    happened:
      'The agent is not connected. Nothing is kept for it: it will not get the command later.',
    next: 'Do it again once the endpoint is back; if it must be cut off now, do it at the switch, the VPN or the firewall.',
  },
  agent_silent: {
    happened: 'The agent did not answer the manager; nothing was sent to it.',
    next: 'The endpoint may be gone or overloaded. Try again in a minute.',
  },
  agent_unreachable: {
    happened:
      'The manager has no connection to the agent, though it may still be listed as active.',
    next: 'The list can be 10 minutes behind. Check that the endpoint is up, and try again.',
  },
  active_response_disabled: {
    happened: "Active response is disabled in this agent's own configuration.",
    next: 'Enable it in the ossec.conf of the agent and restart the agent.',
  },
  remoted_refuses: {
    happened: 'The daemon of the manager that talks to agents (wazuh-remoted) refused the request.',
    next: 'See that wazuh-remoted runs on the node of this agent, and try again.',
  },
  manager_socket_failed: {
    happened: 'A socket of the manager failed for this agent; nothing was sent to it.',
    next: TRY_AGAIN,
  },
  manager_database_failed: {
    happened: "The manager's database (wazuh-db) could not be asked.",
    next: 'See that wazuh-db runs on the manager, and try again.',
  },
  active_response_socket_missing: {
    happened: 'The manager cannot hand commands to its agents: its active response queue is gone.',
    next: 'See that wazuh-remoted runs on the manager, restart the manager, and try again.',
  },
  daemons_not_ready: {
    happened: 'Daemons of the manager are starting, restarting or have failed.',
    next: 'Wait until the manager is up, and try again. See its ossec.log if it does not come up.',
  },
  cluster_off: {
    happened: 'The manager says that its cluster is not running.',
    next: 'See that wazuh-clusterd runs on this node, if it is part of a cluster.',
  },
  not_authenticated: {
    happened: 'The manager refused the token, also a fresh one; nothing ran.',
    next: "Try again in a minute. If it stays so, an administrator checks the manager's clock and the API user.",
  },
  not_permitted: {
    happened: 'The manager does not permit this user to do that on this agent.',
    next: 'Ask an administrator for the permission active-response:command, or agent:read, on this agent.',
  },
  rate_limited: {
    happened:
      'The manager answers no more requests this minute: its limit for all users is reached.',
    next: "Nothing ran. Try again in a minute; an administrator can raise max_request_per_minute in the manager's api.yaml.",
  },
  request_refused: {
    happened: 'The manager refused the request as not valid; nothing ran.',
    next: 'See what it said. Another manager version, or a proxy in between, may be the cause.',
  },
  agent_node_gone: {
    happened: 'The cluster node of this agent is gone; nothing was sent to it.',
    next: 'Check the nodes of the cluster, and try again when the node is back.',
  },
  agent_refused: {
    happened: 'The manager did not send the command to this agent.',
    next: 'See what the manager said, and try again.',
  },
  node_gone: {
    happened: 'A node of the cluster is gone, and nobody answers for its agents.',
    next: `Check the nodes of the cluster. ${WAIT_FOR_EVIDENCE}`,
  },
  cluster_down: {
    happened: 'The cluster daemon of the manager is down.',
    next: `See that wazuh-clusterd runs on the master. ${READ_AGAIN}`,
  },
  manager_timed_out: {
    happened:
      'The manager gave up waiting, mostly for an agent that hangs. A command can still reach its agents up to a minute later.',
    next: READ_AGAIN,
  },
  manager_failed: {
    happened: 'The manager failed while it worked on the request.',
    next: READ_AGAIN,
  },
  timed_out: {
    happened: 'The manager did not answer in time.',
    next: READ_AGAIN,
  },
  connection_lost: {
    happened: 'The connection to the manager broke before its answer was whole.',
    next: READ_AGAIN,
  },
  answer_too_large: {
    happened: "The manager's answer was larger than anything it should say, and was not read.",
    next: READ_AGAIN,
  },
  answer_unreadable: {
    happened: 'Something answered that does not speak like a Wazuh manager.',
    next: `Check that no proxy stands between dashboard and manager. ${READ_AGAIN}`,
  },
  not_answered_for: {
    happened: 'The manager answered, but said nothing about this agent.',
    next: WAIT_FOR_EVIDENCE,
  },
  identity_unknown: {
    happened: 'It could not be told which manager or cluster this is.',
    next: 'See that the manager and its cluster daemon run, and that the API user may read the cluster (cluster:status, cluster:read).',
  },
  search_refused: {
    happened: 'The manager cannot search for the characters ; | & ^ * and >.',
    next: 'Leave them out.',
  },
};

/** Both sentences: what happened, and what to do. */
export function managerSentence(code: ManagerCode): string {
  const { happened, next } = MANAGER_ANSWER_WORDS[code];
  return `${happened} ${next}`;
}
