import { HOUR } from '../base/time';
import type { Ref } from '../command/ref';
import type { Verb } from '../command/active_response';
import type { AgentId } from '../manager/endpoint';
import { parseAgentId } from '../manager/endpoint';
import type { Outcome } from './outcome';

export const NOT_EVIDENCE_REASONS = [
  'module',
  'decoder',
  'location',
  'agent',
  'program',
  'incomplete',
  'another_machine',
  'name_not_checked',
  'place_not_known',
] as const;

/**
 * Reasons a document with our origin isn't trusted. The manager's decoder looks only at a line's beginning, so a matching line in any
 * collected log file, or sent to a syslog listener, becomes the same alert with any origin: only the agent's own entry has exactly our
 * location and an agent other than 000. The last three are not found in the document itself, but by whose it is.
 */
export type NotEvidenceReason = (typeof NOT_EVIDENCE_REASONS)[number];

/** One document with our origin, whether it counts as evidence or not. Everything the endpoint wrote is a claim. */
export interface ProgramEvent {
  /** (node, agent, id): `id` alone is unique for a node only; the same event can be stored twice under another `_id`. */
  readonly identity: string;
  /** The manager's clock when it decoded the line, ms. A line can be delivered long after it was written. */
  readonly at: number;
  /** The endpoint's own clock, ms as if it were UTC; undefined where the line has none, or one that cannot be right. */
  readonly ownClock: number | undefined;
  readonly agentId: string;
  readonly agentName: string;
  readonly managerName: string;
  readonly cluster: { readonly name: string; readonly node: string } | undefined;
  /** Alias of the remote cluster that stored it; absent: none, it is stored here. */
  readonly place?: string;
  readonly origin: string;
  readonly verb: Verb;
  /** User as echoed, without the reference ID. */
  readonly user: string;
  readonly ref: Ref | undefined;
  /** The whole text of the report. */
  readonly text: string;
  readonly outcome: Outcome;
  /** Empty: it is evidence. */
  readonly notEvidence: readonly NotEvidenceReason[];
}

/** The agent of an event that is evidence. Its ID was checked when the event was read, so that it is there. */
export function agentOf(event: ProgramEvent): AgentId | undefined {
  return event.notEvidence.length === 0 ? parseAgentId(event.agentId) : undefined;
}

/** Local time is at most 14 hours ahead of UTC; one more for clocks that are a little off. */
export const FURTHEST_AHEAD = 15 * HOUR;
