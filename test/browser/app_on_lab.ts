import type { Browser, Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';
import type { RunningLab, TestLabOptions } from './running_lab';
import { FAST, startLabForTest, untouchedEndpoints } from './running_lab';
import { chooseTheme } from './stubbed_dashboard';

/** The plugin on a lab, in Chromium, for the tests of one `describe`. */
export class AppOnLab {
  private started: { readonly browser: Browser; readonly lab: RunningLab } | undefined;
  private untouched: Agent[] = [];

  constructor(private readonly options: TestLabOptions) {}

  get browser(): Browser {
    return this.demand().browser;
  }

  get lab(): RunningLab {
    return this.demand().lab;
  }

  async start(): Promise<void> {
    const browser = await launchChromium();
    const lab = await startLabForTest(this.options);
    this.started = { browser, lab };
    this.untouched = untouchedEndpoints(lab);
  }

  async stop(): Promise<void> {
    await this.started?.browser.close();
    await this.started?.lab.stop();
  }

  /**
   * Restores what each test starts from, whatever the one before did or left undone: no page is open, no fault is on, the theme is the
   * light one.
   */
  async reset(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    for (const { manager, endpoints } of this.lab.simulations) {
      manager.faults.endAll();
      endpoints
        .ids()
        .forEach((id) => endpoints.faults(id).forEach((fault) => endpoints.endFault(id, fault)));
      endpoints.setDelays(FAST);
    }
    await this.choose('light');
  }

  /** Chooses the theme for all pages that are opened from now on. */
  choose(theme: 'light' | 'dark'): Promise<void> {
    return chooseTheme(this.lab.host, theme);
  }

  /** A page of the dashboard, by its path. */
  async openPath(path: string, width = 1600): Promise<Page> {
    const page = await this.browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(`${this.lab.host.url}${path}`);
    return page;
  }

  /** A page of ours. */
  open(hash: string, width?: number): Promise<Page> {
    return this.openPath(`/app/endpoint-isolation${hash}`, width);
  }

  /** One to which nothing has happened, and that no test has had. */
  takeEndpoint(): Agent {
    const agent = this.untouched.shift();
    if (!agent) throw new Error('no endpoint is left to which nothing has happened');
    return agent;
  }

  private demand() {
    if (!this.started) throw new Error('the lab is there in tests only');
    return this.started;
  }
}

/** Starts before the tests of a `describe` and ends behind them; each test finds it as it was. */
export function appOnLab(options: TestLabOptions = {}): AppOnLab {
  const app = new AppOnLab(options);
  beforeAll(() => app.start(), START_MS);
  beforeEach(() => app.reset());
  afterAll(() => app.stop());
  return app;
}
