import type { Page } from 'playwright-core';

/** Browsers round, and nobody sees one pixel. */
const ROUNDING = 1;

/**
 * Names what within the parts of a page can't be read without scrolling sideways: what lies outside the window or has a scroll bar of its
 * own, and text that is cut. Code keeps its lines: a wrapped command is another one.
 *
 * @param within CSS selectors; the dashboard around them is not ours to judge
 */
export function outOfSight(page: Page, within: readonly string[]): Promise<string[]> {
  return page.evaluate(findOutOfSight, { within: within.join(','), rounding: ROUNDING });
}

/** Runs in the page. Names no function within: tsx would wrap it in a helper that the page doesn't have. */
function findOutOfSight({ within, rounding }: { within: string; rounding: number }): string[] {
  const found: string[] = [];
  for (const part of Array.from(document.querySelectorAll(within))) {
    for (const element of [part, ...Array.from(part.querySelectorAll('*'))]) {
      const { width, height, right } = element.getBoundingClientRect();
      if (width === 0 || height === 0) continue;
      // For the ear alone, and code.
      if (element.closest('.euiScreenReaderOnly, pre')) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const isWider = element.scrollWidth > element.clientWidth + rounding;
      const what = right > window.innerWidth + rounding ? 'lies outside' : undefined;
      const scrolls =
        isWider && (overflowX === 'auto' || overflowX === 'scroll') ? 'scrolls' : undefined;
      const isCut = isWider && textOverflow === 'ellipsis' ? 'is cut' : undefined;
      const fault = what ?? scrolls ?? isCut;
      if (fault !== undefined) {
        found.push(`${fault}: ${element.outerHTML.slice(0, 160)}`);
      }
    }
  }
  return found;
}
