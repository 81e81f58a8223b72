/** Faults of the manager, by what they hit: the whole manager, one node (without a name: the one asked), or one agent by its id. */
export const managerFaults = [
  {
    name: 'manager_down',
    target: 'manager',
    description: 'The API accepts no connections.',
  },
  {
    name: 'never_answers',
    target: 'manager',
    description: 'The API accepts requests, does nothing and never responds.',
  },
  {
    name: 'answer_lost',
    target: 'manager',
    description: 'The API runs the request, then drops the connection without a response.',
  },
  {
    name: 'slow_answers',
    target: 'manager',
    description: 'The API runs the request right away and responds 15 seconds later.',
  },
  {
    name: 'credentials_refused',
    target: 'manager',
    description: 'Every login is rejected (401), as with a wrong password.',
  },
  {
    name: 'logins_blocked',
    target: 'manager',
    description: 'The address is blocked after too many failed logins (403/6000).',
  },
  {
    name: 'tokens_refused',
    target: 'manager',
    description: 'Every token is rejected (401 "Invalid token"), even a new one.',
  },
  {
    name: 'rate_limit_reached',
    target: 'manager',
    description: 'The limit of 300 requests per minute is reached (429/6001).',
  },
  {
    name: 'long_heads_refused',
    target: 'manager',
    description: 'A request with headers over 16 kB is rejected (400, plain text).',
  },
  {
    name: 'daemon_failed',
    target: 'node',
    description: 'wazuh-execd has failed: every request, including logins, returns 500/1017.',
  },
  {
    name: 'restarting',
    target: 'node',
    description: 'The daemons are restarting: every request, including logins, returns 500/1017.',
  },
  {
    name: 'no_ar_socket',
    target: 'node',
    description: 'The active response queue is missing: commands return 500/1010.',
  },
  {
    name: 'no_remote_socket',
    target: 'node',
    description: "remoted's socket is missing: each agent fails with 1013.",
  },
  {
    name: 'remote_socket_refuses',
    target: 'node',
    description: "remoted's socket refuses connections: each agent fails with 1121.",
  },
  {
    name: 'no_database',
    target: 'node',
    description: "wazuh-db's socket is missing (2005): for each agent on 4.12, 500 on 4.14.",
  },
  {
    name: 'database_refuses',
    target: 'node',
    description: 'wazuh-db refuses connections (2005): for each agent on 4.12, 500 on 4.14.',
  },
  {
    name: 'cluster_daemon_down',
    target: 'node',
    description:
      'A worker is down (3022, its agents in neither list), or, on the master, no other node can be queried (500/3012).',
  },
  {
    name: 'agent_silent',
    target: 'agent',
    description: 'The agent is connected but silent: requests that query it end in 500/3021.',
  },
  {
    name: 'agent_unreachable',
    target: 'agent',
    description: 'The database says active, but remoted has no connection to the agent (1117).',
  },
  {
    name: 'active_response_disabled',
    target: 'agent',
    description: 'Active response is disabled on the agent (1750).',
  },
  {
    name: 'command_lost',
    target: 'agent',
    description: 'The agent disconnects after the check: the API says sent, but nothing arrives.',
  },
] as const;

export type ManagerFault = (typeof managerFaults)[number]['name'];

/** The faults that are on at the moment. */
export class Faults {
  private readonly active = new Map<string, { name: ManagerFault; target: string }>();
  private readonly listeners: Array<() => void> = [];

  /** @param target id of the agent or name of the node; the node that answers requests where it is left out. */
  start(name: ManagerFault, target = ''): void {
    this.active.set(`${name} ${target}`, { name, target });
    this.listeners.forEach((listener) => listener());
  }

  end(name: ManagerFault, target = ''): void {
    this.active.delete(`${name} ${target}`);
    this.listeners.forEach((listener) => listener());
  }

  endAll(): void {
    this.active.clear();
    this.listeners.forEach((listener) => listener());
  }

  has(name: ManagerFault, target = ''): boolean {
    return this.active.has(`${name} ${target}`);
  }

  list(): Array<{ name: ManagerFault; target: string }> {
    return Array.from(this.active.values());
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }
}
