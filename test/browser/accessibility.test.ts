import type { Browser } from 'playwright-core';
import { violations, violationsOfParts } from './accessibility';
import { EVERY_SIZE, EVERY_VIEW, prepareViews } from './every_view';
import type { Size, ViewedWorld } from './every_view';
import { launchChromium } from './launch_chromium';
import { START_MS, TEST_MS } from './patience';
import { outOfSight } from './reflow';
import { startLabForTest, untouchedEndpoints } from './running_lab';
import type { RunningLab } from './running_lab';
import { chooseTheme } from './stubbed_dashboard';

const SIZES: readonly Size[] = ['1600', '700', 'zoom200'];

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

  it.each(['light', 'dark'] as const)(
    'can be read and operated by everybody, at every size: %s',
    async (theme) => {
      await chooseTheme(world.lab.host, theme);
      const context = await browser.newContext({ ...EVERY_SIZE['1600'], colorScheme: theme });
      const page = await context.newPage();
      const found: string[] = [];
      for (const { name, within, isPart, open } of EVERY_VIEW) {
        await open(page, world);
        const judge = isPart ? violationsOfParts : violations;
        for (const size of SIZES) {
          await page.setViewportSize(EVERY_SIZE[size].viewport);
          const faults = [...(await judge(page, [within])), ...(await outOfSight(page, [within]))];
          found.push(...faults.map((text) => `${name}, ${size}: ${text}`));
        }
      }
      await context.close();
      expect(found).toEqual([]);
    },
    WALK_MS
  );
});
