import type { Page } from 'playwright-core';

/** Number of frames in a row without a change. */
const STILL_FRAMES = 25;

/**
 * Waits until a page does nothing any more: for what must not happen, which no sign of it can be waited for. Counted in the page's own frames,
 * so that a slow machine gets more time; what comes by a timer is not waited for.
 */
export async function settled(page: Page): Promise<void> {
  for (;;) {
    try {
      await page.waitForLoadState('load');
      await page.evaluate(becomeStill, STILL_FRAMES);
      return;
    } catch (error) {
      // A navigation takes the page away under the script.
      if (!(error instanceof Error && /context was destroyed|navigation/i.test(error.message))) {
        throw error;
      }
    }
  }
}

/** Runs in the page. */
function becomeStill(frames: number): Promise<void> {
  return new Promise((resolve) => {
    let still = 0;
    const restart = () => {
      still = 0;
    };
    const changes = new MutationObserver(restart);
    changes.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const requests = new PerformanceObserver(restart);
    requests.observe({ entryTypes: ['resource'] });
    const endFrame = () => {
      still += 1;
      if (still < frames) {
        requestAnimationFrame(endFrame);
        return;
      }
      changes.disconnect();
      requests.disconnect();
      resolve();
    };
    requestAnimationFrame(endFrame);
  });
}
