import type { ActionDocument } from '../../../common/action/action';
import { sentActionOf } from '../../../common/action/action';
import type { ProgramEvent } from '../../../common/program/program_event';
import type { EndpointRecord } from '../../../common/state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../../../common/state/endpoint_record';
import type { Evidence } from '../../../common/state/evidence';
import { evidenceOf } from '../../../common/state/evidence';

/** The record of one endpoint, computed from nothing but its actions and its events: what its projection has to have come to. */
export function foldFromScratch(
  actions: readonly ActionDocument[],
  events: readonly ProgramEvent[]
): EndpointRecord {
  const byRef = new Map(actions.map((action) => [action.ref, action]));
  const evidence = events
    .filter(({ notEvidence, verb }) => notEvidence.length === 0 && verb !== 'probe')
    .map((event) => evidenceWith(event.ref && byRef.get(event.ref), event));
  const sent = actions.flatMap((action) => sentActionOf(action) ?? []);
  return addTo(EMPTY_RECORD, evidence, sent);
}

function evidenceWith(action: ActionDocument | '' | undefined, event: ProgramEvent): Evidence {
  if (!action || action.verb !== event.verb) return evidenceOf(event, event.at);
  const { n, sent_at, verb, lifeline } = action;
  return evidenceOf(event, event.at, {
    n,
    ...(sent_at === undefined ? {} : { sent_at }),
    ...(verb === 'isolate' ? { addresses: lifeline.length } : {}),
  });
}
