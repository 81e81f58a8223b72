import type { Observable, Subscription } from 'rxjs';
import type { ShownAgent } from './shown_agent';
import { isAgentPage, NO_AGENT, readShownAgent } from './shown_agent';

/** The subject of the page at this moment. */
export interface PageContext {
  /** Id of the app. */
  readonly app: string | undefined;
  readonly shown: ShownAgent;
  /** True on the page of an agent itself, where our button has its place. */
  readonly isAgentPage: boolean;
}

/** Signals from the host that something else is shown. */
export interface HostSignals {
  readonly currentAppId$: Observable<string | undefined>;
  /** Wazuh's pages say the name of their agent here, after all else has changed. */
  readonly breadcrumbs$: Observable<unknown>;
}

const PINNED_KEY = 'wz-shared-selected-agent';

/**
 * Tells whenever another agent may be shown. No single signal is enough (measured): `hashchange` and `popstate` come up to 0.1 s before
 * the pinned agent is the new one, a selector pins it before them, and the breadcrumbs come last. A move of the host within an app
 * gives no signal at all: whoever acts reads again first.
 */
export class PageContextSource {
  private app: string | undefined;
  private subscriptions: Subscription[] = [];
  private tell: () => void = () => undefined;

  constructor(private readonly signals: HostSignals) {}

  read(): PageContext {
    const { hash } = window.location;
    return { app: this.app, shown: shownIn(hash), isAgentPage: isAgentPage(hash) };
  }

  /** @param onSignal is called at once, too, with what the page is about then */
  start(onSignal: (context: PageContext) => void): void {
    this.tell = () => onSignal(this.read());
    const { currentAppId$, breadcrumbs$ } = this.signals;
    this.subscriptions = [
      currentAppId$.subscribe((app) => {
        this.app = app;
        this.tell();
      }),
      breadcrumbs$.subscribe(() => this.tell()),
    ];
    window.addEventListener('hashchange', this.onWindowSignal);
    window.addEventListener('popstate', this.onWindowSignal);
  }

  stop(): void {
    this.tell = () => undefined;
    this.subscriptions.forEach((subscription) => subscription.unsubscribe());
    this.subscriptions = [];
    window.removeEventListener('hashchange', this.onWindowSignal);
    window.removeEventListener('popstate', this.onWindowSignal);
  }

  private readonly onWindowSignal = () => this.tell();
}

function shownIn(hash: string): ShownAgent {
  try {
    return readShownAgent(window.sessionStorage.getItem(PINNED_KEY), hash);
  } catch (error) {
    // The browser can forbid the storage; then Wazuh's pages pin nobody.
    return NO_AGENT;
  }
}
