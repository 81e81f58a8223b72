import { originNamesOf } from '../../common/program/endpoint_program';
import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { HostIdentity, KnownHost } from '../../common/attribution/attribution';
import { eventNamesOf, managerOf } from '../../common/attribution/attribution';
import type { ManagerId } from '../../common/manager/endpoint';
import {
  asArray,
  asInteger,
  asObject,
  asText,
  field,
  valueAt,
} from '../../common/base/json_reading';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { DAY } from '../../common/base/time';
import type { AlertContents } from '../indexer/alert_contents';
import type { AlertSettings } from '../indexer/alerts';
import { eventsOf, eventsSearch } from '../indexer/alerts';
import { IndexerError, indexerErrorOf } from '../indexer/indexer_error';
import { search, wholeOf } from '../indexer/search';
import { finding, listed, whyOf } from './finding';
import type { VisibleAmong } from './visible_among';

/** Checks that alerts can be read, by the person and by the dashboard itself. */
export async function checkReading(
  who: 'alerts_as_person' | 'alerts_as_dashboard',
  client: OpenSearchClient,
  { pattern }: AlertSettings
): Promise<ReadinessFinding> {
  const isPerson = who === 'alerts_as_person';
  try {
    const { total } = await search(client, {
      index: pattern,
      of: 'alerts',
      body: { size: 0 },
    });
    if (total === 0) return finding(who, 'alerts_empty', { pattern });
    return finding(who, isPerson ? 'alerts_readable' : 'alerts_read', { pattern });
  } catch (error) {
    if (!(error instanceof IndexerError)) throw error;
    if (error.code === 'indexer_denied') {
      return finding(who, isPerson ? 'alerts_not_yours' : 'alerts_denied', { pattern });
    }
    return finding(who, 'alerts_failed', { pattern, why: whyOf(error) });
  }
}

const OLD = 30 * DAY;
/** Searches for a report that the person can see. Whoever sees everything needs one. */
const MOST_TRIES = 5;

/** Checks that reports of this manager's endpoints arrive: decoder, rule and index work if one did. */
export async function checkReports(
  manager: ManagerId | undefined,
  hosts: readonly KnownHost[],
  client: OpenSearchClient,
  contents: Pick<AlertContents, 'searchAll' | 'settings'>,
  now: number,
  visibleAmong: VisibleAmong
): Promise<ReadinessFinding> {
  if (!manager) return finding('reports', 'reports_none');
  const { settings } = contents;
  const names = eventNamesOf(manager, hosts);
  const hidden: string[] = [];
  let newest: number | undefined;
  for (let tries = 0; newest === undefined && tries < MOST_TRIES; tries++) {
    const request = { order: 'newest_first' as const, size: 10, names, hidden };
    const [result] = await contents.searchAll(client, [eventsSearch(settings, request)]);
    const found = eventsOf(wholeOf(result), settings);
    const agents = Array.from(new Set(found.map(({ event }) => event.agentId)));
    const visible = await visibleAmong(agents);
    newest = found.find(({ event }) => event.notEvidence.length === 0 && visible.has(event.agentId))
      ?.event.at;
    const unseen = agents.filter((agent) => !visible.has(agent));
    if (unseen.length === 0) break;
    hidden.push(...unseen);
  }
  if (newest === undefined) return finding('reports', 'reports_none');
  const code = now - newest > OLD ? 'reports_old' : 'reports_arrive';
  return finding('reports', code, { newest_at: newest });
}

/** Alerts of which this process left the report out, of whatever manager. */
export function checkLeftOut(count: number): readonly ReadinessFinding[] {
  return count === 0 ? [] : [finding('reports', 'reports_left_out', { count })];
}

const LOOKED_BACK = 7 * DAY;

