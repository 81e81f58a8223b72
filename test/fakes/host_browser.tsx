import { I18nProvider } from '@osd/i18n/react';
import React from 'react';
import type { ReactNode } from 'react';
import { BehaviorSubject } from 'rxjs';
import type { CoreStart, MountPoint, OverlayRef } from 'opensearch-dashboards/public';

/** Responses of `core.http.get` by the beginning of the path; one that throws is a failure. */
export type Answers = Readonly<Record<string, () => unknown>>;

interface ShownOverlay extends OverlayRef {
  readonly element: HTMLElement;
}

/** The browser side of the host as far as parts of ours stand on it, in a page of a test. */
export class FakeHostBrowser {
  readonly appId$ = new BehaviorSubject<string | undefined>('endpoints-summary');
  readonly breadcrumbs$ = new BehaviorSubject<unknown[]>([]);
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  readonly toasts: unknown[] = [];
  readonly overlays: ShownOverlay[] = [];
  /** The elements of controls in the bar above the page. */
  readonly controls: HTMLElement[] = [];
  answers: Answers = {};

  readonly core = {
    application: {
      currentAppId$: this.appId$.asObservable(),
      getUrlForApp: (id: string, { path = '' } = {}) => `/app/${id}${path}`,
    },
    chrome: {
      getBreadcrumbs$: () => this.breadcrumbs$.asObservable(),
      navControls: { registerRight: ({ mount }: { mount: MountPoint }) => this.addControl(mount) },
    },
    http: {
      get: async (path: string) => {
        this.asked.push(path);
        const key = Object.keys(this.answers).find((each) => path.startsWith(each));
        if (key === undefined) throw new Error(`the test gives no answer for "${path}"`);
        return this.answers[key]?.();
      },
    },
    i18n: {
      Context: ({ children }: { children: ReactNode }) => (
        <I18nProvider>
          <>{children}</>
        </I18nProvider>
      ),
    },
    notifications: { toasts: { addDanger: (toast: unknown) => this.toasts.push(toast) } },
    overlays: { openFlyout: (mount: MountPoint) => this.openFlyout(mount) },
    uiSettings: {
      get: (key: string, otherwise: unknown) => (key === 'dateFormat:tz' ? 'UTC' : otherwise),
    },
  } as unknown as CoreStart;

  private addControl(mount: MountPoint): void {
    const element = document.createElement('div');
    document.body.append(element);
    this.controls.push(element);
    mount(element);
  }

  private openFlyout(mount: MountPoint): ShownOverlay {
    const element = document.createElement('div');
    document.body.append(element);
    const unmount = mount(element);
    let closed: () => void = () => undefined;
    const onClose = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const overlay: ShownOverlay = {
      element,
      onClose,
      close: () => {
        if (element.isConnected) unmount();
        element.remove();
        closed();
        return onClose;
      },
    };
    this.overlays.push(overlay);
    return overlay;
  }
}
