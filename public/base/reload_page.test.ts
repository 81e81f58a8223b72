import { reloadPage } from './reload_page';

const FOLDER = '/dash/412003/bundles/plugin/endpointIsolation/';

describe('a reload of the page', () => {
  let fetched: jest.Mock<Promise<unknown>>;

  beforeEach(() => {
    jest.useFakeTimers();
    window.__osdPublicPath__ = { endpointIsolation: FOLDER };
    fetched = jest.fn(async () => undefined);
    Object.assign(window, { fetch: fetched });
  });

  afterEach(() => {
    jest.useRealTimers();
    delete window.__osdPublicPath__;
  });

  it('comes after the entry bundle was fetched past the cache', async () => {
    const reload = jest.fn(() => expect(fetched).toHaveBeenCalledTimes(1));
    await reloadPage(reload);
    expect(reload).toHaveBeenCalledTimes(1);
    expect(fetched).toHaveBeenCalledWith(
      `${FOLDER}endpointIsolation.plugin.js`,
      expect.objectContaining({ cache: 'reload' })
    );
  });

  it('comes all the same where that fails, or never ends', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const reload = jest.fn();
    await reloadPage(reload);
    expect(reload).toHaveBeenCalledTimes(1);
    fetched.mockImplementationOnce(() => new Promise(() => undefined));
    const waiting = reloadPage(reload);
    jest.advanceTimersByTime(3_000);
    await waiting;
    expect(reload).toHaveBeenCalledTimes(2);
  });
});
