import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { findChromium } from '../../scripts/tools/chromium';
import { lookForSecrets } from '../secret_watch';
import { SLOWDOWN, WAIT_MS } from './patience';

/** Answers with the token that it sets as a cookie: Wazuh's plugin does that in a real dashboard, and not this one. */
const WAZUHS_OWN_LOGIN = '/api/login';

/**
 * Starts the machine's Chromium, without a window. All that its pages get is searched for secrets, and they run as slowly as `SLOWDOWN` says.
 *
 * @throws Error where there is no Chromium
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('No Chromium was found: install it, or set CHROMIUM_PATH.');
  }
  // Its sandbox does not start as root, which containers run as.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  // Every page has a context, also one that is opened without.
  const newContext = browser.newContext.bind(browser);
  const made = async (options?: Parameters<Browser['newContext']>[0]) =>
    patient(watched(await newContext(options)));
  return Object.assign(browser, {
    newContext: made,
    newPage: async (options?: Parameters<Browser['newPage']>[0]) => {
      const context = await made(options);
      const page = await context.newPage();
      page.on('close', () => void context.close().catch(() => undefined));
      return page;
    },
  });
}

/** Waits as long as a test may, and slows its pages down. */
function patient(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(WAIT_MS);
  if (SLOWDOWN === 1) return context;
  const newPage = context.newPage.bind(context);
  return Object.assign(context, {
    newPage: async () => {
      const page = await newPage();
      await slowDown(page);
      return page;
    },
  });
}

/** A page runs as slowly as its session says. */
const sessions = new WeakMap<Page, CDPSession>();

async function slowDown(page: Page): Promise<void> {
  // It ends with the session, which nobody detaches.
  sessions.set(page, await page.context().newCDPSession(page));
  await hold(page, 'in_use');
}

/** Slows a page down while it is in use. Chromium's throttling takes most of a processor for a page that does nothing, too (measured). */
export async function hold(page: Page, as: 'in_use' | 'laid_aside'): Promise<void> {
  const rate = as === 'in_use' ? SLOWDOWN : 1;
  await sessions.get(page)?.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Paths of what the host serves from npm packages, 8 MB of it to each page. */
const OF_THE_HOST = /\/bundles\/(core|osd-ui-shared-deps)\//;

/** URLs of the host's own bundles that were searched: these files stay what they are. */
const searched = new Set<string>();

function isSearched(url: string): boolean {
  if (!OF_THE_HOST.test(url)) return false;
  if (searched.has(url)) return true;
  searched.add(url);
  return false;
}

function watched(context: BrowserContext): BrowserContext {
  context.on('response', (response) => {
    if (isSearched(response.url())) return;
    response.text().then(
      (text) => {
        const { pathname } = new URL(response.url());
        if (!pathname.endsWith(WAZUHS_OWN_LOGIN)) lookForSecrets(pathname, text);
      },
      // A redirect has no body, and of a page that was left none is kept.
      () => undefined
    );
  });
  return context;
}
