import type { Agent } from './agent';
import type { ManagerNode } from './nodes';

/** An agent as `GET /agents` lists it; fields that it does not have are undefined. */
export type AgentRow = Readonly<Record<string, unknown>>;

/** Sums of shared configuration; the recordings' own. */
const sums = {
  configSum: 'ab73af41699f13fdd81903b5f23d8d00',
  mergedSum: '4a8724b20dee0124ff9656783c490c4e',
};

function time(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().replace(/\.\d+Z$/, '+00:00');
}

/** Agents report every 10 s; each at its own second. */
function freshKeepAlive(agent: Agent, now: number): number {
  return Math.floor(now / 1000) * 1000 - (Number(agent.id) % 10) * 1000;
}

/** The row of an agent. Times are written when they are read: of 100,000 rows few are. */
export function rowOf(agent: Agent, node: ManagerNode, now: number): AgentRow {
  const isFresh = agent.status === 'active' && agent.link === 'answers';
  const isSynced = agent.os !== undefined;
  return {
    os: agent.os,
    get disconnection_time() {
      return time(agent.disconnectedAt);
    },
    manager: agent.node === undefined ? undefined : node.hostname,
    ip: agent.ip,
    get lastKeepAlive() {
      return time(isFresh ? freshKeepAlive(agent, now) : agent.lastKeepAliveAt);
    },
    node_name: agent.node ?? 'unknown',
    version: agent.version,
    configSum: isSynced ? sums.configSum : undefined,
    mergedSum: isSynced ? sums.mergedSum : undefined,
    status_code: agent.status === 'disconnected' ? 1 : 0,
    registerIP: 'any',
    group: agent.groups,
    group_config_status: isSynced ? 'synced' : 'not synced',
    name: agent.name,
    get dateAdd() {
      return time(agent.addedAt);
    },
    id: agent.id,
    status: agent.status,
  };
}

/** The manager itself, agent 000. */
export function managerRow(node: ManagerNode, version: string, startedAt: number): AgentRow {
  return {
    os: {
      arch: 'x86_64',
      codename: 'bookworm',
      major: '12',
      name: 'Debian GNU/Linux',
      platform: 'debian',
      uname: `Linux |${node.hostname} |6.1.0-28-amd64 |#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 |x86_64`,
      version: '12',
    },
    manager: node.hostname,
    ip: '127.0.0.1',
    lastKeepAlive: '9999-12-31T23:59:59+00:00',
    node_name: node.name,
    version: `Wazuh v${version}`,
    status_code: 0,
    registerIP: '127.0.0.1',
    group_config_status: 'not synced',
    name: node.hostname,
    dateAdd: time(startedAt),
    id: '000',
    status: 'active',
  };
}
