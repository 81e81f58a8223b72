import type { AgentId } from './endpoint';

/** Agent statuses as the manager reports them. "active" can be up to ten minutes out of date. */
export const AGENT_STATUSES = ['active', 'disconnected', 'pending', 'never_connected'] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

/** One agent as `GET /agents` lists it, in our names. What is absent the manager does not say (never connected, pending). */
export interface AgentRow {
  readonly id: AgentId;
  readonly name: string;
  readonly ip: string;
  readonly status: AgentStatus;
  readonly os_platform?: string;
  /** OS, such as `Microsoft Windows 11 Pro 10.0.22631.4602`. */
  readonly os_name?: string;
  /** Agent version, such as `Wazuh v4.12.0`. */
  readonly version?: string;
  readonly groups: readonly string[];
  /** Node of the cluster that the agent is connected to. */
  readonly node?: string;
  /** ms */
  readonly last_keep_alive?: number;
  /** Time of the agent's enrollment, ms. */
  readonly date_add?: number;
}

/** `Wazuh v4.12.0` as [4, 12, 0]; undefined where it is no version. */
export function parseVersion(
  text: string | undefined
): readonly [number, number, number] | undefined {
  const parts = /v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,6}))?/.exec(text ?? '');
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)] : undefined;
}

/** True for a version that is known and at least the other. */
export function isAtLeast(
  text: string | undefined,
  least: readonly [number, number, number]
): boolean {
  const version = parseVersion(text);
  if (!version) return false;
  const differing = version.findIndex((part, index) => part !== least[index]);
  return differing < 0 || (version[differing] ?? 0) > (least[differing] ?? 0);
}
