import { readClrEvent } from '../../../common/program/clr/clr_event';
import type { ClrEvent } from '../../../common/program/clr/clr_event';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import type { Settings } from '../../../server/configuration/settings';

/** Reads what each endpoint reported, by agent ID, in the order in which it arrived. */
export function eventsByAgent(
  alerts: readonly AlertDocument[],
  settings: Settings['alerts']
): Map<string, ClrEvent[]> {
  const events = new Map<string, ClrEvent[]>();
  for (const alert of alerts) {
    const event = readClrEvent(alert, settings);
    if (event) events.set(event.agentId, [...(events.get(event.agentId) ?? []), event]);
  }
  return events;
}
