import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { EventSource, KnownHost } from '../../common/attribution/attribution';
import { eventNamesOf, managerOf } from '../../common/attribution/attribution';
import { asArray, asText, field, valueAt } from '../../common/base/json_reading';
import { DAY, HOUR, MINUTE } from '../../common/base/time';
import { placeOf } from '../../common/state/whose_report';
import type { AlertSettings } from '../indexer/alerts';
import type { SearchRequest } from '../indexer/search';
import { foundOf, searchAll } from '../indexer/search';

/** A manager that runs stores alerts of some kind each day. */
const LOOKED_BACK = DAY;
const LOOKED_AGAIN_AFTER = HOUR;
const FAILED_AGAIN_AFTER = 5 * MINUTE;
const LIMIT_MS = 5000;
const MOST_NAMES = 200;
const MOST_INDICES = 2000;
// With cross-cluster search an index is named behind the alias of its cluster.
const HAS_PLACES = ':';

/**
 * Finds where alerts of any kind under the managers' names are stored. Reports alone don't tell: while a manager's own endpoints have reported
 * nothing yet, the first report under its name can be from another manager of that name, and its place would look like the only one.
 */
export class StoredPlaces {
  private dueAt = -Infinity;
  private running: Promise<EventSource[]> | undefined;

  constructor(
    private readonly client: OpenSearchClient,
    private readonly settings: Pick<AlertSettings, 'pattern'>,
    private readonly now: () => number
  ) {}

  /**
   * Returns a source for each name and place, once an hour; else none. Who asks meanwhile waits for the same search. Never throws: a report is
   * read whether its place is known or not.
   */
  newSources(hosts: readonly KnownHost[]): Promise<EventSource[]> {
    const isAsked = this.settings.pattern.includes(HAS_PLACES) && hosts.length > 0;
    if (!isAsked) return Promise.resolve([]);
    if (!this.running && this.now() < this.dueAt) return Promise.resolve([]);
    this.running =
      this.running ??
      this.search(hosts).finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async search(hosts: readonly KnownHost[]): Promise<EventSource[]> {
    const at = this.now();
    this.dueAt = at + FAILED_AGAIN_AFTER;
    try {
      const [result] = await searchAll(
        this.client,
        [placesSearch(this.settings, hosts, at)],
        LIMIT_MS
      );
      const sources = sourcesIn(foundOf(result).aggregations, at);
      // Of a cluster that is away nothing is known: it is looked at again soon.
      if (!(result instanceof Error)) this.dueAt = at + LOOKED_AGAIN_AFTER;
      return sources;
    } catch (error) {
      return [];
    }
  }

  /** Makes the next search due: another manager became known. */
  forget(): void {
    this.dueAt = -Infinity;
  }
}

function placesSearch(
  { pattern }: Pick<AlertSettings, 'pattern'>,
  hosts: readonly KnownHost[],
  now: number
): SearchRequest {
  const managers = hosts.flatMap(({ identity }) => managerOf(identity) ?? []);
  const names = managers.map((manager) => eventNamesOf(manager, hosts));
  const should = [
    { terms: { 'cluster.name': names.flatMap(({ clusters }) => clusters) } },
    { terms: { 'manager.name': names.flatMap(({ managers: own }) => own) } },
  ];
  const from = { gte: now - LOOKED_BACK, format: 'epoch_millis' };
  const by = (name: string, missing: string | undefined, size: number, aggs?: object) => ({
    [name]: {
      terms: { field: name, size, ...(missing === undefined ? {} : { missing }) },
      ...(aggs ? { aggs } : {}),
    },
  });
  return {
    index: pattern,
    of: 'alerts',
    body: {
      size: 0,
      track_total_hits: false,
      query: {
        bool: {
          filter: [{ range: { timestamp: from } }, { bool: { should, minimum_should_match: 1 } }],
        },
      },
      aggs: by(
        'manager.name',
        '',
        MOST_NAMES,
        by(
          'cluster.name',
          '',
          MOST_NAMES,
          by('cluster.node', '', MOST_NAMES, by('_index', undefined, MOST_INDICES))
        )
      ),
    },
  };
}

function sourcesIn(aggregations: unknown, at: number): EventSource[] {
  return bucketsOf(aggregations, 'manager.name').flatMap((manager) =>
    bucketsOf(manager.of, 'cluster.name').flatMap((cluster) =>
      bucketsOf(cluster.of, 'cluster.node').flatMap((node) => {
        const places = new Set(bucketsOf(node.of, '_index').map(({ key }) => placeOf(key)));
        return Array.from(places, (place) => ({
          managerName: manager.key,
          cluster: node.key === '' ? undefined : { name: cluster.key, node: node.key },
          at,
          place,
        }));
      })
    )
  );
}

function bucketsOf(
  aggregations: unknown,
  name: string
): Array<{ readonly key: string; readonly of: unknown }> {
  const buckets = asArray(valueAt(aggregations, name, 'buckets')) ?? [];
  return buckets.flatMap((of) => {
    const key = asText(field(of, 'key'));
    return key === undefined ? [] : [{ key, of }];
  });
}
