import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Host } from '../../lab/host';
import { asNew } from './as_new';
import { hold } from './launch_chromium';
import { chooseManager, StubbedApi } from './stubbed_dashboard';

export interface OpenedDashboard {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly api: StubbedApi;
}

export interface ProfileOptions {
  /** Width of the window, px. */
  readonly width?: number;
  /** The first is the one that was chosen. */
  readonly managers?: readonly string[];
  /** `new` for a test that changes its page in a way that can't be undone; it is closed behind it. */
  readonly kind?: 'as_new' | 'new';
}

/**
 * The profiles of a browser in which tests look at a dashboard. One that a test is done with is left as a new one is, and taken again: in
 * its page the host's 8 MB of scripts are compiled already.
 */
export class Profiles {
  private readonly free: Array<readonly [BrowserContext, Page]> = [];
  private readonly taken = new Map<Page, ProfileOptions['kind']>();

  constructor(private readonly browser: Browser) {}

  /** A profile in which a manager is chosen, and a page of it in which nothing is open yet. */
  async open(host: Host, options: ProfileOptions = {}): Promise<OpenedDashboard> {
    const { width = 1600, managers = ['lab'], kind = 'as_new' } = options;
    const known = kind === 'new' ? undefined : this.free.pop();
    const context = known?.[0] ?? (await this.browser.newContext());
    const page = known?.[1] ?? (await context.newPage());
    await hold(page, 'in_use');
    this.taken.set(page, kind);
    await page.setViewportSize({ width, height: 900 });
    const api = await StubbedApi.attach(context, managers);
    await chooseManager(context, host, managers[0] ?? '');
    return { context, page, api };
  }

  /** Leaves what the last test opened as a new one is. */
  async leave(): Promise<void> {
    const taken = Array.from(this.taken);
    this.taken.clear();
    for (const [page, kind] of taken) {
      const context = page.context();
      if (page.isClosed() || kind === 'new') {
        await context.close();
        continue;
      }
      page.removeAllListeners();
      await context.unrouteAll({ behavior: 'ignoreErrors' });
      await asNew(page);
      await hold(page, 'laid_aside');
      this.free.push([context, page]);
    }
  }
}
