/** An error as the API words it, by its code. */
export interface CodedError {
  readonly code: number;
  readonly message: string;
  readonly remediation?: string;
}

const plain: Record<number, [string, string?]> = {
  1010: ['Unable to connect to queue: /var/ossec/queue/alerts/ar'],
  1013: ['Unable to connect with socket: remote', 'Please, restart Wazuh to restore sockets'],
  1014: [
    'Error communicating with socket: : WazuhQueue socket with path /var/ossec/queue/alerts/ar',
    'Please, restart Wazuh to restore sockets',
  ],
  1117: ['Unable to connect with component. The component might be disabled.: '],
  1121: [
    'Error connecting with socket: ',
    'Please ensure the selected module is running and properly configured',
  ],
  1407: ['Query does not match expected format'],
  1408: ['Field does not exist.'],
  1701: [
    'Agent does not exist',
    'Please, use `GET /agents?select=id,name` to find all available agents',
  ],
  1703: [
    'Action not available for Manager (agent 000)',
    'Please, use `GET /agents?select=id,name` to find all available agents and make sure you select an agent other than 000',
  ],
  1724: ['Not a valid select field', 'Please, use only allowed select fields'],
  1740: ['Action only available for active agents', 'Please activate the agent to synchronize it'],
  1750: [
    'Could not send restart command, active-response is disabled in the agent',
    "You can activate it in agents' `WAZUH_HOME/etc/ossec.conf`",
  ],
  3012: ['Cluster is not running'],
  3021: ['Timeout executing API request'],
  3022: ['Unknown node ID', 'Check the name of the node'],
};

const withLinks: Record<number, (docs: string) => [string, string]> = {
  1116: (docs) => [
    'Requested component configuration does not exist',
    `Please, visit the official documentation (${docs}/api/reference.html#operation/api.controllers.agents_controller.get_agent_config) to check available component configurations`,
  ],
  1652: (docs) => [
    'The command used is not defined in the configuration.',
    `Please, visit the official documentation (${docs}/capabilities/active-response/how-to-configure.html)to get more information`,
  ],
  1707: (docs) => [
    'Cannot send request, agent is not active',
    `Please, check non-active agents connection and try again. Visit ${docs}/registering/index.html and ${docs}/agents/agent-connection.html to obtain more information on registering and connecting agents`,
  ],
  1730: (docs) => [
    'Node does not exist',
    `Make sure the name is correct and that the node is up. You can check it using \`cluster_control -l\` (${docs}/reference/tools/cluster_control.html#get-connected-nodes)`,
  ],
  3013: (docs) => [
    'Cluster is not running, it might be disabled in `WAZUH_HOME/etc/ossec.conf`',
    `Please, visit the official documentation (${docs}/configuring-cluster/index.html) to get more information about how to configure a cluster`,
  ],
  4000: (docs) => [
    'Permission denied',
    `Please, make sure you have permissions to execute the current request. For more information on how to set up permissions, please visit ${docs}/api/rbac/configuration.html`,
  ],
  6001: (docs) => [
    'Maximum number of requests per minute reached',
    `This limit can be changed in api.yaml file. More information here: ${docs}/api/configuration.html#configuration-file`,
  ],
  6004: (docs) => [
    'The current user does not have authentication enabled through authorization context',
    `You can enable it using the following endpoint: ${docs}/api/reference.html#operation/api.controllers.security_controller.edit_run_as`,
  ],
};

/**
 * The error with this code in the words of a manager of version `minor` (for example `4.12`).
 * @param detail is put behind the message, as for 1117 and 4000.
 */
export function codedError(code: number, minor: string, detail = ''): CodedError {
  const docs = `https://documentation.wazuh.com/${minor}/user-manual`;
  const [message, remediation] = plain[code] ?? withLinks[code]?.(docs) ?? [''];
  return { code, message: message + detail, ...(remediation && { remediation }) };
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Permission Denied',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Wazuh Internal Error',
};

export interface ProblemBody {
  readonly title: string;
  readonly detail: string;
  readonly remediation?: string;
  readonly dapi_errors?: Record<string, { error: string; logfile?: string }>;
  readonly error?: number;
}

/** An answer that is an error of its own: `application/problem+json`. */
export class Problem extends Error {
  constructor(readonly status: number, readonly body: ProblemBody) {
    super(`${status} ${body.error ?? ''} ${body.detail}`);
  }
}

export function problem(status: number, detail: string, more: Partial<ProblemBody> = {}): Problem {
  return new Problem(status, { title: titles[status] ?? '', detail, ...more });
}

/** A problem with a code, and with the node that had it where one is named. */
export function codedProblem(
  status: number,
  { code, message, remediation }: CodedError,
  node?: { name: string; logfile?: 'api.log' | 'cluster.log'; error?: string }
): Problem {
  return problem(status, message, {
    ...(status === 404 && { title: 'Resource Not Found' }),
    ...(remediation && { remediation }),
    ...(node && {
      dapi_errors: {
        [node.name]: {
          error: node.error ?? message,
          ...(node.logfile && { logfile: `WAZUH_HOME/logs/${node.logfile}` }),
        },
      },
    }),
    error: code,
  });
}

export interface FailedItem {
  readonly id: string;
  readonly error: CodedError;
}

/** The body of a 200 about several items: failures are grouped by their error, ordered by code. */
export function listing(
  affected: readonly unknown[],
  failed: readonly FailedItem[],
  words: { all: string; some?: string; none?: string }
): object {
  const groups = new Map<string, { error: CodedError; id: string[] }>();
  for (const { id, error } of failed) {
    // The database's errors are never grouped (seen on 4.12.0).
    const key = error.code === 2005 ? `${error.code} ${id}` : `${error.code} ${error.message}`;
    const group = groups.get(key) ?? { error, id: [] };
    if (!group.id.includes(id)) group.id.push(id);
    groups.set(key, group);
  }
  const items = Array.from(groups.values()).sort((a, b) => a.error.code - b.error.code);
  items.forEach(({ id }) => id.sort());
  const failures = items.reduce((sum, { id }) => sum + id.length, 0);
  const message =
    affected.length === 0 ? words.none : failures === 0 ? words.all : words.some ?? words.all;
  return {
    data: {
      affected_items: affected,
      total_affected_items: affected.length,
      total_failed_items: failures,
      failed_items: items,
    },
    message: message ?? words.all,
    error: failures === 0 ? 0 : affected.length === 0 ? 1 : 2,
  };
}
