import type { Browser, Page } from 'playwright-core';
import { startHost } from '../../lab/host';
import type { Host } from '../../lab/host';
import { pageStructure } from '../../lab/wazuh_pages/page_structure';
import { readFramePages } from '../../lab/wazuh_pages/recorded_pages';
import type { RecordedPage } from '../../lab/wazuh_pages/recorded_pages';
import type { PagesVersion } from '../../lab/wazuh_pages/wazuh_version';
import { RECORDED_AGENTS } from '../builders/wazuh_agents';
import { asNew } from './as_new';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';

const VERSIONS: readonly PagesVersion[] = ['4.9', '4.12', '4.14'];

describe('the pages that stand for those of Wazuh', () => {
  let browser: Browser;
  let page: Page;
  const hosts = new Map<string, Host>();

  beforeAll(async () => {
    browser = await launchChromium();
    page = await (await browser.newContext()).newPage();
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

  afterEach(() => asNew(page));

  /** Ways to reach a page for which opening its URL at its width isn't enough. */
  const WAYS: ReadonlyArray<[name: RegExp, go: (url: string) => Promise<unknown>]> = [
    [
      /\.700$/,
      async (url) => {
        await page.setViewportSize({ width: 1600, height: 900 });
        await page.goto(url);
        await page.locator('.wz-module-header-agent-wrapper, .euiEmptyPrompt').first().waitFor();
        await page.setViewportSize({ width: 700, height: 900 });
      },
    ],
    [
      /^agent-loading/,
      async (url) => {
        await page.route('**/lab/wazuh/agents', () => undefined);
        await page.goto(url);
      },
    ],
    [
      /^agent-nonexistent/,
      async (url) => {
        const { origin } = new URL(url);
        await page.goto(`${origin}/app/endpoints-summary#/agents?tab=welcome&agent=999`);
        await page.waitForURL(url);
      },
    ],
    [
      /^agent-unpinned/,
      async (url) => {
        await page.goto(`${url}&agent=001`);
        await page.getByLabel('Unpin agent').click();
        await page.waitForURL(url);
      },
    ],
    [
      /^agent-selector/,
      async (url) => {
        await page.goto(url);
        await page.getByText('FIN-WS-01 (001)').click();
      },
    ],
  ];

  async function structureOf({ selector }: RecordedPage): Promise<string> {
    const element = page.locator(selector).first();
    await element.waitFor({ state: 'attached' });
    return pageStructure(await element.evaluate(({ outerHTML }) => outerHTML));
  }

  const pages = readFramePages();

  it('are held against recordings of every version', () => {
    for (const version of VERSIONS) {
      const names = pages.filter((each) => each.version === version).map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          'agent-active-windows.1600',
          'agent-active-windows.700',
          'tab-stats.1600',
        ])
      );
    }
  });

  it.each(pages.map((each) => [`${each.version}/${each.name}`, each] as const))(
    'have the structure of %s',
    async (_, recorded) => {
      await page.setViewportSize({ width: recorded.width, height: 900 });
      const url = `${hosts.get(recorded.version)?.url}${recorded.url}`;
      const [, go] = WAYS.find(([name]) => name.test(recorded.name)) ?? [];
      await (go ? go(url) : page.goto(url));
      await eventually(
        () => structureOf(recorded),
        (structure) => expect(structure).toBe(recorded.structure)
      );
    }
  );
});
