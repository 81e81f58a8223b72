import type { Verb } from '../../command/active_response';
import { EVIDENCE_LOCATION } from './evidence_location';
import { parseAgentId } from '../../manager/endpoint';
import { asText, valueAt } from '../../base/json_reading';
import type { NetshWords } from './netsh_words';
import type { NotEvidenceReason, ProgramEvent } from '../program_event';
import { FURTHEST_AHEAD } from '../program_event';
import { readOutcome } from './read_outcome';
import { parseClaimedUser } from '../../command/ref';
import { parseOwnClock, parseTime } from '../../base/time';

/** The part of the configuration that decides how an alert is read. */
export interface EvidenceSettings {
  /** `data.origin.name` of the endpoint program: `C-LR`, and `WLR` for builds before 2025-03-15. */
  readonly originNames: readonly string[];
  /** Program name without a directory, such as `isolation.exe`. */
  readonly program: string;
  readonly netsh: NetshWords;
}

export const EVIDENCE_MODULE = 'Isolation';
export const EVIDENCE_DECODER = 'ar_log_json';

/**
 * Reads the `_source` of an alert.
 * @returns undefined where it is not of our origin, or has no time, agent or id by which it could be told from others
 */
export function readClrEvent(
  source: unknown,
  settings: EvidenceSettings
): ProgramEvent | undefined {
  const origin = textAt(source, 'data', 'origin', 'name');
  if (origin === undefined || !settings.originNames.includes(origin)) return undefined;
  const at = parseTime(valueAt(source, 'timestamp'));
  const id = textAt(source, 'id');
  const agentId = textAt(source, 'agent', 'id');
  const managerName = textAt(source, 'manager', 'name') ?? '';
  const node = textAt(source, 'cluster', 'node');
  if (at === undefined || id === undefined || agentId === undefined) return undefined;

  const body = bodyFieldOf(origin);
  const action = textAt(source, 'data', body, 'action');
  const result = textAt(source, 'data', body, 'result');
  const verb: Verb = action === 'isolate' || action === 'release' ? action : 'probe';
  const claimed = parseClaimedUser(textAt(source, 'data', body, 'user') ?? '');
  const text = result ?? '';
  return {
    identity: [node ?? managerName, agentId, id].join('|'),
    at,
    ownClock: plausibleOwnClock(valueAt(source, 'full_log'), at),
    agentId,
    agentName: textAt(source, 'agent', 'name') ?? '',
    managerName,
    cluster:
      node === undefined ? undefined : { name: textAt(source, 'cluster', 'name') ?? '', node },
    origin,
    verb,
    user: claimed.user,
    ref: claimed.ref,
    text,
    outcome: readOutcome(verb, text, settings.netsh),
    notEvidence: reasonsAgainst(source, settings, action !== undefined && result !== undefined),
  };
}

/**
 * A line is never decoded before it was written: a clock further ahead than any time zone is wrong, and believed it would put the
 * event behind all others until that time has really come.
 */
function plausibleOwnClock(fullLog: unknown, at: number): number | undefined {
  const ownClock = parseOwnClock(fullLog);
  return ownClock !== undefined && ownClock <= at + FURTHEST_AHEAD ? ownClock : undefined;
}

function reasonsAgainst(
  source: unknown,
  settings: EvidenceSettings,
  isComplete: boolean
): NotEvidenceReason[] {
  const reasons: NotEvidenceReason[] = [];
  if (textAt(source, 'data', 'origin', 'module') !== EVIDENCE_MODULE) reasons.push('module');
  if (textAt(source, 'decoder', 'name') !== EVIDENCE_DECODER) reasons.push('decoder');
  if (textAt(source, 'location') !== EVIDENCE_LOCATION) reasons.push('location');
  if (parseAgentId(textAt(source, 'agent', 'id')) === undefined) reasons.push('agent');
  const program = textAt(source, 'data', 'parameters', 'program');
  if (baseName(program ?? '') !== settings.program.toLowerCase()) reasons.push('program');
  if (!isComplete) reasons.push('incomplete');
  return reasons;
}

/** The name of the object in `data` that an origin writes: `C-LR` has `clr`, `WLR` has `wlr`. */
export function bodyFieldOf(origin: string): string {
  return origin.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Windows names are the same in any case. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
}

function textAt(source: unknown, ...path: string[]): string | undefined {
  return asText(valueAt(source, ...path));
}
