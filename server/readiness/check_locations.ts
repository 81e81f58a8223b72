import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { KnownHost } from '../../common/attribution/attribution';
import { eventNamesOf } from '../../common/attribution/attribution';
import type { ManagerId } from '../../common/manager/endpoint';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import { DAY } from '../../common/base/time';
import type { AlertContents } from '../indexer/alert_contents';
import { findOtherLocations } from '../evidence/other_locations';
import { finding, listed } from './finding';
import type { VisibleAmong } from './visible_among';

const LOOKED_BACK = 7 * DAY;

/** Checks if reports arrive from the program's log under another path than the one that counts. */
export async function checkLocations(
  manager: ManagerId | undefined,
  hosts: readonly KnownHost[],
  client: OpenSearchClient,
  contents: Pick<AlertContents, 'searchAll' | 'settings'>,
  now: number,
  visibleAmong: VisibleAmong
): Promise<ReadinessFinding> {
  if (!manager) return finding('locations', 'locations_right');
  const names = eventNamesOf(manager, hosts);
  const all = await findOtherLocations(client, contents, { from: now - LOOKED_BACK, names });
  const visible = await visibleAmong(Array.from(new Set(all.map(({ agentId }) => agentId))));
  // What a person can't see is neither named nor counted.
  const found = all.filter(({ agentId }) => visible.has(agentId));
  const [newest] = found;
  if (!newest) return finding('locations', 'locations_right');
  const endpoints = found.map(({ agentId, agentName }) => `${agentName} (${agentId})`);
  return finding('locations', 'locations_other', {
    count: found.length,
    location: newest.location,
    expected: expectedOf(contents.settings.programs, newest.location),
    names: listed(Array.from(new Set(endpoints))),
  });
}

/** The location that the reports would be trusted from. */
function expectedOf(programs: EndpointPrograms, other: string): string {
  const program = programs.find((one) => one.isOtherLocation(other)) ?? programs[0];
  return program.location;
}
