import type { Browser, Page } from 'playwright-core';
import type { Host } from '../../lab/host';
import type { PagesVersion } from '../../lab/wazuh_pages/wazuh_version';
import {
  SUMMARY,
  agentHash,
  button,
  control,
  countIs,
  flyout,
  isPressable,
  marks,
  setHash,
  word,
} from './agent_page';
import { violationsOfParts } from './accessibility';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';
import type { ProfileOptions } from './profiles';
import { Profiles } from './profiles';
import { part } from './running_lab';
import { settled } from './settled';
import { chooseTheme, startStubbedDashboard } from './stubbed_dashboard';

async function choose(page: Page, from: string, id: string): Promise<void> {
  await page.getByText(from).click();
  await page.locator(`[data-test-subj="explore-agent-${id}"]`).click();
}

/** Our place is there once, and the last child of the group that it stands in. */
const standsLast = (page: Page) =>
  eventually(
    () =>
      marks(page).evaluateAll((all) =>
        all.map((element) => element.parentElement?.lastElementChild === element)
      ),
    (areLast) => expect(areLast).toEqual([true])
  );

let browser: Browser;
let profiles: Profiles;

beforeAll(async () => {
  browser = await launchChromium();
  profiles = new Profiles(browser);
}, START_MS);

afterAll(async () => {
  await browser?.close();
});

afterEach(() => profiles.leave());

