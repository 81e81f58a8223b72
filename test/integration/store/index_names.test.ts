import { answerTo, describeOnBothStores, errorOf } from './both_stores';

const mappings = { dynamic: 'strict', properties: { n: { type: 'integer' } } };

describeOnBothStores('indices that a search names', (store) => {
  let name: string;

  beforeAll(async () => {
    name = store.index();
    for (const [at, index] of [`${name}-1.a`, `${name}-2.a`, `${name}-3xa`].entries()) {
      await store.client.indices.create({ index, body: { mappings } });
      await store.client.index({ index, id: '1', body: { n: at }, refresh: true });
    }
  });

  const count = (index: string, options: object = {}) =>
    answerTo(store.client.count({ index, ...options }));
  const notFound = (index: string) =>
    errorOf(404, 'index_not_found_exception', `no such index [${index}]`);

  it.each([
    ['by a pattern', ['*'], 3],
    ['by a pattern in the middle', ['-*.a'], 2],
    ['by name and pattern', ['-1.a', '-3*'], 2],
    ['by a pattern that fits nothing', ['-9*'], 0],
  ])('are found %s', async (_how, ends, found) => {
    const index = ends.map((end) => `${name}${end}`).join(',');
    expect(await count(index)).toMatchObject({ status: 200, body: { count: found } });
  });

  it('have to exist where they are named outright', async () => {
    expect(await count(`${name}-9`)).toMatchObject(notFound(`${name}-9`));
    expect(await count(`${name}-1.a,${name}-9`)).toMatchObject(notFound(`${name}-9`));
    expect(await answerTo(store.client.search({ index: `${name}-9` }))).toMatchObject(
      notFound(`${name}-9`)
    );
    expect(await answerTo(store.client.indices.refresh({ index: `${name}-9` }))).toMatchObject(
      notFound(`${name}-9`)
    );
  });

  it('may be missing where the request says so', async () => {
    const index = `${name}-9,${name}-1.a`;
    expect(await count(index, { ignore_unavailable: true })).toMatchObject({ body: { count: 1 } });
  });

  it('have to be there for a pattern where the request says so', async () => {
    const answer = await count(`${name}-9*`, { allow_no_indices: false });
    expect(answer).toMatchObject(notFound(`${name}-9*`));
  });
});
