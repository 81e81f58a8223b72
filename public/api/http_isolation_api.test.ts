import { HttpIsolationApi } from './http_isolation_api';

function apiWith(answer: () => Promise<unknown>) {
  const get = jest.fn((..._: unknown[]) => answer());
  const post = jest.fn((..._: unknown[]) => answer());
  const http = { get, post } as unknown as ConstructorParameters<typeof HttpIsolationApi>[0];
  return { api: new HttpIsolationApi(http), get, post };
}

describe('HttpIsolationApi', () => {
  it('marks what a timer asks for, so that the server asks no manager', async () => {
    const { api, get } = apiWith(async () => ({}));
    await api.endpoint({ host: 'lab', agent: '001' }, 'by_person');
    await api.endpoint({ host: 'lab', agent: '001' }, 'by_timer');
    await api.endpoints({ host: 'lab', state: 'attention', size: 100 }, 'by_timer');
    expect(get.mock.calls).toEqual([
      ['/api/endpoint_isolation/endpoints/lab/001', { query: {}, signal: undefined }],
      ['/api/endpoint_isolation/endpoints/lab/001', { query: { timer: true }, signal: undefined }],
      [
        '/api/endpoint_isolation/endpoints',
        {
          query: { host: 'lab', state: 'attention', size: 100, timer: true },
          signal: undefined,
        },
      ],
    ]);
  });

  it('keeps a host and an agent of the URL within their part of the path', async () => {
    const { api, get } = apiWith(async () => ({}));
    await api.endpoint({ host: 'a/../b', agent: '001?x' }, 'by_person');
    expect(get.mock.calls[0]?.[0]).toBe('/api/endpoint_isolation/endpoints/a%2F..%2Fb/001%3Fx');
  });

  it('sends an action with its key in the header, and nothing else that could change', async () => {
    const { api, post } = apiWith(async () => ({ batch: 'b', started: [] }));
    const body = {
      host: 'lab',
      verb: 'release' as const,
      endpoints: [{ agent_id: '001', n: 1 }],
      reason: 'Clean',
      choice: { addresses: [], profiles: [], reported: [], left_out: [] },
      acknowledgements: [],
      digest: 'd',
    };
    await api.start(body, 'key-1234');
    expect(post.mock.calls).toEqual([
      [
        '/api/endpoint_isolation/actions',
        { body: JSON.stringify(body), headers: { 'idempotency-key': 'key-1234' } },
      ],
    ]);
  });

  it('takes an answer that is no object as one of something else', async () => {
    const { api } = apiWith(async () => '<html>login</html>');
    await expect(api.context(undefined)).rejects.toMatchObject({ kind: 'not_readable' });
  });

  it('takes a file with what its headers say of it, and nothing else for one', async () => {
    const headers = new Map([
      ['content-disposition', 'attachment; filename="isolation-history-lab.csv"'],
      ['x-endpoint-isolation-rows', '10000'],
      ['x-endpoint-isolation-extent', 'capped'],
    ]);
    const file = apiWith(async () => ({ body: 'time\r\n', response: { status: 200, headers } }));
    expect(await file.api.exportFile({ host: 'lab', list: 'history' })).toEqual({
      name: 'isolation-history-lab.csv',
      text: 'time\r\n',
      rows: 10000,
      extent: 'capped',
    });
    expect(file.get).toHaveBeenCalledWith('/api/endpoint_isolation/export', {
      query: { host: 'lab', list: 'history' },
      asResponse: true,
    });
    const page = apiWith(async () => ({
      body: '<html>',
      response: { status: 200, headers: new Map() },
    }));
    await expect(page.api.exportFile({ host: 'lab', list: 'history' })).rejects.toMatchObject({
      kind: 'not_readable',
    });
  });

  it('rejects with what the API said', async () => {
    const { api } = apiWith(async () => {
      throw Object.assign(new Error('Not Found'), {
        response: { status: 404 },
        body: { statusCode: 404, message: 'No.', attributes: { code: 'endpoint_unknown' } },
      });
    });
    await expect(api.endpoint({ host: 'lab', agent: '001' }, 'by_person')).rejects.toMatchObject({
      code: 'endpoint_unknown',
    });
  });
});
