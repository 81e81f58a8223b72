import { ChunkLoadFailure, loadChunk } from './load_chunk';

const chunkUrl = 'https://host/base/bundles/plugin/endpointIsolation/x.js';

/** The error that the bundler's runtime throws where a chunk's script does not load. */
function chunkLoadError(): Error {
  const error = new Error('Loading chunk 588 failed.');
  error.name = 'ChunkLoadError';
  return Object.assign(error, { type: 'missing', request: chunkUrl });
}

describe('loadChunk', () => {
  const fetched = jest.fn<Promise<unknown>, [string, RequestInit]>();

  beforeEach(() => {
    fetched.mockReset().mockResolvedValue({ ok: true });
    Object.assign(window, {
      fetch: fetched,
      __osdPublicPath__: { endpointIsolation: '/base/bundles/plugin/endpointIsolation/' },
    });
  });

  it('fetches nothing by itself where the chunk loads', async () => {
    await expect(loadChunk(async () => 'module')).resolves.toBe('module');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('fetches a failed chunk past the cache and loads it again', async () => {
    const load = jest.fn().mockRejectedValueOnce(chunkLoadError()).mockResolvedValueOnce('module');
    await expect(loadChunk(load)).resolves.toBe('module');
    expect(fetched.mock.calls).toEqual([
      [chunkUrl, { cache: 'reload', credentials: 'same-origin' }],
    ]);
  });

  it('refreshes the entry bundle and asks for a reload where the chunk is gone', async () => {
    const load = jest.fn(async () => {
      throw chunkLoadError();
    });
    await expect(loadChunk(load)).rejects.toBeInstanceOf(ChunkLoadFailure);
    expect(load).toHaveBeenCalledTimes(2);
    expect(fetched.mock.calls.map(([url, { cache }]) => [url, cache])).toEqual([
      [chunkUrl, 'reload'],
      ['/base/bundles/plugin/endpointIsolation/endpointIsolation.plugin.js', 'reload'],
    ]);
  });

  it('ends in the same failure without network', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(loadChunk(() => Promise.reject(chunkLoadError()))).rejects.toThrow(
      `part of Endpoint Isolation (${chunkUrl}). Reload the page.`
    );
  });

  it('passes on a fault in the code of a chunk, without a second try', async () => {
    const load = jest.fn().mockRejectedValue(new TypeError('x is not a function'));
    await expect(loadChunk(load)).rejects.toThrow('x is not a function');
    expect(load).toHaveBeenCalledTimes(1);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('passes on a fault in the code of a chunk that loads at the second try', async () => {
    const load = jest
      .fn()
      .mockRejectedValueOnce(chunkLoadError())
      .mockRejectedValueOnce(new TypeError('x is not a function'));
    await expect(loadChunk(load)).rejects.toThrow('x is not a function');
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
