import type { ManagerId } from '../../common/manager/endpoint';
import type { Evidence } from '../../common/state/evidence';
import { isFromFuture } from '../../common/state/evidence';
import { settledStateOf } from '../../common/state/fold';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import type { EndpointSearch } from '../indexer/endpoint_search';
import { finding, listed } from './finding';
import type { VisibleAmong } from './visible_among';

/** Most endpoints that are looked at. */
const MOST_LOOKED_AT = 200;

/** Checks if a state is unknown because of reports from the future, and names the manager's nodes whose clocks were ahead. */
export async function checkFutureReports(
  manager: ManagerId | undefined,
  endpoints: Pick<EndpointSearch, 'findUnknown'>,
  visibleAmong: VisibleAmong
): Promise<ReadinessFinding> {
  if (!manager) return finding('future_reports', 'future_reports_none');
  const { documents } = await endpoints.findUnknown(manager, MOST_LOOKED_AT);
  const all = documents.filter(({ record }) =>
    settledStateOf(record).reasons.includes('future_report')
  );
  const visible = await visibleAmong(all.map(({ agent_id: id }) => id));
  const concerned = all.filter(({ agent_id: id }) => visible.has(id));
  if (concerned.length === 0) return finding('future_reports', 'future_reports_none');
  const nodes = concerned.flatMap(({ record }) => record.evidence.filter(isFromFuture).map(nodeOf));
  return finding('future_reports', 'future_reports_kept', {
    nodes: listed(Array.from(new Set(nodes))),
    names: listed(concerned.map(({ agent_id: id, agent_name: name }) => `${name} (${id})`)),
  });
}

/** An event's identity begins with the node that decoded it. */
function nodeOf({ identity }: Evidence): string {
  return identity.slice(0, identity.indexOf('|'));
}