/** Reports that carry our origin and no name of a configured manager. */
export async function checkAttribution(
  hosts: readonly KnownHost[],
  client: OpenSearchClient,
  settings: AlertSettings,
  now: number
): Promise<ReadinessFinding> {
  const names = hosts.flatMap(({ identity }) => {
    const manager = managerOf(identity);
    return manager ? [eventNamesOf(manager, hosts)] : [];
  });
  const { total, aggregations } = await search(client, {
    index: settings.pattern,
    of: 'alerts',
    body: {
      size: 0,
      track_total_hits: true,
      query: {
        bool: {
          filter: [
            { terms: { 'data.origin.name': originNamesOf(settings.programs) } },
            { range: { timestamp: { gte: now - LOOKED_BACK, format: 'epoch_millis' } } },
          ],
          must_not: [
            ...hosts.flatMap(({ identity }) => nodesOf(identity)),
            { terms: { 'manager.name': names.flatMap(({ managers }) => managers) } },
          ],
        },
      },
      aggs: { names: { terms: { field: 'manager.name', size: 20 } } },
    },
  });
  if (total === 0) return finding('unattributed', 'all_attributed');
  const buckets = asArray(valueAt(aggregations, 'names', 'buckets')) ?? [];
  const from = buckets.flatMap((bucket) => {
    const name = asText(field(bucket, 'key'));
    return name === undefined ? [] : [`${name} (${asInteger(field(bucket, 'doc_count')) ?? 0})`];
  });
  return finding('unattributed', 'some_unattributed', { count: total, names: listed(from) });
}

/** Selects what a cluster's nodes decoded: its name alone is in the alerts of others, too. */
function nodesOf({ cluster, cluster_name: name, hostname, nodes }: HostIdentity): object[] {
  if (cluster === 'off' || name === undefined) return [];
  const byNode =
    nodes.length === 0
      ? { term: { 'manager.name': hostname } }
      : { terms: { 'cluster.node': nodes.map((node) => node.name) } };
  return [{ bool: { filter: [{ term: { 'cluster.name': name } }, byNode] } }];
}

/** Types by which events are found, ordered and attributed, as Wazuh's template has them. */
const NEEDED: Readonly<Record<string, string>> = {
  timestamp: 'date',
  id: 'keyword',
  'agent.id': 'keyword',
  'manager.name': 'keyword',
  'cluster.name': 'keyword',
  'data.origin.name': 'keyword',
};

/**
 * Checks that the fields of the alerts have the types that they are searched by. In an index made without Wazuh's template nothing is
 * found, and mostly nothing fails: a text is not what it was written as.
 */
export async function checkAlertFields(
  client: OpenSearchClient,
  { pattern }: AlertSettings
): Promise<ReadinessFinding> {
  const path = `/${encodeURIComponent(pattern)}/_field_caps?fields=${Object.keys(NEEDED).join()}`;
  let answer: unknown;
  try {
    const { body } = await client.transport.request(
      { method: 'GET', path: `${path}&ignore_unavailable=true&allow_no_indices=true` },
      { maxRetries: 0, requestTimeout: 5000 }
    );
    answer = body;
  } catch (error) {
    const failure = indexerErrorOf(error, 'alerts');
    // The small embedded store of the lab has the template's types and no others.
    if (failure.code !== 'needs_opensearch') throw failure;
  }
  const wrong = wrongFields(answer, pattern);
  return wrong.length === 0
    ? finding('alert_fields', 'alert_fields_right', { pattern })
    : finding('alert_fields', 'alert_fields_wrong', {
        indices: listed(Array.from(new Set(wrong.flatMap(({ indices }) => indices))).sort()),
        fields: listed(wrong.map(({ name, type }) => `${name} (${type})`)),
      });
}

/** An index without such a field is none of them: nothing was reported in it. */
function wrongFields(answer: unknown, pattern: string) {
  return Object.entries(NEEDED).flatMap(([name, wanted]) => {
    const types = asObject(field(field(answer, 'fields'), name)) ?? {};
    return Object.entries(types).flatMap(([type, facts]) => {
      if (type === wanted || type === 'unmapped') return [];
      // All have this type where none is named.
      const named = (asArray(field(facts, 'indices')) ?? []).flatMap((one) => asText(one) ?? []);
      return [{ name, type, indices: named.length > 0 ? named : [pattern] }];
    });
  });
}
