import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import { changed, SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { withFoundOpen } from '../../common/state/endpoint_record';
import { canBeMarkedOpen, laterThanAll } from '../../common/state/found_open';
import type { MarkedNotIsolatedView } from '../../common/api/attention_view';
import { shownState } from '../../common/state/shown_state';
import type { StatementDocument } from '../../common/ledger/statement_document';
import { sha256Of } from '../base/sha256';
import type { NamedEndpoint, StatementDependencies } from './close_attention';
import { refuseUnlessMayRelease, visibleAgent } from './close_attention';
import type { EndpointReading } from '../evidence/endpoint_reader';
import type { Person } from '../access/person';
import { refuseUnknownManager } from '../errors/unknown_manager';
import { Refusal } from '../errors/refusal';

export interface MarkRequest extends NamedEndpoint {
  /** Number of the newest action that the person saw. */
  readonly n: number;
  readonly reason: string;
}

/**
 * Records that a person found an endpoint not isolated on the endpoint itself, where no follow-up is open in which to say so. It confirms
 * nothing: the state is unknown until the next report, and the endpoint can be isolated again. Whoever may release it may say it.
 * @throws Refusal `endpoint_unknown`, `not_permitted`, `preview_changed`, `nothing_to_mark`
 */
export async function markNotIsolated(
  request: MarkRequest,
  person: Person,
  services: StatementDependencies
): Promise<MarkedNotIsolatedView> {
  const { hostId, agent, n, reason } = request;
  const manager = await services.directory.read(hostId);
  if (manager.known !== 'known') throw refuseUnknownManager(manager.known);
  const key = endpointKeyOf(manager.manager, agent);
  const reading = await services.reader.read(key, 'events');
  const { row, groups } = await visibleAgent(request, reading.actions[0], person, services);
  await refuseUnlessMayRelease(request, groups, person, 'mark it as not isolated');
  if (n !== reading.lastN) throw new Refusal('preview_changed');
  const known = reading.document.agent_name;
  if (!canBeMarkedOpen(shownState(reading.state, known, row))) throw nothingToMark();
  const at = services.now();
  const stated: StatementDocument = {
    schema_version: SCHEMA_VERSION,
    kind: 'statement',
    status: 'found_open',
    verb: 'mark_not_isolated',
    endpoint: key,
    n: 0,
    event: standingHash(reading),
    manager: manager.manager,
    host_id: hostId,
    agent: { id: agent, name: row?.name ?? known, groups },
    user: person.name,
    reason,
    found_open_at: laterThanAll(reading.record, at),
    created_at: at,
    updated_at: at,
  };
  const recorded = await services.ledger.statements.create(stated);
  // Even if someone else came first, whose dashboard may have stopped before this.
  await project(key, recorded, services);
  if (recorded.user !== stated.user || recorded.created_at !== at) throw nothingToMark();
  return { agent_id: agent, statement: { by: person.name, at, reason } };
}

async function project(
  key: EndpointKey,
  { found_open_at: at }: StatementDocument,
  { ledger, now }: StatementDependencies
): Promise<void> {
  await ledger.endpoints.update(
    new Map([
      [key, (document) => changed(document, { record: withFoundOpen(document.record, at) }, now())],
    ])
  );
}

function nothingToMark(): Refusal {
  return new Refusal('nothing_to_mark');
}

/** Another report, action or statement makes another standing, about which the same person may speak again. */
function standingHash({ record, lastN }: EndpointReading): string {
  const reports = record.evidence.map(({ identity }) => identity);
  const standing = [lastN, reports, record.found_open_at ?? 0];
  return sha256Of(standing).slice(0, 32);
}
