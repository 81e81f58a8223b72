declare const agentId: unique symbol;
declare const managerId: unique symbol;
declare const endpointKey: unique symbol;

/**
 * Id of an agent as the manager writes it: at least three digits, no further leading zero. Never 000, the manager itself.
 * Only canonical ids exist here: Wazuh 4.14 takes `0002` for 002 and so passes by a deny on 002 (measured on 4.14.7).
 */
export type AgentId = string & { readonly [agentId]: true };

/** Identity of a manager: `cluster:<name>` with the cluster on, else `manager:<host name>`. Never a host id of a configuration. */
export type ManagerId = string & { readonly [managerId]: true };

/** Key of an endpoint in the ledger: `<manager identity>/<agent id>`. Agent ids repeat across managers. */
export type EndpointKey = string & { readonly [endpointKey]: true };

const CANONICAL_AGENT_ID = /^(?:\d{3}|[1-9]\d{3,9})$/;

/** The agent id that the text is, or undefined: not canonical, or 000. */
export function parseAgentId(text: unknown): AgentId | undefined {
  return typeof text === 'string' && CANONICAL_AGENT_ID.test(text) && text !== '000'
    ? (text as AgentId)
    : undefined;
}

/** Agent ids in the manager's order: by number. */
export function compareAgentIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/**
 * Longest name that a manager identity may carry. An id of a ledger document is `<identity>/<agent id>:<n>` and
 * OpenSearch takes 512 bytes, of which a character may need three.
 */
const MAX_MANAGER_NAME = 150;

/** @returns undefined where the name is empty, too long or has a control character: no identity can be made of it. */
export function managerIdOf(kind: 'cluster' | 'manager', name: string): ManagerId | undefined {
  // eslint-disable-next-line no-control-regex
  if (name.length === 0 || name.length > MAX_MANAGER_NAME || /[\u0000-\u001f\u007f]/.test(name)) {
    return undefined;
  }
  return `${kind}:${name}` as ManagerId;
}

export function endpointKeyOf(manager: ManagerId, agent: AgentId): EndpointKey {
  return `${manager}/${agent}` as EndpointKey;
}

/** The parts of a key that `endpointKeyOf` made, or undefined. The identity may itself contain slashes. */
export function parseEndpointKey(text: string): { manager: ManagerId; agent: AgentId } | undefined {
  const slash = text.lastIndexOf('/');
  const agent = parseAgentId(text.slice(slash + 1));
  const identity = text.slice(0, slash);
  const colon = identity.indexOf(':');
  const kind = identity.slice(0, colon);
  if (!agent || (kind !== 'cluster' && kind !== 'manager')) return undefined;
  const manager = managerIdOf(kind, identity.slice(colon + 1));
  return manager && { manager, agent };
}
