import { describeOnBothStores } from './both_stores';

const mappings = { dynamic: 'strict', properties: { n: { type: 'integer' } } };

describeOnBothStores('what a search sees', (store) => {
  async function indexWith(refreshInterval: string | undefined): Promise<string> {
    const index = store.index();
    const settings = refreshInterval ? { 'index.refresh_interval': refreshInterval } : {};
    await store.client.indices.create({ index, body: { settings, mappings } });
    return index;
  }

  const write = (index: string, n: number, refresh: boolean | 'wait_for' | undefined = undefined) =>
    store.client.index({ index, id: '1', body: { n }, ...(refresh ? { refresh } : {}) });

  async function seen(index: string): Promise<unknown> {
    const { body } = await store.client.search({ index });
    return body.hits.hits[0]?._source.n;
  }

  const read = async (index: string) => (await store.client.get({ index, id: '1' })).body._source.n;

  it('is what was there at the last refresh, while a read by id sees every write at once', async () => {
    const index = await indexWith('-1');
    await write(index, 1);
    expect([await seen(index), await read(index)]).toEqual([undefined, 1]);
    await store.client.indices.refresh({ index });
    expect(await seen(index)).toBe(1);
    await write(index, 2);
    expect([await seen(index), await read(index)]).toEqual([1, 2]);
  });

  it.each([true, 'wait_for'] as const)(
    'includes at once what was written with refresh=%s',
    async (refresh) => {
      const index = await indexWith(undefined);
      await write(index, 1, refresh);
      expect(await seen(index)).toBe(1);
      await store.client.bulk({
        body: [{ index: { _index: index, _id: '1' } }, { n: 2 }],
        refresh,
      });
      expect(await seen(index)).toBe(2);
    }
  );

  it('follows by itself in the interval of the index', async () => {
    const index = await indexWith('1s');
    await write(index, 1);
    const giveUpAt = Date.now() + 10_000;
    while ((await seen(index)) !== 1) {
      expect(Date.now()).toBeLessThan(giveUpAt);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});
