import type { History } from 'history';
import type { Observable } from 'rxjs';
import type { Capabilities } from '../capabilities';
import type { MountPoint } from './mount_point';

export interface AppCategory {
  id: string;
  label: string;
  ariaLabel?: string;
  order?: number;
  euiIconType?: string;
}

/** The browser's history with the app's own path (`/app/<id>`) taken off. */
export interface ScopedHistory<HistoryLocationState = unknown>
  extends History<HistoryLocationState> {
  createSubHistory<SubHistoryLocationState = unknown>(
    basePath: string
  ): ScopedHistory<SubHistoryLocationState>;
}

export type AppUnmount = () => void;

export interface AppLeaveActionFactory {
  confirm(text: string, title?: string, callback?: () => void): AppLeaveAction;
  default(): AppLeaveAction;
}

/** Only the factory creates one. */
export type AppLeaveAction = object;

export interface AppMountParameters<HistoryLocationState = unknown> {
  element: HTMLElement;
  history: ScopedHistory<HistoryLocationState>;
  appBasePath: string;
  onAppLeave: (handler: (factory: AppLeaveActionFactory) => AppLeaveAction) => void;
  setHeaderActionMenu: (menuMount: MountPoint | undefined) => void;
}

export interface App<HistoryLocationState = unknown> {
  id: string;
  title: string;
  description?: string;
  category?: AppCategory;
  order?: number;
  tooltip?: string;
  euiIconType?: string;
  icon?: string;
  defaultPath?: string;
  capabilities?: Partial<Capabilities>;
  chromeless?: boolean;
  appRoute?: string;
  exactRoute?: boolean;
  /** Write the type of `params` down where it is implemented: the host has a second form, so that it is not inferred there. */
  mount: (params: AppMountParameters<HistoryLocationState>) => AppUnmount | Promise<AppUnmount>;
}

export interface ApplicationSetup {
  register<HistoryLocationState = unknown>(app: App<HistoryLocationState>): void;
}

export interface NavigateToAppOptions {
  /** Path within the app, with its hash. */
  path?: string;
  state?: unknown;
  /** The browser's Back then leads past this page. */
  replace?: boolean;
}

export interface ApplicationStart {
  capabilities: Readonly<Capabilities>;
  navigateToApp(appId: string, options?: NavigateToAppOptions): Promise<void>;
  navigateToUrl(url: string): Promise<void>;
  getUrlForApp(appId: string, options?: { path?: string; absolute?: boolean }): string;
  currentAppId$: Observable<string | undefined>;
}
