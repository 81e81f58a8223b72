import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { projectRoot } from '../../scripts/project_root';
import type { Host } from '../../lab/host';
import type { PagesVersion } from '../../lab/wazuh_pages/wazuh_version';
import { anAgent, anEndpoint, OPEN_STATE } from '../builders/views';
import { violationsOfParts } from './accessibility';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { leftBehind, NODES_OF_THE_BROWSER } from './leaks';
import { START_MS } from './patience';
import { part } from './running_lab';
import { settled } from './settled';
import {
  chooseManager,
  chooseTheme,
  openProfile,
  startStubbedDashboard,
} from './stubbed_dashboard';

const SUMMARY = '/app/endpoints-summary';
const agentHash = (id: string, tab = 'welcome') => `#/agents?tab=${tab}&agent=${id}`;

const button = (page: Page) => part(page, 'isolationButton');
const control = (page: Page) => part(page, 'isolationHeaderControl');
const flyout = (page: Page) => part(page, 'endpointOverlay');
const marks = (page: Page) => page.locator('[data-endpoint-isolation]');

const word = (page: Page, text: string) =>
  button(page).locator('[data-test-subj="isolationState"]', { hasText: text }).waitFor();

const isPressable = async (page: Page) =>
  (await button(page).getAttribute('aria-disabled')) === 'false';

const setHash = (page: Page, hash: string) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

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

const countIs = (found: Locator, wanted: number) =>
  eventually(
    () => found.count(),
    (count) => expect(count).toBe(wanted)
  );

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, START_MS);

afterAll(async () => {
  await browser?.close();
});

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

