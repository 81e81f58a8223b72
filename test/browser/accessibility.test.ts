import type { Browser } from 'playwright-core';
import { violations } from './accessibility';
import { EVERY_SIZE, EVERY_VIEW, prepareViews } from './every_view';
import type { Size, ViewedWorld } from './every_view';
import { launchChromium } from './launch_chromium';
import { START_MS, TEST_MS } from './patience';
import { startLabForTest, untouchedEndpoints } from './running_lab';
import type { RunningLab } from './running_lab';
import { chooseTheme } from './stubbed_dashboard';

const SIZES = Object.keys(EVERY_SIZE) as Size[];

/** A page is looked at whole, and so is each of the many views in turn. ms */
const WALK_MS = 10 * TEST_MS;

describe('every page, flyout and dialog', () => {
  let browser: Browser;
  let lab: RunningLab | undefined;
  let world: ViewedWorld;

  beforeAll(async () => {
    browser = await launchChromium();
    lab = await startLabForTest();
    world = await prepareViews(lab, untouchedEndpoints(lab));
  }, START_MS);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  it.each(
    (['light', 'dark'] as const).flatMap((theme) => SIZES.map((size) => [theme, size] as const))
  )(
    'can be read and operated by everybody: %s, %s',
    async (theme, size) => {
      await chooseTheme(world.lab.host, theme);
      const context = await browser.newContext({ ...EVERY_SIZE[size], colorScheme: theme });
      const page = await context.newPage();
      const found: string[] = [];
      for (const { name, within, open } of EVERY_VIEW) {
        await open(page, world);
        found.push(...(await violations(page, [within])).map((text) => `${name}: ${text}`));
      }
      await context.close();
      expect(found).toEqual([]);
    },
    WALK_MS
  );
});