describe.each<PagesVersion>(['4.9', '4.12', '4.14'])('in the pages of Wazuh %s', (version) => {
  let host: Host;

  beforeAll(async () => {
    host = await startStubbedDashboard(version, { basePath: '/dash' });
  }, START_MS);

  afterAll(() => host?.stop());

  async function openAgent(id: string, options: ProfileOptions = {}) {
    const opened = await profiles.open(host, options);
    await opened.page.goto(`${host.url}${SUMMARY}${agentHash(id)}`);
    return opened;
  }

  it('the state stands last in the header of an agent, stays through what the page does, and opens the flyout', async () => {
    const { page, api } = await openAgent('001');
    await word(page, 'Isolated');
    await standsLast(page);
    expect(api.asked).toEqual(['GET /endpoints/lab/001']);
    await marks(page).evaluate((element) => {
      element.id = 'same';
    });
    await part(page, 'refresh').click();
    await page.setViewportSize({ width: 700, height: 900 });
    await page.setViewportSize({ width: 1600, height: 900 });
    await settled(page);
    expect(await page.locator('#same').count()).toBe(1);
    await standsLast(page);
    await button(page).click();
    await flyout(page).getByRole('heading', { name: 'FIN-WS-01 (001)' }).waitFor();
  });

  it('another agent in the same header is another endpoint, and the flyout of the first one is gone', async () => {
    const { page, api } = await openAgent('001');
    await word(page, 'Isolated');
    await button(page).click();
    await flyout(page).waitFor();
    // The page behind the flyout goes on as the selector makes it: pinned first, then the URL.
    await page.evaluate(() => {
      const pinned = JSON.parse(sessionStorage.getItem('wz-shared-selected-agent') ?? '{}');
      const other = { ...pinned, id: '002', name: 'FIN-WS-02' };
      sessionStorage.setItem('wz-shared-selected-agent', JSON.stringify(other));
      window.location.hash = '#/agents?tab=welcome&agent=002';
    });
    await flyout(page).waitFor({ state: 'detached' });
    await page.reload();
    await word(page, 'No record');
    await choose(page, 'FIN-WS-02 (002)', '001');
    await word(page, 'Isolated');
    // Until the header says the same agent nothing can be pressed; its text follows up to 55 ms later (measured).
    await page.locator('[data-test-subj="isolationButton"][aria-disabled="false"]').waitFor();
    await countIs(marks(page), 1);
    expect(api.asked.filter((path) => path === 'GET /endpoints/lab/001').length).toBe(3);
  });

  it('it comes and goes with the header: tabs, Back, a module, Unpin, an agent that never connected', async () => {
    const { page } = await openAgent('001');
    await word(page, 'Isolated');
    await page.getByText('Stats', { exact: true }).click();
    await page.locator('.wz-module-header-agent [data-endpoint-isolation]').waitFor();
    await word(page, 'Isolated');
    await standsLast(page);
    await page.goBack();
    await page.locator('.wz-module-welcome [data-endpoint-isolation]').waitFor();
    await countIs(marks(page), 1);
    await page.getByText('Threat Hunting', { exact: true }).click();
    await page.getByText('Events of FIN-WS-01').waitFor();
    await countIs(marks(page), 0);
    await control(page).waitFor();
    await page.goBack();
    await word(page, 'Isolated');
    await choose(page, 'FIN-WS-01 (001)', '008');
    await page.getByText('Agent has never connected.').waitFor();
    await settled(page);
    expect(await marks(page).count()).toBe(0);

    const again = await openAgent('001');
    await word(again.page, 'Isolated');
    await again.page.getByLabel('Unpin agent').click();
    await again.page.getByText('No agent is selected').waitFor();
    await settled(again.page);
    expect(await marks(again.page).count()).toBe(0);
    expect(await control(again.page).count()).toBe(0);
  });

  it('nothing can be done where the URL names another agent than the page shows', async () => {
    const { page, api } = await openAgent('001');
    await word(page, 'Isolated');
    await button(page).click();
    await flyout(page).waitFor();
    await setHash(page, agentHash('006'));
    await flyout(page).waitFor({ state: 'detached' });
    await settled(page);
    expect(await page.getByText('FIN-WS-01 (001)').count()).toBe(1);
    expect(await isPressable(page)).toBe(false);
    expect(await control(page).count()).toBe(0);
    await button(page).click({ force: true });
    await settled(page);
    expect(await flyout(page).count()).toBe(0);
    expect(api.asked).not.toContain('GET /endpoints/lab/006');
    await page.reload();
    await word(page, 'No record');
    expect(api.asked).toContain('GET /endpoints/lab/006');
  });

  it('the manager itself has no button, and an agent that does not exist has none', async () => {
    const { page, api } = await openAgent('000');
    await page.getByText('wazuh-server (000)').waitFor();
    await settled(page);
    expect(await marks(page).locator('button').count()).toBe(0);
    expect(await control(page).count()).toBe(0);
    const none = await openAgent('999');
    await none.page.getByText('No agent is selected').waitFor();
    await settled(none.page);
    expect(await marks(none.page).count()).toBe(0);
    expect([...api.asked, ...none.api.asked]).toEqual([]);
  });

  it('every app of Wazuh that shows the agent page has it', async () => {
    for (const app of ['wz-home', 'threat-hunting', 'server-status']) {
      const { page } = await profiles.open(host);
      await page.goto(`${host.url}/app/${app}${agentHash('001')}`);
      await word(page, 'Isolated');
    }
  });

  it.each([
    [1600, 'light'],
    [1600, 'dark'],
    [1300, 'light'],
    [700, 'light'],
    [700, 'dark'],
  ] as const)(
    'it stands within the header at %d px, %s, with nothing over it',
    async (width, theme) => {
      await chooseTheme(host, theme);
      const { page } = await openAgent('001', { width });
      await button(page).locator('[data-test-subj="isolationState"]').waitFor();
      const box = await marks(page).boundingBox();
      const header = await page.locator('.wz-module-header-agent-main').boundingBox();
      const before = await marks(page).evaluate(
        (element) => element.previousElementSibling?.getBoundingClientRect().right ?? 0
      );
      expect(box && header && box.x + box.width <= header.x + header.width + 1).toBe(true);
      expect(box && box.x >= before - 1).toBe(true);
      expect(box && box.height <= 48).toBe(true);
      const isOnTop = await button(page).evaluate((element) => {
        const { left, top, width: w, height: h } = element.getBoundingClientRect();
        const found = document.elementFromPoint(left + w / 2, top + h / 2);
        return element.contains(found);
      });
      expect(isOnTop).toBe(true);
      const shown = (await button(page).innerText()).split(/\s+/).join(' ');
      expect(shown).toBe(width >= 1440 ? 'Isolation Isolated' : 'Isolated');
      const within = ['[data-endpoint-isolation]', '[data-test-subj="isolationHeaderControl"]'];
      expect(await violationsOfParts(page, within)).toEqual([]);
    }
  );
});
