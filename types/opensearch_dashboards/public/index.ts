/**
 * The part of OpenSearch Dashboards' browser side that a plugin of ours uses, 2.13 to 2.19, written by hand because the host's
 * packages are on no registry. Where the host says `any`, this says `unknown`; what only newer hosts have is optional.
 */
import type { ReactNode } from 'react';
import type { ApplicationSetup, ApplicationStart } from './application';
import type { ChromeSetup, ChromeStart } from './chrome';
import type { HttpSetup, HttpStart } from './http';
import type { NotificationsSetup, NotificationsStart } from './notifications';
import type { OverlayStart } from './overlays';
import type { IUiSettingsClient } from './ui_settings';

export type { Capabilities } from '../capabilities';
export type { EnvironmentMode, PackageInfo } from '../environment';
export type {
  App,
  AppCategory,
  AppLeaveAction,
  ApplicationSetup,
  ApplicationStart,
  AppMountParameters,
  AppUnmount,
  NavigateToAppOptions,
  ScopedHistory,
} from './application';
export type {
  ChromeBadge,
  ChromeBreadcrumb,
  ChromeDocTitle,
  ChromeNavControl,
  ChromeNavControls,
  ChromeNavGroup,
  ChromeRegistrationNavLink,
  ChromeStart,
} from './chrome';
export type {
  HttpFetchOptions,
  HttpFetchQuery,
  HttpHandler,
  HttpResponse,
  HttpSetup,
  HttpStart,
  IBasePath,
  IHttpFetchError,
} from './http';
export type { MountPoint, UnmountCallback } from './mount_point';
export type {
  ErrorToastOptions,
  IToasts,
  NotificationsSetup,
  NotificationsStart,
  Toast,
  ToastInput,
  ToastInputFields,
  ToastOptions,
} from './notifications';
export type { OverlayRef, OverlayStart } from './overlays';
export type {
  Plugin,
  PluginInitializer,
  PluginInitializerContext,
  PluginOpaqueId,
} from './plugins';
export type { IUiSettingsClient } from './ui_settings';

/** Resolves when the host and all that this plugin depends on have started. */
export type StartServicesAccessor<
  TPluginsStart extends object = object,
  TStart = unknown
> = () => Promise<[CoreStart, TPluginsStart, TStart]>;

export interface CoreSetup<TPluginsStart extends object = object, TStart = unknown> {
  application: ApplicationSetup;
  chrome: ChromeSetup;
  http: HttpSetup;
  notifications: NotificationsSetup;
  uiSettings: IUiSettingsClient;
  getStartServices: StartServicesAccessor<TPluginsStart, TStart>;
}

export interface I18nStart {
  /** Carries the host's translations to everything below it. */
  Context: (props: { children: ReactNode }) => JSX.Element;
}

export interface CoreStart {
  application: ApplicationStart;
  chrome: ChromeStart;
  http: HttpStart;
  i18n: I18nStart;
  notifications: NotificationsStart;
  overlays: OverlayStart;
  uiSettings: IUiSettingsClient;
}
