import type { AgentRow } from '../manager/agent';

/** Endpoints that must not be cut off by a slip: a domain controller, a DNS or DHCP server, a jump host. */
export interface ProtectionSettings {
  /** Agent ids. */
  readonly agents: readonly string[];
  /** Names, where `*` stands for any text. */
  readonly names: readonly string[];
  readonly groups: readonly string[];
  /** `confirm`: the analyst types the name. `refuse`: not at all. */
  readonly mode: 'confirm' | 'refuse';
}

export type Protection = 'none' | 'confirm' | 'refused';

export function protectionOf(
  agent: Pick<AgentRow, 'id' | 'name' | 'groups'>,
  settings: ProtectionSettings
): Protection {
  const isProtected =
    settings.agents.includes(agent.id) ||
    settings.names.some((pattern) => isLike(agent.name, pattern)) ||
    settings.groups.some((group) => agent.groups.includes(group));
  if (!isProtected) return 'none';
  return settings.mode === 'refuse' ? 'refused' : 'confirm';
}

/** Windows says itself that it is a server: others may depend on it, though nobody has said so. */
export function isServerByName({ os_name: os }: Pick<AgentRow, 'os_name'>): boolean {
  return /\bServer\b/i.test(os ?? '');
}

/** Windows names are the same in any case. */
function isLike(name: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}

/** True for a server if nothing at all is protected: other systems may depend on it. */
export function isWorthProtecting(
  agent: Pick<AgentRow, 'os_name'>,
  { agents, names, groups }: ProtectionSettings
): boolean {
  return agents.length + names.length + groups.length === 0 && isServerByName(agent);
}
