import type { BrowserContext } from 'playwright-core';

/**
 * Closes the pages of a profile that the tests of a file share, so that the host's 8 MB of scripts are loaded once, and demands that
 * nothing is left for the next test: what Wazuh's pages remember they keep in their tab.
 */
export async function leaveNothing(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) {
    const kept = await page.evaluate(() =>
      window.location.protocol === 'about:' ? [] : Object.keys(window.localStorage)
    );
    await page.close();
    expect(kept).toEqual([]);
  }
  await context.clearCookies();
}
