import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../../scripts/project_root';
import type { Host } from '../../lab/host';
import { anAgent, anEndpoint, OPEN_STATE } from '../builders/views';
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
import { launchChromium } from './launch_chromium';
import { leftBehind, NODES_OF_THE_BROWSER } from './leaks';
import { START_MS } from './patience';
import { Profiles } from './profiles';
import { part } from './running_lab';
import { settled } from './settled';
import { chooseManager, startStubbedDashboard } from './stubbed_dashboard';

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

describe('the agent view', () => {
  let host: Host;

  beforeAll(async () => {
    host = await startStubbedDashboard('4.12');
  }, START_MS);

  afterAll(() => host?.stop());

  const url = (path: string) => `${host.url}${path}`;
  const agentUrl = (id: string) => url(SUMMARY + agentHash(id));

  it('asks for nothing on pages without an agent', async () => {
    const { page, api } = await profiles.open(host);
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
    const { page } = await profiles.open(host);
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
    const { page } = await profiles.open(host);
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
    const { page, api } = await profiles.open(host);
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
    const { page } = await profiles.open(host);
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
    const { page, api } = await profiles.open(host);
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
    const { page, context, api } = await profiles.open(host, { managers: ['one', 'two'] });
    await context.addCookies([{ name: 'currentApi', value, url: host.url }]);
    await page.goto(agentUrl('001'));
    await page.locator('[data-endpoint-isolation]').waitFor({ state: 'attached' });
    await settled(page);
    expect(await button(page).count()).toBe(0);
    expect(await control(page).count()).toBe(0);
    expect(api.asked.filter((path) => /endpoints\/(one|two)/.test(path))).toEqual([]);
  });

  it('offers nothing where the manager that is chosen now has another machine under the id', async () => {
    const { page, context, api } = await profiles.open(host, { managers: ['one', 'two'] });
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
    // A clock that is installed stays.
    const { page, api } = await profiles.open(host, { kind: 'new' });
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
    const { page, api } = await profiles.open(host);
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
    const { page } = await profiles.open(off);
    await page.goto(`${off.url}${SUMMARY}${agentHash('001')}`);
    await control(page).waitFor();
    await settled(page);
    expect(await marks(page).count()).toBe(0);
    await control(page).click();
    await flyout(page).waitFor();
    await off.stop();
  });

  it('breaks nothing where the page changes its shape in the middle', async () => {
    const { page } = await profiles.open(host);
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
    const { page } = await profiles.open(host);
    const left = await leftBehind(page, url(SUMMARY), ['001', '002'], {
      navigations: 60,
      warmUp: 24,
    });
    expect(left.nodes).toBeLessThanOrEqual(NODES_OF_THE_BROWSER);
    expect(left.listeners).toBeLessThanOrEqual(0);
  });

  it('says once that a part of it cannot be loaded, with a way to reload, and breaks nothing', async () => {
    const { page, context } = await profiles.open(host);
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
    const { page, context } = await profiles.open(host);
    await context.route(/endpointIsolation\.chunk/, (route) => route.fulfill({ status: 404 }));
    await page.goto(url('/app/endpoint-isolation'));
    await part(page, 'chunkFailure').waitFor();
    await part(page, 'reloadAfterChunkFailure').waitFor();
  });
});
