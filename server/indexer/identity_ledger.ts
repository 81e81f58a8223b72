import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { FormerIdentity, HostIdentity } from '../../common/attribution/attribution';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { ManagerPlaces } from '../../common/state/listed_names';
import { asArray, asInteger, asText, field, valueAt } from '../../common/base/json_reading';
import type { DocumentStore } from './document_store';
import type { LedgerIndices } from './ledger_indices';
import { search } from './search';

const MOST_NAMES = 20;

export interface KnownPlaces extends ManagerPlaces {
  /** Grows whenever other places count than before, so that all is judged by them once. */
  readonly change: number;
}

/** Keeps what the managers said about themselves, one document per configured host in `<prefix>-endpoints`. The last word counts. */
export class IdentityLedger {
  constructor(
    private readonly client: OpenSearchClient,
    private readonly indices: LedgerIndices,
    private readonly store: DocumentStore,
    private readonly now: () => number
  ) {}

  /** @throws IndexerError */
  async readAll(): Promise<HostIdentity[]> {
    const { hits } = await search(this.client, {
      index: this.indices.endpoints,
      body: { size: 1000, query: { bool: { filter: [{ term: { kind: 'manager' } }] } } },
    });
    return hits.flatMap(({ source }) => {
      const identity = field(source, 'identity');
      // One that an older or newer version wrote otherwise is asked for again.
      return isIdentity(identity) ? [identity] : [];
    });
  }

  /**
   * Returns the identities under which actions of a host were recorded, or endpoints of it taken over, each with the time of the newest: what
   * the ledger itself has tells of a name that only the projections remembered otherwise.
   * @throws IndexerError
   */
  async readRecordedNames(hostId: string): Promise<FormerIdentity[]> {
    const filter = [{ terms: { kind: ['action', 'takeover'] } }, { term: { host_id: hostId } }];
    const { aggregations } = await search(this.client, {
      index: this.indices.actions,
      body: {
        size: 0,
        query: { bool: { filter } },
        aggs: { managers: { terms: { field: 'manager', size: MOST_NAMES } } },
      },
    });
    const buckets = asArray(valueAt(aggregations, 'managers', 'buckets')) ?? [];
    const names = buckets.flatMap((bucket) => asText(field(bucket, 'key')) ?? []);
    const found: FormerIdentity[] = [];
    for (const manager of names) {
      const { hits } = await search(this.client, {
        index: this.indices.actions,
        body: {
          size: 1,
          track_total_hits: false,
          _source: ['created_at', 'updated_at'],
          query: { bool: { filter: [...filter, { term: { manager } }] } },
          sort: [{ created_at: 'desc' }],
        },
      });
      const [newest] = hits;
      // A takeover is written once.
      const until = field(newest?.source, 'updated_at') ?? field(newest?.source, 'created_at');
      found.push({ manager, until: asInteger(until) ?? 0 });
    }
    return found;
  }

  /** Returns the places where reports under each manager's names were seen, by manager. @throws IndexerError */
  async readPlaces(): Promise<Map<string, KnownPlaces>> {
    const { hits } = await search(this.client, {
      index: this.indices.endpoints,
      body: { size: 1000, query: { bool: { filter: [{ term: { kind: 'places' } }] } } },
    });
    return new Map(
      hits.flatMap(({ source }) => {
        const manager = asText(field(source, 'manager'));
        return manager === undefined ? [] : [[manager, knownPlacesIn(source)]];
      })
    );
  }

  /**
   * Adds to what is known of a manager's places.
   * @returns what is known now, by all processes
   * @throws IndexerError
   */
  async addPlaces(manager: string, { places, from }: ManagerPlaces): Promise<KnownPlaces> {
    const place = { index: this.indices.endpoints, id: `places:${manager}` };
    let known: KnownPlaces = { places, from, change: 1 };
    await this.store.replace(place, (before) => {
      const was = before && knownPlacesIn(before.source);
      const all = Array.from(new Set([...(was?.places ?? []), ...places])).sort();
      const isSame = was && all.join() === was.places.join() && from?.join() === was.from?.join();
      known = { places: all, from, change: (was?.change ?? 0) + (isSame ? 0 : 1) };
      return {
        schema_version: SCHEMA_VERSION,
        kind: 'places',
        manager,
        places: all,
        identity: { ...(from ? { from } : {}), change: known.change },
        updated_at: this.now(),
      };
    });
    return known;
  }

  /** @throws IndexerError */
  async write(identity: HostIdentity): Promise<void> {
    const place = { index: this.indices.endpoints, id: `host:${identity.host_id}` };
    await this.store.replace(place, () => ({
      schema_version: SCHEMA_VERSION,
      kind: 'manager',
      host_id: identity.host_id,
      identity,
      updated_at: identity.seen_at,
    }));
  }
}

function knownPlacesIn(source: unknown): KnownPlaces {
  const textsIn = (value: unknown) => (asArray(value) ?? []).flatMap((one) => asText(one) ?? []);
  const from = valueAt(source, 'identity', 'from');
  return {
    places: textsIn(field(source, 'places')),
    ...(from === undefined ? {} : { from: textsIn(from) }),
    change: asInteger(valueAt(source, 'identity', 'change')) ?? 0,
  };
}

function isIdentity(value: unknown): value is HostIdentity {
  const cluster = field(value, 'cluster');
  return (
    (cluster === 'on' || cluster === 'off') &&
    asText(field(value, 'host_id')) !== undefined &&
    asText(field(value, 'hostname')) !== undefined &&
    asInteger(field(value, 'seen_at')) !== undefined &&
    Array.isArray(field(value, 'nodes'))
  );
}
