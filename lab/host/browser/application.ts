import { createBrowserHistory, parsePath } from 'history';
import { BehaviorSubject } from 'rxjs';
import { distinctUntilChanged } from 'rxjs/operators';
import type {
  App,
  AppLeaveAction,
  AppMountParameters,
  ApplicationSetup,
  ApplicationStart,
  AppUnmount,
  Capabilities,
  NavigateToAppOptions,
} from 'opensearch-dashboards/public';
import type { BasePath } from './base_path';
import type { Overlays } from './overlays';
import { ScopedHistory } from './scoped_history';

interface Confirmation {
  text: string;
  title?: string;
  callback?: () => void;
}

interface ApplicationOptions {
  basePath: BasePath;
  capabilities: Capabilities;
  overlays: Pick<Overlays, 'openConfirm'>;
  setHeaderActionMenu: AppMountParameters['setHeaderActionMenu'];
  /** Draws what is shown where no app has the id of the URL. */
  mountNotFound: (element: HTMLElement) => AppUnmount;
}

/** `core.application`: which app is shown, and how one gets from app to app. */
export class Application implements ApplicationSetup, ApplicationStart {
  /** Apps in order of registration. */
  readonly apps = new Map<string, App>();
  readonly capabilities: Capabilities;
  readonly basePath: BasePath;
  private readonly appId$ = new BehaviorSubject<string | undefined>(undefined);
  readonly currentAppId$ = this.appId$.pipe(distinctUntilChanged());
  private readonly history;
  private askToLeave?: Parameters<AppMountParameters['onAppLeave']>[0];
  private unmount: AppUnmount = () => undefined;

  constructor(private readonly options: ApplicationOptions) {
    this.capabilities = options.capabilities;
    this.basePath = options.basePath;
    this.history = createBrowserHistory({ basename: options.basePath.get() });
  }

  register = <S>(app: App<S>): void => {
    if (this.apps.has(app.id)) {
      throw new Error(`An application is already registered with the id "${app.id}"`);
    }
    this.apps.set(app.id, app as App);
  };

  /** Shows the app of the URL in `container`, and any other one that is gone to later. To be called when all plugins have started. */
  showIn(container: HTMLElement): void {
    this.history.listen(() => this.show(container));
    window.addEventListener('beforeunload', (event) => {
      if (!this.confirmation()) return;
      event.preventDefault();
      event.returnValue = '';
    });
    this.show(container);
  }

  getUrlForApp = (id: string, { path = '', absolute = false } = {}): string => {
    const url = this.basePath.prepend(this.pathOf(id, path));
    return absolute ? new URL(url, window.location.origin).href : url;
  };

  navigateToApp = async (id: string, options: NavigateToAppOptions = {}): Promise<void> => {
    if (id !== this.appId$.value && !(await this.mayLeave())) return;
    const { path = this.apps.get(id)?.defaultPath ?? '', state, replace } = options;
    const to = { ...parsePath(this.pathOf(id, path)), state };
    if (replace) this.history.replace(to);
    else this.history.push(to);
  };

  navigateToUrl = async (url: string): Promise<void> => {
    const { origin, pathname, search, hash } = new URL(url, window.location.href);
    const [, id = '', path = ''] =
      /^\/app\/([^/]+)(.*)$/.exec(this.basePath.remove(pathname)) ?? [];
    if (origin === window.location.origin && this.apps.has(id)) {
      return this.navigateToApp(id, { path: path + search + hash });
    }
    window.location.assign(url);
  };

  private pathOf(id: string, path: string): string {
    return `/app/${id}${path === '' || /^[/?#]/.test(path) ? path : `/${path}`}`;
  }

  private show(container: HTMLElement): void {
    const [, id = ''] = /^\/app\/([^/]+)/.exec(this.history.location.pathname) ?? [];
    if (id === this.appId$.value) return;
    this.unmount();
    this.unmount = () => undefined;
    this.askToLeave = undefined;
    this.options.setHeaderActionMenu(undefined);
    this.appId$.next(id);
    const element = document.createElement('div');
    container.replaceChildren(element);
    this.mount(id, element).catch((error: unknown) => {
      console.error(error);
      element.textContent = 'Application failed to load';
    });
  }

  private async mount(id: string, element: HTMLElement): Promise<void> {
    const app = this.apps.get(id);
    const unmount = app
      ? await app.mount({
          element,
          history: new ScopedHistory(this.history, `/app/${id}`),
          appBasePath: this.getUrlForApp(id),
          onAppLeave: (handler) => {
            this.askToLeave = handler;
          },
          setHeaderActionMenu: this.options.setHeaderActionMenu,
        })
      : this.options.mountNotFound(element);
    // Somebody may have gone on while the app was still loading.
    if (element.isConnected) this.unmount = unmount;
    else unmount();
  }

  private async mayLeave(): Promise<boolean> {
    const asked = this.confirmation();
    if (!asked) return true;
    const confirmed = await this.options.overlays.openConfirm(asked.text, { title: asked.title });
    if (!confirmed) asked.callback?.();
    return confirmed;
  }

  private confirmation(): Confirmation | undefined {
    let asked: Confirmation | undefined;
    this.askToLeave?.({
      default: (): AppLeaveAction => ({}),
      confirm: (text, title, callback): AppLeaveAction => {
        asked = { text, title, callback };
        return {};
      },
    });
    return asked;
  }
}
