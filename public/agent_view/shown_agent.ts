import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';

/** The agent that Wazuh's pages show, as Wazuh keeps it in the browser. */
export interface PinnedAgent {
  readonly id: AgentId;
  readonly name?: string;
  /** Time of enrollment, ms. Together with ID and name it tells apart endpoints that had this ID one after the other. */
  readonly registered_at?: number;
}

/**
 * The agent a page is about. `none`: no agent, agent 000, or something that isn't an agent ID. `differs`: the URL names another agent than
 * the one shown, so nobody can be sure which one is meant.
 */
export type ShownAgent =
  | { readonly shown: 'none' }
  | { readonly shown: 'differs'; readonly pinned: PinnedAgent; readonly url: AgentId }
  | { readonly shown: 'agent'; readonly agent: PinnedAgent };

export const NO_AGENT: ShownAgent = { shown: 'none' };

/** Longest texts that are read: a pinned agent has about 1 kB, a URL with filters a few. */
const LONGEST_PINNED = 100000;
const LONGEST_HASH = 20000;
const LONGEST_NAME = 200;

/**
 * Wazuh's pages show the pinned agent, whatever the URL says (measured on 4.9.2, 4.12.0 and 4.14.7). Both can be written by anybody
 * who makes a link.
 * @param pinned the text under `wz-shared-selected-agent` in the session storage; `{}` where no agent is pinned
 * @param hash of the URL
 */
export function readShownAgent(pinned: string | null, hash: string): ShownAgent {
  const agent = readPinnedAgent(pinned);
  if (!agent || hash.length > LONGEST_HASH) return NO_AGENT;
  const named = agentsNamedIn(hash);
  if (named.every((text) => text === agent.id)) return { shown: 'agent', agent };
  const [first, ...others] = Array.from(new Set(named));
  const url = others.length === 0 ? parseAgentId(first) : undefined;
  return url ? { shown: 'differs', pinned: agent, url } : NO_AGENT;
}

/** True if the hash is that of an agent's own page, which every Wazuh app shows. */
export function isAgentPage(hash: string): boolean {
  return /^#\/agents\/?(\?|$)/.test(hash);
}

function readPinnedAgent(text: string | null): PinnedAgent | undefined {
  if (text === null || text.length > LONGEST_PINNED) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // 4.9 leaves the bare text `undefined` after an agent that does not exist.
    return undefined;
  }
  const id = parseAgentId(propertyOf(value, 'id'));
  if (!id) return undefined;
  const name = propertyOf(value, 'name');
  const registered = Date.parse(String(propertyOf(value, 'dateAdd')));
  return {
    id,
    ...(typeof name === 'string' && name.length <= LONGEST_NAME ? { name } : {}),
    ...(Number.isNaN(registered) ? {} : { registered_at: registered }),
  };
}

/** An agent's own page has `agent`, a module that shows an agent has `agentId`. */
function agentsNamedIn(hash: string): string[] {
  const parameters = new URLSearchParams(hash.split('?').slice(1).join('?'));
  return [
    ...(isAgentPage(hash) ? parameters.getAll('agent') : []),
    ...parameters.getAll('agentId'),
  ];
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
