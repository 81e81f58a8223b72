import { parseTime } from '../../common/base/time';
import { asArray, asText, field } from '../../common/base/json_reading';
import { oneLine } from './manager_text';

/** `GET /`. */
export interface ManagerAbout {
  /** Version, such as `4.14.7`. */
  readonly version: string;
  /** Exactly the `manager.name` of the alerts that this node decodes (measured). */
  readonly hostname: string;
  /** The manager's clock, whole seconds. */
  readonly managerTime: number;
  /** The manager's clock minus ours at the middle of the call, to about a second; positive where the manager is ahead. */
  readonly clockDifferenceMs: number;
}

/** Start and end of a call, by our clock. */
export interface CallTimes {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** @returns undefined where the answer is not that of a manager. */
export function readAbout(
  body: unknown,
  { startedAt, endedAt }: CallTimes
): ManagerAbout | undefined {
  const data = field(body, 'data');
  const version = readText(field(data, 'api_version'));
  const hostname = readText(field(data, 'hostname'));
  const managerTime = parseTime(field(data, 'timestamp'));
  if (!version || !hostname || managerTime === undefined) return undefined;
  const middle = Math.round((startedAt + endedAt) / 2);
  return { version, hostname, managerTime, clockDifferenceMs: managerTime - middle };
}

/** `GET /cluster/status`. With the master's cluster daemon down: enabled yes, running no (measured). */
export interface ClusterStatus {
  readonly enabled: 'yes' | 'no';
  readonly running: 'yes' | 'no';
}

export function readClusterStatus(body: unknown): ClusterStatus | undefined {
  const enabled = yesOrNo(field(field(body, 'data'), 'enabled'));
  const running = yesOrNo(field(field(body, 'data'), 'running'));
  return enabled && running && { enabled, running };
}

function yesOrNo(value: unknown): 'yes' | 'no' | undefined {
  return value === 'yes' || value === 'no' ? value : undefined;
}

/** `GET /cluster/local/info`: the cluster, and the node that was asked. */
export interface LocalCluster {
  readonly name: string;
  readonly node?: string;
}

export function readLocalCluster(body: unknown): LocalCluster | undefined {
  const [local] = affectedItems(body) ?? [];
  const name = readText(field(local, 'cluster'));
  const node = readText(field(local, 'node'));
  return name === undefined ? undefined : { name, ...(node === undefined ? {} : { node }) };
}

/** Reads the host name of each node from a page of agents. */
export function readNodeHosts(body: unknown): ReadonlyMap<string, string> | undefined {
  const items = affectedItems(body);
  if (!items) return undefined;
  const hosts = new Map<string, string>();
  for (const item of items) {
    const node = readText(field(item, 'node_name'));
    const host = readText(field(item, 'manager'));
    if (node && host) hosts.set(node, host);
  }
  return hosts;
}

/** A node in `GET /cluster/nodes`. */
export interface ClusterNode {
  readonly name: string;
  readonly type: 'master' | 'worker';
  /** The master's is the text of its configuration and may be a name; a worker's is its peer address. Neither need be what agents use. */
  readonly ip: string;
  readonly version?: string;
}

export function readClusterNodes(body: unknown): readonly ClusterNode[] | undefined {
  const items = affectedItems(body);
  if (!items) return undefined;
  const nodes: ClusterNode[] = [];
  for (const item of items) {
    const name = readText(field(item, 'name'));
    const ip = readText(field(item, 'ip'));
    const type = field(item, 'type') === 'master' ? 'master' : 'worker';
    if (name && ip) nodes.push({ name, type, ip, version: readText(field(item, 'version')) });
  }
  return nodes;
}

/** `data.affected_items` of a manager's answer. */
export function affectedItems(body: unknown): readonly unknown[] | undefined {
  return asArray(field(field(body, 'data'), 'affected_items'));
}

/** A short text of the manager's, or undefined where it is missing or empty. */
export function readText(value: unknown): string | undefined {
  return oneLine(asText(value) ?? '') || undefined;
}
