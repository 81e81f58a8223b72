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

/** Resolves in the page when it is still. Names no function within: tsx would wrap it in a helper that the page doesn't have. */
function becomeStill(frames: number): Promise<void> {
  return new Promise((resolve) => {
    const watch = {
      still: 0,
      changes: new MutationObserver(() => {
        watch.still = 0;
      }),
      requests: new PerformanceObserver(() => {
        watch.still = 0;
      }),
      endFrame() {
        watch.still += 1;
        if (watch.still < frames) {
          requestAnimationFrame(watch.endFrame);
          return;
        }
        watch.changes.disconnect();
        watch.requests.disconnect();
        resolve();
      },
    };
    watch.changes.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    watch.requests.observe({ entryTypes: ['resource'] });
    requestAnimationFrame(watch.endFrame);
  });
}
