import { chromium } from 'playwright-core';
import type { Browser, BrowserContext } from 'playwright-core';
import { findChromium } from '../../scripts/tools/chromium';
import { lookForSecrets } from '../secret_watch';

/** Answers with the token that it sets as a cookie: Wazuh's plugin does that in a real dashboard, and not this one. */
const WAZUHS_OWN_LOGIN = '/api/login';

/** Starts the machine's Chromium, without a window; in all that its pages get secrets are looked for. Throws where there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('No Chromium was found: install it, or set CHROMIUM_PATH.');
  }
  // Its sandbox does not start as root, which containers run as.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  // Every page has a context, also one that is opened without.
  const newContext = browser.newContext.bind(browser);
  return Object.assign(browser, {
    newContext: async (...options: Parameters<Browser['newContext']>) =>
      watched(await newContext(...options)),
    newPage: async (...options: Parameters<Browser['newPage']>) => {
      const context = watched(await newContext(...options));
      const page = await context.newPage();
      page.on('close', () => void context.close().catch(() => undefined));
      return page;
    },
  });
}

function watched(context: BrowserContext): BrowserContext {
  context.on('response', (response) => {
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
