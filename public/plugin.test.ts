import type {
  App,
  AppMountParameters,
  CoreSetup,
  PluginInitializerContext,
} from 'opensearch-dashboards/public';
import { plugin } from '.';
import type { BrowserConfig } from './plugin';
import { ChunkLoadFailure } from './base/load_chunk';

const mocked = { renderApplication: jest.fn() };
jest.mock('./application', () => ({
  get renderApplication() {
    return mocked.renderApplication;
  },
}));

function registered(): App {
  const apps: App[] = [];
  const core = {
    application: { register: (app: App) => apps.push(app) },
    chrome: {},
    getStartServices: async () => [{}, {}, undefined],
  } as unknown as CoreSetup;
  const context = {
    env: { packageInfo: { version: '2.19.1' } },
    config: { get: () => ({}) },
  } as unknown as PluginInitializerContext<BrowserConfig>;
  plugin(context).setup(core, {});
  const [app, ...others] = apps;
  if (!app || others.length > 0) throw new Error('it registers one app');
  return app;
}

const mount = (app: App, element: HTMLElement) =>
  app.mount({ element } as unknown as AppMountParameters);

describe('the plugin', () => {
  it('registers its app, and loads it when it is opened', async () => {
    const unmount = () => undefined;
    mocked.renderApplication.mockReturnValue(unmount);
    const app = registered();
    expect(app).toMatchObject({ id: 'endpoint-isolation' });
    expect(mocked.renderApplication).not.toHaveBeenCalled();
    await expect(mount(app, document.createElement('div'))).resolves.toBe(unmount);
  });

  it.each([new ChunkLoadFailure('/x.js'), new TypeError('x is not a function')])(
    'says what to do instead of showing nothing: %s',
    async (failure) => {
      jest.spyOn(window, 'setTimeout').mockReturnValue(0 as unknown as NodeJS.Timeout);
      mocked.renderApplication.mockImplementation(() => {
        throw failure;
      });
      const element = document.createElement('div');
      const unmount = await mount(registered(), element);
      expect(element).toHaveTextContent('Couldn’t load part of Endpoint Isolation');
      expect(element).toHaveTextContent('Reload page');
      unmount();
      expect(element).toBeEmptyDOMElement();
    }
  );
});
