import { programsWith } from '../../test/builders/programs';
import type { EventSource } from '../../common/attribution/attribution';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { EndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import { recordedAlert } from '../../test/builders/recorded_alerts';
import { anAnswer, answers, START } from '../../test/builders/evidence';
import { fakeClient } from '../../test/fakes/opensearch';
import { AlertContents } from '../indexer/alert_contents';
import type { SearchResult } from '../indexer/search';
import { EvidenceReader } from './evidence_reader';
import type { IngestDependencies } from './ingest_events';

const SETTINGS = {
  pattern: 'alerts-*',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

interface ContentSearch {
  readonly size: number;
  readonly query: {
    readonly bool: { readonly filter: readonly [{ readonly ids: { readonly values: string[] } }] };
  };
  readonly _source: readonly string[] | false;
}

const ALERT = recordedAlert('debug_true');
const REF = 'k7m2q9xd';
const { manager: MANAGER, agent: AGENT } = ALERT as unknown as {
  readonly manager: { readonly name: string };
  readonly agent: { readonly id: string };
};
const ENDPOINT = `manager:${MANAGER.name}/${AGENT.id}` as EndpointKey;

/** Its manager lists the agent as the alert does. */
function documentOf(key: EndpointKey): EndpointDocument {
  const document = newEndpointDocument(key, 0);
  const { name } = ALERT.agent as { readonly name: string };
  const whose = { listed: [{ name, last_at: 0 }], places: [] };
  return { ...document, record: { ...document.record, whose } };
}

/** The recorded alert as one of another line, with the ref of an action where one is given. */
function alertOf(id: string, ref?: string) {
  const alert = JSON.parse(JSON.stringify(ALERT));
  alert.id = id;
  alert.data.clr.user = ref ? `alice#${ref}` : `alice in ${id}`;
  return alert;
}

const found = (...hits: ReadonlyArray<readonly [string, string]>): SearchResult => ({
  hits: hits.map(([index, id]) => ({ index, id, source: undefined, sort: [] })),
  total: hits.length,
  aggregations: undefined,
});

const allOf = (stored: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
  Object.entries(stored).flatMap(([index, alerts]) =>
    Object.keys(alerts).map((id) => ({ _index: index, _id: id, sort: [] }))
  );

/** A reader before alerts that are stored by index and id, and what it asks for and folds. */
function readerBefore(
  stored: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  pattern = SETTINGS.pattern
) {
  let clock = 1000;
  let missing: string | undefined;
  let held: Promise<void> | undefined;
  const projection = { hasReports: true };
  const asked: Array<{ readonly index: string; readonly ids: readonly string[] }> = [];
  const client = fakeClient(async ({ body }) => {
    const lines = body as readonly unknown[];
    const responses = [];
    for (let i = 0; i < lines.length; i += 2) {
      const { index } = lines[i] as { readonly index: string };
      const search = lines[i + 1] as ContentSearch;
      if (search._source === false) {
        responses.push({ _shards: { total: 1, successful: 1 }, hits: { hits: allOf(stored) } });
        continue;
      }
      if ('aggs' in search) {
        responses.push({ hits: { hits: [] }, aggregations: STORED_ELSEWHERE });
        continue;
      }
      const ids = search.query.bool.filter[0].ids.values;
      expect(search.size).toBe(ids.length);
      expect(search._source).toEqual(
        expect.arrayContaining(['data.clr.action', 'data.clr.user', 'data.clr.result'])
      );
      // A whole object would come with whatever somebody put into it.
      expect(search._source).not.toContain('data.clr');
      asked.push({ index, ids });
      await held;
      const hits = ids.flatMap((id: string) => {
        const source = stored[index]?.[id];
        return source ? [{ _index: index, _id: id, _source: source }] : [];
      });
      const successful = index === missing ? 0 : 1;
      responses.push({ _shards: { total: 1, successful }, hits: { hits: successful ? hits : [] } });
    }
    return { responses };
  });
  const folded: string[][] = [];
  const noticed: string[][] = [];
  const dependencies = {
    actions: {
      findByRef: async () => new Map(),
      updateMany: async () => ({ written: [], unchanged: [] }),
    },
    elsewhere: {
      reread: async () => undefined,
      record: async (documents: readonly ElsewhereDocument[]) => {
        folded.push(
          documents.map(({ evidence: [one] }) => one?.identity.replace(/^.*[|]/, '') ?? '')
        );
      },
    },
    probes: { readById: async () => new Map(), updateAll: async () => undefined },
    endpoints: {
      readMany: async (keys: readonly EndpointKey[]) =>
        new Map(
          keys.map((key) => {
            const document = documentOf(key);
            const evidence = projection.hasReports
              ? [anAnswer('isolate', answers.isolated, START)]
              : [];
            return [key, { ...document, record: { ...document.record, evidence } }];
          })
        ),
      update: async () => new Map(),
    },
    onUnowned: () => undefined,
    references: 'on',
    now: () => clock,
  } as unknown as IngestDependencies;
  const manager = String((ALERT.manager as { readonly name: string }).name);
  const identity = { cluster: 'off', hostname: manager, own_agent_name: manager, nodes: [] };
  const directory = {
    knownHosts: async () => [{ identity, aliases: [] }] as never,
    noticePlaces: async (sources: readonly EventSource[]) =>
      void noticed.push(sources.map(({ place = 'local' }) => place)),
  };
  const contents = new AlertContents({ ...SETTINGS, pattern });
  return {
    reader: new EvidenceReader(client, contents, directory, dependencies),
    noticed,
    asked,
    folded,
    pass: (ms: number) => void (clock += ms),
    miss: (index: string | undefined) => void (missing = index),
    /** No content comes until the promise is settled. */
    hold: (until: Promise<void>) => void (held = until),
    /** Somebody deletes the projections. */
    deleteProjections: () => void (projection.hasReports = false),
  };
}

/** Alerts of some kind under the manager's name, in a remote cluster. */
const bucketOf = (key: string, aggs: object) => ({ buckets: [{ key, ...aggs }] });
const STORED_ELSEWHERE = {
  'manager.name': bucketOf(String((ALERT.manager as { readonly name: string }).name), {
    'cluster.name': bucketOf('', {
      'cluster.node': bucketOf('', { _index: bucketOf('eu:alerts-1', {}) }),
    }),
  }),
};

it('a report is judged by where all alerts under its manager’s name are stored, not by reports alone', async () => {
  const { reader, noticed } = readerBefore({ today: { a: alertOf('1.1') } }, '*:alerts-*,alerts-*');
  await reader.foldNew(found(['today', 'a']));
  expect(noticed).toEqual([['eu', 'local']]);
});

describe('what a search without contents found', () => {
  it('is asked for with its contents and folded, once', async () => {
    const { reader, asked, folded, pass } = readerBefore({ today: { a: alertOf('1.1') } });
    await reader.foldNew(found(['today', 'a']));
    expect(asked).toEqual([{ index: 'today', ids: ['a'] }]);
    expect(folded).toEqual([['1.1']]);
    pass(60_000);
    await reader.foldNew(found(['today', 'a']));
    expect(asked).toHaveLength(1);
  });

  it('is asked for once more where it names an action that may not have been found', async () => {
    const { reader, folded, pass } = readerBefore({ today: { a: alertOf('1.1', REF) } });
    for (const ms of [1000, 4000, 10_000]) {
      await reader.foldNew(found(['today', 'a']));
      pass(ms);
    }
    await reader.foldNew(found(['today', 'a']));
    expect(folded).toEqual([['1.1'], ['1.1']]);
  });

  it('is asked for index by index, where an id can be in several', async () => {
    const { reader, asked, folded } = readerBefore({
      today: { a: alertOf('1.1'), b: alertOf('1.2') },
      yesterday: { a: alertOf('1.3') },
    });
    await reader.foldNew(found(['today', 'a'], ['yesterday', 'a'], ['today', 'b']));
    expect(asked).toEqual([
      { index: 'today', ids: ['a', 'b'] },
      { index: 'yesterday', ids: ['a'] },
    ]);
    expect(folded).toEqual([['1.1', '1.2'], ['1.3']]);
  });

  it('is not asked for again where it has nothing of ours, and is where it is gone', async () => {
    const { reader, asked, folded } = readerBefore({ today: { a: { rule: 'of another kind' } } });
    await reader.foldNew(found(['today', 'a'], ['today', 'gone']));
    await reader.foldNew(found(['today', 'a'], ['today', 'gone']));
    expect(asked.map(({ ids }) => ids)).toEqual([['a', 'gone'], ['gone']]);
    expect(folded.flat()).toEqual([]);
  });

  it('stays new where its shard is missing, and what others have is folded', async () => {
    const { reader, folded, miss } = readerBefore({
      today: { a: alertOf('1.1') },
      yesterday: { a: alertOf('1.3') },
    });
    const both = found(['yesterday', 'a'], ['today', 'a']);
    miss('yesterday');
    await expect(reader.foldNew(both)).rejects.toMatchObject({ code: 'indexer_incomplete' });
    expect(folded.flat()).toEqual(['1.1']);
    miss(undefined);
    await reader.foldNew(both);
    expect(folded.flat()).toEqual(['1.1', '1.3']);
  });

  it('is folded again where other events belong to a manager', async () => {
    const { reader, folded } = readerBefore({ today: { a: alertOf('1.1') } });
    await reader.foldNew(found(['today', 'a']));
    reader.forgetSeen();
    await reader.foldNew(found(['today', 'a']));
    expect(folded).toEqual([['1.1'], ['1.1']]);
  });
});

describe('the newest reports of an endpoint that somebody opens', () => {
  it('are read once, however often it is opened', async () => {
    const { reader, asked, folded } = readerBefore({ today: { a: alertOf('1.1') } });
    await reader.foldNewestOf(ENDPOINT);
    await reader.foldNewestOf(ENDPOINT);
    expect(asked).toEqual([{ index: 'today', ids: ['a'] }]);
    expect(folded).toEqual([['1.1']]);
  });

  it('are folded again where the projection was deleted', async () => {
    const { reader, asked, deleteProjections } = readerBefore({ today: { a: alertOf('1.1') } });
    await reader.foldNewestOf(ENDPOINT);
    deleteProjections();
    await reader.foldNewestOf(ENDPOINT);
    expect(asked).toHaveLength(2);
  });

  it('are read once by all who open it at once, and by the rounds', async () => {
    const { reader, asked } = readerBefore({ today: { a: alertOf('1.1') } });
    const opening = () => reader.foldNewestOf(ENDPOINT);
    await Promise.all([opening(), opening(), reader.foldNew(found(['today', 'a'])), opening()]);
    expect(asked).toHaveLength(1);
  });

  it('hold no opening up where they take the indexer long, and are folded when they come', async () => {
    const { reader, asked, folded, hold } = readerBefore({ today: { a: alertOf('1.1') } });
    let come: () => void = () => undefined;
    hold(new Promise((resolve) => (come = resolve)));
    await Promise.all(
      [1, 2].map(() =>
        expect(reader.foldNewestOf(ENDPOINT)).rejects.toMatchObject({ code: 'indexer_timeout' })
      )
    );
    expect(folded).toEqual([]);
    come();
    await reader.foldNewestOf(ENDPOINT);
    expect(asked).toHaveLength(1);
    expect(folded).toEqual([['1.1']]);
  });
});
