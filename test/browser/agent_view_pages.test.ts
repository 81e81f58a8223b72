import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startHost } from '../../lab/host';
import type { Host } from '../../lab/host';
import { pageStructure } from '../../lab/wazuh_pages/page_structure';
import { readFramePages } from '../../lab/wazuh_pages/recorded_pages';
import type { RecordedPage } from '../../lab/wazuh_pages/recorded_pages';
import type { PagesVersion } from '../../lab/wazuh_pages/wazuh_version';
import { RECORDED_AGENTS } from '../builders/wazuh_agents';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { leaveNothing } from './leave_nothing';
import { START_MS } from './patience';

const VERSIONS: readonly PagesVersion[] = ['4.9', '4.12', '4.14'];

describe('the pages that stand for those of Wazuh', () => {
  let browser: Browser;
  let context: BrowserContext;
  const hosts = new Map<string, Host>();

  beforeAll(async () => {
    browser = await launchChromium();
    context = await browser.newContext();
    for (const version of VERSIONS) {
      const host = await startHost({
        pluginDirectories: [],
        // Nobody asks it for anything.
        opensearch: { url: 'http://127.0.0.1:9' },
        wazuhPages: { version, agents: () => RECORDED_AGENTS },
        log: () => undefined,
      });
      hosts.set(version, host);
      await host.prepareBrowser();
    }
  }, START_MS);

  afterAll(async () => {
    await browser?.close();
    await Promise.all([...hosts.values()].map((host) => host.stop()));
  });

  afterEach(() => leaveNothing(context));

  /** Ways to reach a page for which opening its URL at its width isn't enough. */
  const WAYS: ReadonlyArray<[name: RegExp, go: (page: Page, url: string) => Promise<void>]> = [
    [
      /\.700$/,
      async (page, url) => {
        await page.setViewportSize({ width: 1600, height: 900 });
        await page.goto(url);
        await page.locator('.wz-module-header-agent-wrapper, .euiEmptyPrompt').first().waitFor();
        await page.setViewportSize({ width: 700, height: 900 });
      },
    ],
    [
      /^agent-loading/,
      async (page, url) => {
        await page.route('**/lab/wazuh/agents', () => undefined);
        await page.goto(url);
      },
    ],
    [
      /^agent-nonexistent/,
      async (page, url) => {
        const { origin } = new URL(url);
        await page.goto(`${origin}/app/endpoints-summary#/agents?tab=welcome&agent=999`);
        await page.waitForURL(url);
      },
    ],
    [
      /^agent-unpinned/,
      async (page, url) => {
        await page.goto(`${url}&agent=001`);
        await page.getByLabel('Unpin agent').click();
        await page.waitForURL(url);
      },
    ],
    [
      /^agent-selector/,
      async (page, url) => {
        await page.goto(url);
        await page.getByText('FIN-WS-01 (001)').click();
      },
    ],
  ];

  async function structureOf(page: Page, { selector }: RecordedPage): Promise<string> {
    const element = page.locator(selector).first();
    await element.waitFor({ state: 'attached' });
    return pageStructure(await element.evaluate(({ outerHTML }) => outerHTML));
  }

  const pages = readFramePages();

  it('are held against recordings of every version', () => {
    for (const version of VERSIONS) {
      const names = pages.filter((page) => page.version === version).map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          'agent-active-windows.1600',
          'agent-active-windows.700',
          'tab-stats.1600',
        ])
      );
    }
  });

  it.each(pages.map((page) => [`${page.version}/${page.name}`, page] as const))(
    'have the structure of %s',
    async (_, recorded) => {
      const page = await context.newPage();
      await page.setViewportSize({ width: recorded.width, height: 900 });
      const url = `${hosts.get(recorded.version)?.url}${recorded.url}`;
      const [, go] = WAYS.find(([name]) => name.test(recorded.name)) ?? [];
      await (go ? go(page, url) : page.goto(url));
      await eventually(
        () => structureOf(page, recorded),
        (structure) => expect(structure).toBe(recorded.structure)
      );
    }
  );
});
