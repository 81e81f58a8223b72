import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedStore } from './embedded_store';

const strict = {
  dynamic: 'strict',
  properties: {
    name: { type: 'keyword' },
    words: { type: 'text' },
    n: { type: 'long' },
    at: { type: 'date' },
  },
};

describe('the small embedded store', () => {
  let store: Awaited<ReturnType<typeof startEmbeddedStore>>;

  beforeAll(async () => {
    store = await startEmbeddedStore();
    await ask('PUT', '/index', { mappings: strict });
    await ask('PUT', '/index/_doc/1?refresh=true', { name: 'x', words: 'a b', n: 1, at: 0 });
  });
  afterAll(() => store.stop());

  async function ask(method: string, path: string, body?: unknown) {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${store.url}${path}`, { method, body: sent });
    return { status: response.status, body: await response.json() };
  }

  it('says what it is', async () => {
    expect((await ask('GET', '/')).body).toMatchObject({ name: 'embedded' });
  });

  it('ends no idle connection: nobody sends a search on one that was just closed', async () => {
    const { headers } = await fetch(store.url);
    expect(headers.get('connection')).toBe('keep-alive');
    // Here Node says after how many seconds it closes one.
    expect(headers.get('keep-alive')).toBeNull();
  });

  it('says that there is no security plugin, as OpenSearch does', async () => {
    expect(await ask('GET', '/_plugins/_security/api/account')).toEqual({
      status: 400,
      body: {
        error: 'no handler found for uri [/_plugins/_security/api/account] and method [GET]',
      },
    });
  });

  const search = (body: object): [string, string, unknown] => ['POST', '/index/_search', body];
  const queries = [
    { match: { words: 'a' } },
    { match_all: {} },
    { wildcard: { name: 'x*' } },
    { fuzzy: { name: 'Anna' } },
    { term: { words: 'a' } },
    { term: { _id: '1' } },
    { term: { name: { value: 'x', boost: 2 } } },
    { term: { name: 'x', n: 1 } },
    { term: { n: 1.5 } },
    { term: { at: '2026-11-24' } },
    { range: { at: { gte: 'now-1d' } } },
    { range: { at: { gte: '2026-11-24||/d' } } },
    { range: { at: { lte: '2026-11-24T04:19:33Z' } } },
    { range: { at: { gte: 0, format: 'yyyy' } } },
    { range: { n: { gte: 1, boost: 2 } } },
    { prefix: { n: '1' } },
    { bool: { filter: [{ match: { words: 'a' } }] } },
    { bool: { boost: 2 } },
  ];
  const mappings = [
    {},
    { dynamic: true },
    { dynamic: 'strict', runtime: {} },
    { dynamic: 'strict', properties: { a: { type: 'ip' } } },
    { dynamic: 'strict', properties: { a: { type: 'nested' } } },
    { dynamic: 'strict', properties: { a: { type: 'keyword', fields: {} } } },
    { dynamic: 'strict', properties: { a: { type: 'keyword', index: false } } },
  ];

  it.each([
    ['DELETE', '/index', undefined],
    ['GET', '/_cluster/health', undefined],
    ['POST', '/index/_update/1', { doc: { n: 2 } }],
    ['DELETE', '/index/_doc/1', undefined],
    ['POST', '/index/_delete_by_query', {}],
    ['PUT', '/index/_mapping', {}],
    ['PUT', '/index/_doc/1?routing=x', {}],
    ['PUT', '/nowhere/_doc/1', { n: 1 }],
    ['GET', '/index/_search?q=x', undefined],
    ['POST', '/_mget', { docs: [{ _index: 'index', _id: '1', routing: 'x' }] }],
    ['POST', '/_bulk', '{"delete":{"_index":"index","_id":"1"}}\n'],
    ['POST', '/_bulk', '{"update":{"_index":"index","_id":"1"}}\n{"doc":{}}\n'],
    ['POST', '/_msearch', '{"index":"index","routing":"x"}\n{}\n'],
    ['POST', '/index/_count', { size: 1 }],
    ...mappings.map((one): [string, string, unknown] => ['PUT', '/other', { mappings: one }]),
    ['PUT', '/other', { mappings: strict, aliases: {} }],
    ...queries.map((query) => search({ query })),
    search({ highlight: {} }),
    search({ sort: ['_score'] }),
    search({ sort: ['words'] }),
    search({ sort: [{ n: { order: 'asc', missing: '_first' } }] }),
    search({ sort: [{ n: { order: 'asc', mode: 'avg' } }] }),
    search({ _source: ['na*'] }),
    search({ _source: { excludes: ['name'] } }),
    search({ aggs: { a: { terms: { field: 'n' } } } }),
    search({ aggs: { a: { terms: { field: 'name', order: { _key: 'asc' } } } } }),
    search({ aggs: { a: { terms: { field: 'name' }, aggs: {} } } }),
    search({ aggs: { a: { date_histogram: { field: 'at' } } } }),
  ])(
    'refuses %s %s %j with 501, and says that this needs OpenSearch',
    async (method, path, body) => {
      expect(await ask(method, path, body)).toMatchObject({
        status: 501,
        body: {
          status: 501,
          error: {
            type: 'not_in_embedded_store',
            reason: expect.stringMatching(
              /^The small embedded store doesn't support .*\. This needs OpenSearch\.$/
            ),
          },
        },
      });
    }
  );

  it('has changed nothing for what it refused', async () => {
    expect((await ask('GET', '/index/_doc/1')).body).toMatchObject({ _version: 1, found: true });
    expect(await ask('GET', '/other/_mapping')).toMatchObject({ status: 404 });
  });

  it('stays small: at most 600 lines, for it never grows for a feature', () => {
    const files = readdirSync(__dirname).filter((name) => !name.endsWith('.test.ts'));
    const lines = files.map(
      (name) => readFileSync(join(__dirname, name), 'utf8').split('\n').length - 1
    );
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(600);
  });
});