describe.each<PagesVersion>(['4.9', '4.12', '4.14'])('in the pages of Wazuh %s', (version) => {
  let host: Host;

  beforeAll(async () => {
    host = await startStubbedDashboard(version, { basePath: '/dash' });
  }, START_MS);

  afterAll(() => host?.stop());

  async function openAgent(id: string, options: Parameters<typeof openProfile>[2] = {}) {
    const opened = await openProfile(browser, host, options);
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
      const { page } = await openProfile(browser, host);
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

describe('the agent view', () => {
  let host: Host;

  beforeAll(async () => {
    host = await startStubbedDashboard('4.12');
  }, START_MS);

  afterAll(() => host?.stop());

  const url = (path: string) => `${host.url}${path}`;
  const agentUrl = (id: string) => url(SUMMARY + agentHash(id));

  it('asks for nothing on pages without an agent', async () => {
    const { page, api } = await openProfile(browser, host);
    const ours: string[] = [];
    page.on('request', (request) => {
      if (/endpointIsolation\.chunk/.test(request.url())) ours.push(request.url());
    });
    for (const path of [
      '/app/wz-home',
      `${SUMMARY}#/agents-preview`,
      '/app/data-explorer/discover',
    ]) {
      await page.goto(url(path));
      await settled(page);
    }
    expect([...api.asked, ...ours]).toEqual([]);
    expect(await control(page).count()).toBe(0);
  });

  it('keeps the state of the pinned agent in the bar above every page, and its flyout over none but the one it was opened on', async () => {
    const { page } = await openProfile(browser, host);
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    await part(page, 'toggleNavButton').click();
    await part(page, 'collapsibleNavAppLink-data-explorer').click();
    await part(page, 'standInUrl').waitFor();
    await control(page).click();
    await flyout(page).getByRole('heading', { name: 'FIN-WS-01 (001)' }).waitFor();
    await page.goBack();
    await flyout(page).waitFor({ state: 'detached' });
    await word(page, 'Isolated');
  });

  it('keeps the flyout open where the agent and the app stay', async () => {
    const { page } = await openProfile(browser, host);
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    await button(page).click();
    await flyout(page).waitFor();
    await setHash(page, agentHash('001', 'stats'));
    await page.locator('.wz-module-header-agent [data-endpoint-isolation]').waitFor();
    await settled(page);
    expect(await flyout(page).count()).toBe(1);
  });

  it('moves by itself, with the state alone asked for', async () => {
    const { page, api } = await openProfile(browser, host);
    const waiting = { verb: 'isolate' as const, n: 1, since: Date.now(), until: 9e15 };
    const agent = anAgent({ date_add: Date.parse('2026-10-16T09:00:46+00:00') });
    const known = anEndpoint({ agent, state: { ...OPEN_STATE, waiting } });
    api.endpoints.set('001', known);
    await page.goto(agentUrl('001'));
    await word(page, 'Isolating');
    api.endpoints.set('001', { ...known, state: OPEN_STATE });
    await word(page, 'No record');
    expect(api.asked[0]).toBe('GET /endpoints/lab/001');
    expect(new Set(api.asked.slice(1))).toEqual(new Set(['GET /states']));
  });

  it('opens nothing for an agent that a silent move of the host put into the URL', async () => {
    const { page } = await openProfile(browser, host);
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    await page.evaluate((hash) => window.history.pushState(null, '', hash), agentHash('006'));
    await button(page).click();
    await settled(page);
    expect(await flyout(page).count()).toBe(0);
    expect(await isPressable(page)).toBe(false);
  });

  it.each([
    ['a path', '../../x'],
    ['markup', '<script>window.broken=1</script>'],
    ['10 kB', '1'.repeat(10_000)],
    ['two agents', '001&agent=006'],
  ])('is quiet where the URL names %s', async (_, text) => {
    const { page, api } = await openProfile(browser, host);
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    await setHash(page, agentHash(text));
    await settled(page);
    expect(await button(page).count()).toBe(0);
    expect(await control(page).count()).toBe(0);
    expect(api.asked.filter((path) => !/^GET \/(endpoints\/lab\/001|states)$/.test(path))).toEqual(
      []
    );
    expect(errors).toEqual([]);
  });

  it.each([
    ['garbage', 'garbage%'],
    ['no manager of ours', encodeURIComponent(encodeURIComponent('{"id":"../evil"}'))],
    ['a list', encodeURIComponent(encodeURIComponent('[1]'))],
  ])('shows no state where the cookie names %s and there are two managers', async (_, value) => {
    const { page, context, api } = await openProfile(browser, host, { managers: ['one', 'two'] });
    await context.addCookies([{ name: 'currentApi', value, url: host.url }]);
    await page.goto(agentUrl('001'));
    await page.locator('[data-endpoint-isolation]').waitFor({ state: 'attached' });
    await settled(page);
    expect(await button(page).count()).toBe(0);
    expect(await control(page).count()).toBe(0);
    expect(api.asked.filter((path) => /endpoints\/(one|two)/.test(path))).toEqual([]);
  });

  it('offers nothing where the manager that is chosen now has another machine under the id', async () => {
    const { page, context, api } = await openProfile(browser, host, { managers: ['one', 'two'] });
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    // Another tab chose the other manager.
    await chooseManager(context, host, 'two');
    api.endpoints.set('001', anEndpoint({ name: 'HR-WS-77' }));
    await button(page).click();
    await settled(page);
    expect(await flyout(page).count()).toBe(0);
    expect(api.asked).toContain('GET /endpoints/two/001');
    expect(await button(page).getAttribute('aria-label')).toContain('a different endpoint');
  });

  it('shows nothing of an agent that the person may not see, and asks once', async () => {
    const { page, api } = await openProfile(browser, host);
    api.endpoints.delete('001');
    await page.clock.install();
    const answered = page.waitForResponse(/\/endpoints\/lab\/001/);
    await page.goto(agentUrl('001'));
    await answered;
    await page.clock.runFor('10:00');
    await countIs(button(page), 0);
    expect(await control(page).count()).toBe(0);
    expect(api.asked.filter((path) => path.startsWith('GET /endpoints'))).toEqual([
      'GET /endpoints/lab/001',
    ]);
  });

  it('says in the flyout that the plugin was upgraded under the page, and reloads past the cache', async () => {
    const { page, api } = await openProfile(browser, host);
    api.version = '9.9.9';
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    await button(page).click();
    const notice = part(page, 'outdated');
    await notice.getByText('version 9.9.9 is installed').waitFor();
    expect(await violationsOfParts(page, ['[data-test-subj="endpointOverlay"]'])).toEqual([]);
    // Another request for it than the one of the page itself.
    const refreshed = page.waitForRequest(
      (request) =>
        /endpointIsolation\.plugin\.js$/.test(request.url()) && request.resourceType() === 'fetch'
    );
    const loaded = page.waitForEvent('load');
    await notice.getByRole('button', { name: 'Reload page' }).click();
    await Promise.all([refreshed, loaded]);
    await word(page, 'Isolated');
  });

  it('has the control only, where the button is off by configuration', async () => {
    const off = await startStubbedDashboard('4.12', {
      configuration: { wazuh_isolation: { allow_without_security: true, agent_view: false } },
    });
    const { page, context } = await openProfile(browser, off);
    await page.goto(`${off.url}${SUMMARY}${agentHash('001')}`);
    await control(page).waitFor();
    await settled(page);
    expect(await marks(page).count()).toBe(0);
    await control(page).click();
    await flyout(page).waitFor();
    await context.close();
    await off.stop();
  });

  it('breaks nothing where the page changes its shape in the middle', async () => {
    const { page } = await openProfile(browser, host);
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(agentUrl('001'));
    await word(page, 'Isolated');
    await page.evaluate(() => {
      const main = document.querySelector('.wz-module-header-agent-main');
      main?.classList.replace('wz-module-header-agent-main', 'wz-header-of-5');
      document.querySelector('[data-endpoint-isolation]')?.remove();
    });
    await settled(page);
    expect(await marks(page).count()).toBe(0);
    await control(page).waitFor();
    await page.getByText('Stats', { exact: true }).click();
    await page.locator('.wz-module-header-agent [data-endpoint-isolation]').waitFor();
    expect(errors).toEqual([]);
  });

  it('leaves no node and no listener behind on its way through the pages', async () => {
    const { page } = await openProfile(browser, host);
    const left = await leftBehind(page, url(SUMMARY), ['001', '002'], {
      navigations: 60,
      warmUp: 24,
    });
    expect(left.nodes).toBeLessThanOrEqual(NODES_OF_THE_BROWSER);
    expect(left.listeners).toBeLessThanOrEqual(0);
  });

  it('says once that a part of it cannot be loaded, with a way to reload, and breaks nothing', async () => {
    const { page, context } = await openProfile(browser, host);
    const chunks = readdirSync(join(projectRoot, 'target', 'public')).filter((name) =>
      /chunk.*\.js$/.test(name)
    );
    expect(chunks.some((name) => name.includes('agent_view'))).toBe(true);
    await context.route(/endpointIsolation\.chunk/, (route) => route.fulfill({ status: 404 }));
    await page.goto(agentUrl('001'));
    await part(page, 'chunkFailure').waitFor();
    for (const tab of ['stats', 'welcome', 'configuration']) {
      await setHash(page, agentHash('001', tab));
      await settled(page);
    }
    expect(await part(page, 'chunkFailure').count()).toBe(1);
    await page.getByText('FIN-WS-01 (001)').waitFor();
    await context.unroute(/endpointIsolation\.chunk/);
    await part(page, 'reloadAfterChunkFailure').click();
    await button(page).waitFor();
  });

  it('says the same in the place of the app', async () => {
    const { page, context } = await openProfile(browser, host);
    await context.route(/endpointIsolation\.chunk/, (route) => route.fulfill({ status: 404 }));
    await page.goto(url('/app/endpoint-isolation'));
    await part(page, 'chunkFailure').waitFor();
    await part(page, 'reloadAfterChunkFailure').waitFor();
  });
});
