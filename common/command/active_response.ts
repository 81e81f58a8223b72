import type { Address } from '../address/address';
import { isPrintableAscii } from '../base/ascii';
import type { AgentId } from '../manager/endpoint';
import type { NonEmptyArray } from '../base/non_empty_array';
import { isNonEmpty } from '../base/non_empty_array';

/**
 * Actions a person can request of an endpoint. A readiness test (`probe`) is one that the isolation program doesn't know: it responds and
 * changes nothing (measured).
 */
export const VERBS = ['isolate', 'release', 'probe'] as const;
export type Verb = (typeof VERBS)[number];

export function parseVerb(text: unknown): Verb | undefined {
  return VERBS.find((verb) => verb === text);
}

declare const agentList: unique symbol;

/**
 * The agents one command may name. Only `agentListOf` creates it, because a wrong list reaches agents nobody chose. A list that is left out
 * means all agents. A list of half the keys or more runs on 4.14 as "all but the others" (measured on 4.14.7).
 */
export type AgentList = NonEmptyArray<AgentId> & { readonly [agentList]: true };

export const AGENT_LIST_REFUSALS = ['empty', 'too_many_of_fleet', 'too_long'] as const;
export type AgentListRefusal = (typeof AGENT_LIST_REFUSALS)[number];

export type AgentListReading =
  | { readonly ok: true; readonly agents: AgentList }
  | { readonly ok: false; readonly why: AgentListRefusal };

/** 4.14 reaches at most 500 agents in a call and says nothing about the rest (measured). */
const MAX_AGENTS = 500;

/**
 * Number of agents that one command may name: fewer than a quarter of those that are listed. 4.14 reaches the others where half of its keys
 * are named, and it has keys of agents that the list may not show, or not to this user.
 */
export function mostTogether(fleetSize: number | undefined): number {
  return Math.max(1, Math.ceil((fleetSize ?? 0) / 4) - 1);
}

/**
 * @param fleetSize how many agents the manager has, 000 not counted; undefined where it is not known: then one id only.
 *   A single id is always allowed, however small the fleet: what else it reached is seen in the answer.
 */
export function agentListOf(
  agents: readonly AgentId[],
  fleetSize: number | undefined
): AgentListReading {
  const unique = Array.from(new Set(agents));
  if (!isNonEmpty(unique)) return { ok: false, why: 'empty' };
  if (unique.length > MAX_AGENTS) return { ok: false, why: 'too_long' };
  if (unique.length > mostTogether(fleetSize)) {
    return { ok: false, why: 'too_many_of_fleet' };
  }
  return { ok: true, agents: unique as unknown as AgentList };
}

/**
 * The complete body of `PUT /active-response`. The whole `alert` object goes to a program on the compromised endpoint and into the
 * manager's log, so it contains only what that program reads. `debug: true` would make the program write the request to a file on the
 * endpoint.
 */
export interface ActiveResponseBody {
  readonly command: string;
  /** The lifeline of an isolation. Absent for the other verbs. */
  readonly arguments?: NonEmptyArray<Address>;
  readonly alert: {
    readonly data: { readonly action: Verb; readonly user: string; readonly debug: false };
  };
}

export interface ActiveResponseCommand {
  readonly agents: AgentList;
  readonly body: ActiveResponseBody;
}

export const COMMAND_REFUSALS = [
  'empty_lifeline',
  'too_many_addresses',
  'not_ascii',
  'too_large',
] as const;
export type CommandRefusal = (typeof COMMAND_REFUSALS)[number];

export type BodyReading =
  | { readonly ok: true; readonly body: ActiveResponseBody }
  | { readonly ok: false; readonly why: CommandRefusal };

/** The endpoint's answer has about 14 bytes for each address, and the indexer refuses a field over 32,766 bytes: from about 2,300 addresses on. */
export const MAX_ADDRESSES = 200;
/** remoted drops a message over 65,408 bytes without a word (read in its source). */
export const MAX_MESSAGE_BYTES = 60000;

export interface CommandParts {
  readonly verb: Verb;
  /** File name of the program in `active-response/bin`. */
  readonly program: string;
  /** The user as sent, with its ref. */
  readonly user: string;
  /** The program reads it for `isolate` only. */
  readonly lifeline: readonly Address[];
}

/** The one place where a body is made. */
export function activeResponseBodyOf(parts: CommandParts): BodyReading {
  const { verb, program, user, lifeline } = parts;
  const command = `!${program}`;
  const alert = { data: { action: verb, user, debug: false as const } };
  if (user === '' || !isPrintableAscii(user) || !isPrintableAscii(command)) {
    return { ok: false, why: 'not_ascii' };
  }
  if (verb !== 'isolate') return sized({ command, alert });
  // An isolation without addresses cuts the endpoint off from its manager too: no alert, no release (measured).
  if (!isNonEmpty(lifeline)) return { ok: false, why: 'empty_lifeline' };
  if (lifeline.length > MAX_ADDRESSES) return { ok: false, why: 'too_many_addresses' };
  return sized({ command, arguments: lifeline, alert });
}

function sized(body: ActiveResponseBody): BodyReading {
  return JSON.stringify(body).length > MAX_MESSAGE_BYTES
    ? { ok: false, why: 'too_large' }
    : { ok: true, body };
}
