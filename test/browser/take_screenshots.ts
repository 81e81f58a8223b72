/**
 * Takes a picture of every page, flyout and dialog: light and dark, at 1600, 1100 and 700 px and at 200 % zoom.
 * `node --import tsx test/browser/take_screenshots.ts FOLDER [part of a name]`, after a build. Names are `view-size-theme.png`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { EVERY_SIZE, EVERY_VIEW, prepareViews } from './every_view';
import type { AppView, Size, ViewedWorld } from './every_view';
import { launchChromium } from './launch_chromium';
import { startLabForTest, untouchedEndpoints } from './running_lab';
import { settled } from './settled';
import { chooseTheme } from './stubbed_dashboard';

const SIZES = Object.keys(EVERY_SIZE) as Size[];
const THEMES = ['light', 'dark'] as const;

async function takeOne(
  context: BrowserContext,
  view: AppView,
  world: ViewedWorld,
  path: string
): Promise<void> {
  const page = await context.newPage();
  try {
    await view.open(page, world);
    await settled(page);
    // A page is taken whole; over it a flyout or dialog has a window of its own.
    const fullPage = !(await page.locator('[role="dialog"], .euiModal').count());
    await page.screenshot({ path, animations: 'disabled', fullPage });
  } finally {
    await page.close();
  }
}

async function takeAll(
  browser: Browser,
  world: ViewedWorld,
  folder: string,
  wanted: string
): Promise<number> {
  let failures = 0;
  for (const theme of THEMES) {
    await chooseTheme(world.lab.host, theme);
    for (const size of SIZES) {
      const context = await browser.newContext({ ...EVERY_SIZE[size], colorScheme: theme });
      for (const view of EVERY_VIEW) {
        const name = `${view.name}-${size}-${theme}`;
        if (!name.includes(wanted)) continue;
        const take = () => takeOne(context, view, world, join(folder, `${name}.png`));
        try {
          // On a busy machine a page can take longer than its locators wait.
          await take().catch(take);
          console.log(name);
        } catch (error) {
          failures += 1;
          console.error(`${name} could not be taken:`, error);
        }
      }
      await context.close();
    }
  }
  return failures;
}

async function main([folder, wanted = '']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Give the folder that the pictures go to.');
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  const lab = await startLabForTest();
  try {
    const world = await prepareViews(lab, untouchedEndpoints(lab));
    if ((await takeAll(browser, world, folder, wanted)) > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    await lab.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
