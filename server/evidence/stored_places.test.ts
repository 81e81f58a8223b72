import { attributionTo } from '../../common/attribution/attribution';
import { HOUR, MINUTE } from '../../common/base/time';
import { ownerOf } from '../../common/state/whose_report';
import { aClusterIdentity, anIdentity, knownHost } from '../../test/builders/managers';
import { fakeClient, responseError } from '../../test/fakes/opensearch';
import { StoredPlaces } from './stored_places';

const EVERYWHERE = '*:wazuh-alerts-*,wazuh-alerts-*';
const HOST = knownHost(anIdentity());

interface Stored {
  readonly manager: string;
  readonly cluster?: { readonly name: string; readonly node: string };
  readonly index: string;
}

const bucketOf = (key: string, aggs: object) => ({ key, doc_count: 1, ...aggs });

function aggregationsOf(stored: readonly Stored[]): object {
  return {
    'manager.name': {
      buckets: stored.map(({ manager, cluster, index }) =>
        bucketOf(manager, {
          'cluster.name': {
            buckets: [
              bucketOf(cluster?.name ?? '', {
                'cluster.node': {
                  buckets: [
                    bucketOf(cluster?.node ?? '', { _index: { buckets: [bucketOf(index, {})] } }),
                  ],
                },
              }),
            ],
          },
        })
      ),
    },
  };
}

function placesIn(
  stored: readonly Stored[],
  { pattern = EVERYWHERE, away = 0 }: { readonly pattern?: string; readonly away?: number } = {}
) {
  let clock = 0;
  let broken = false;
  const client = fakeClient(() => {
    if (broken) throw responseError(503, {});
    const response = {
      _shards: { total: 1, successful: 1 },
      _clusters: { total: 2, successful: 2 - away, skipped: away },
      hits: { hits: [] },
      aggregations: aggregationsOf(stored),
    };
    return { responses: [response] };
  });
  return {
    places: new StoredPlaces(client, { pattern }, () => clock),
    asked: client.asked,
    pass: (ms: number) => void (clock += ms),
    fail: () => void (broken = true),
  };
}

const LOCAL = { manager: 'wazuh-server', index: 'wazuh-alerts-4.x-2026.11.24' };
const REMOTE = { manager: 'wazuh-server', index: 'eu:wazuh-alerts-4.x-2026.11.24' };

describe('the places where alerts under a manager’s name are stored', () => {
  it('are known before its own endpoints have reported anything, so that a namesake’s report is not credited', async () => {
    const sources = await placesIn([LOCAL, REMOTE]).places.newSources([HOST]);
    const managerOf = attributionTo([HOST]);
    expect(sources.map((one) => [managerOf(one), one.place])).toEqual([
      ['manager:wazuh-server', 'local'],
      ['manager:wazuh-server', 'eu'],
    ]);
    const whose = {
      listed: [{ name: 'DC01', last_at: 10, date_add: 1 }],
      places: sources.flatMap(({ place }) => place ?? []),
    };
    expect(ownerOf({ agent_name: 'DC01', at: 5, place: 'eu' }, whose)).toBe('place_not_known');
  });

  it('are those of a cluster by its nodes', async () => {
    const host = knownHost(aClusterIdentity());
    const cluster = { name: 'soc', node: 'worker-01' };
    const stored = { manager: 'wazuh-worker', cluster, index: 'eu:wazuh-alerts-1' };
    const [source] = await placesIn([stored]).places.newSources([host]);
    expect(source && attributionTo([host])(source)).toBe('cluster:soc');
  });

  it('are looked for once an hour, and sooner where a cluster was away, or another manager is known', async () => {
    const { places, asked, pass } = placesIn([LOCAL]);
    await places.newSources([HOST]);
    pass(HOUR - MINUTE);
    expect(await places.newSources([HOST])).toEqual([]);
    pass(MINUTE);
    await places.newSources([HOST]);
    places.forget();
    await places.newSources([HOST]);
    expect(asked).toHaveLength(3);
    const away = placesIn([LOCAL], { away: 1 });
    expect(await away.places.newSources([HOST])).toHaveLength(1);
    away.pass(5 * MINUTE);
    expect(await away.places.newSources([HOST])).toHaveLength(1);
  });

  it('are waited for by whoever reads at the same time, and looked for once', async () => {
    const { places, asked } = placesIn([LOCAL, REMOTE]);
    const [first, second] = await Promise.all([1, 2].map(() => places.newSources([HOST])));
    expect(first).toHaveLength(2);
    expect(second).toBe(first);
    expect(asked).toHaveLength(1);
  });

  it('are not looked for where there is one indexer only, or no manager is known', async () => {
    const local = placesIn([LOCAL], { pattern: 'wazuh-alerts-*' });
    await local.places.newSources([HOST]);
    const nobody = placesIn([LOCAL]);
    await nobody.places.newSources([]);
    expect([...local.asked, ...nobody.asked]).toEqual([]);
  });

  it('hold up no report where they cannot be read', async () => {
    const { places, fail } = placesIn([LOCAL]);
    fail();
    expect(await places.newSources([HOST])).toEqual([]);
  });
});
