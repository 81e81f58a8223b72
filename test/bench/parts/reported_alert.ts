import { untouchedEndpoint } from '../../../lab/endpoints/endpoint_state';
import { apply } from '../../../lab/endpoints/program';
import { alertOf } from '../../../lab/endpoints/alert_document';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { SECOND } from '../../../common/base/time';

/** The parts in which reports of a fleet differ. */
export interface Report {
  readonly agentId: string;
  /** User as the command carried it, with a reference ID or without. */
  readonly user: string;
  /** Time at which the isolation program ran, ms. */
  readonly at: number;
  /** Reports of this endpoint before: they isolate and release in turn. */
  readonly before: number;
  /** Unique among the reports of one second. */
  readonly place: number;
}

/** Lines of the program by what they depend on: a million reports differ in few things. */
const lines = new Map<string, string>();

function lineOf({ user, at, before }: Report): string {
  const verb = before % 2 === 0 ? 'isolate' : 'release';
  const second = Math.floor(at / SECOND) * SECOND;
  const key = `${verb} ${user} ${second}`;
  const known = lines.get(key);
  if (known !== undefined) return known;
  if (lines.size > 10_000) lines.clear();
  const command = (action: 'isolate' | 'release') => ({
    command: '!isolation.exe',
    arguments: action === 'isolate' ? ['192.168.1.1'] : [],
    alert: { data: { action, user, debug: false } },
    at: second,
  });
  const isolated = apply(command('isolate'), untouchedEndpoint());
  const applied = verb === 'isolate' ? isolated : apply(command('release'), isolated.state);
  const line = applied.logLine ?? '';
  lines.set(key, line);
  return line;
}

/** The alert that the manager makes of a report, 3 s later. */
export function reportedAlert(report: Report): AlertDocument {
  const { agentId, at, before, place } = report;
  return alertOf(lineOf(report), {
    agent: { id: agentId, name: `WS-${agentId}`, ip: '10.20.1.11' },
    manager: { name: 'wazuh-server' },
    at: at + 3 * SECOND,
    logOffset: place,
    firedTimes: before + 1,
  });
}
