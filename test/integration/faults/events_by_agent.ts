import { readReport } from '../../../common/program/endpoint_program';
import type { ProgramEvent } from '../../../common/program/program_event';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import type { Settings } from '../../../server/configuration/settings';

/** Reads what each endpoint reported, by agent ID, in the order in which it arrived. */
export function eventsByAgent(
  alerts: readonly AlertDocument[],
  settings: Settings['alerts']
): Map<string, ProgramEvent[]> {
  const events = new Map<string, ProgramEvent[]>();
  for (const alert of alerts) {
    const event = readReport(settings.programs, alert);
    if (event) events.set(event.agentId, [...(events.get(event.agentId) ?? []), event]);
  }
  return events;
}
