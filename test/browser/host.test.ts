import { rmSync } from 'fs';
import { join } from 'path';
import type { Browser, Page } from 'playwright-core';
import { USER_COOKIE } from '../../lab/host';
import { startWithProbe } from '../../lab/host/probe/start_with_probe';
import type { ProbedHost } from '../../lab/host/probe/start_with_probe';
import { launchChromium } from './launch_chromium';

/** Building the modules that OSD shares takes the longest, once for each state of the sources. */
const BUILD_MS = 180_000;

jest.setTimeout(30_000);

describe('the browser side of the host', () => {
  let browser: Browser;
  const hosts: ProbedHost[] = [];
  let host: ProbedHost;

  async function start(...given: Parameters<typeof startWithProbe>): Promise<ProbedHost> {
    const started = await startWithProbe(...given);
    hosts.push(started);
    return started;
  }

  beforeAll(async () => {
    browser = await launchChromium();
    host = await start({ basePath: '/dash', security: 'lab' }, [
      { manifest: { requiredPlugins: ['data'], optionalPlugins: ['discover'] } },
    ]);
    await host.prepareBrowser();
  }, BUILD_MS);

  afterAll(async () => {
    await browser.close();
    await Promise.all(hosts.map((each) => each.stop()));
  });

  async function open(url: string): Promise<Page> {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(url);
    return page;
  }

  const part = (page: Page, name: string) => page.locator(`[data-test-subj="${name}"]`);

  it('mounts the app of the URL, with title, breadcrumbs, header control and its dependencies', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'told').waitFor();
    expect(await page.title()).toBe('First - Wazuh');
    expect(await part(page, 'breadcrumbs').innerText()).toMatch(/Probe\s+First/);
    expect(await part(page, 'control').innerText()).toBe('control');
    expect(await part(page, 'plugins').innerText()).toBe('data,discover');
    await part(page, 'ask').click();
    await page.getByText('{"ok":true}').waitFor();
    await page.close();
  });

  it('keeps one history, with the base path and the path of the app taken off', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'push').click();
    expect(await part(page, 'at').innerText()).toBe('/inner#part');
    expect(page.url()).toBe(`${host.url}/app/probe-first/inner#part`);
    await part(page, 'second').click();
    expect(await part(page, 'second').innerText()).toBe('second at #there');
    expect(page.url()).toBe(`${host.url}/app/probe-second#there`);
    expect(await page.title()).toBe('Wazuh');
    await page.goBack();
    expect(await part(page, 'at').innerText()).toBe('/inner#part');
    await page.close();
  });

  it('asks before it leaves an app that wants to be asked', async () => {
    const page = await open(`${host.url}/app/probe-second`);
    await part(page, 'second').waitFor();
    const leave = async () => {
      await part(page, 'toggleNavButton').click();
      await part(page, 'collapsibleNavAppLink-probe-first').click();
    };
    await leave();
    await part(page, 'confirmModalCancelButton').click();
    expect(page.url()).toContain('/app/probe-second');
    await leave();
    await part(page, 'confirmModalConfirmButton').click();
    await part(page, 'told').waitFor();
    await page.close();
  });

  it('keeps a flyout open across changes of the URL until it is closed, and tells who opened it', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'push').click();
    await part(page, 'openFlyout').click();
    await part(page, 'inFlyout').waitFor();
    await page.evaluate(() => window.location.replace('#elsewhere'));
    expect(await part(page, 'at').innerText()).toBe('/inner#elsewhere');
    expect(await part(page, 'inFlyout').isVisible()).toBe(true);
    await part(page, 'euiFlyoutCloseButton').click();
    await page.getByText('flyout closed').waitFor();
    await page.close();
  });

  it('shows toasts, and asks for a confirmation', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'toast').click();
    await part(page, 'globalToastList').getByText('black').waitFor();
    await part(page, 'confirm').click();
    await part(page, 'confirmModalConfirmButton').click();
    await expect(part(page, 'told').innerText()).resolves.toBe('true');
    await page.close();
  });

  it('says so where no app has the id of the URL', async () => {
    const page = await open(`${host.url}/app/nowhere`);
    await page.getByText('Application not found').waitFor();
    await page.close();
  });

  it('signs in another user, and changes to the dark theme', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'account-popover').click();
    await part(page, 'signInAs-reader').click();
    await page.getByLabel('Signed in as reader').waitFor();
    expect(await page.context().cookies()).toContainEqual(
      expect.objectContaining({ name: USER_COOKIE, value: 'reader' })
    );
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.waitForFunction(() => getComputedStyle(document.body).paddingTop === '49px');
    expect(await background()).toBe('rgb(246, 248, 250)');
    await part(page, 'toggleTheme').click();
    await page.getByLabel('Use the light theme').waitFor();
    await page.waitForFunction(() => getComputedStyle(document.body).paddingTop === '49px');
    expect(await background()).toBe('rgb(29, 30, 36)');
    await page.close();
  });

  it('is an error page as a whole where a plugin throws in its setup, or its bundle is missing', async () => {
    const throwing = await start({ configuration: { probe_path: { shown: 'throw' } } }, [
      { configPath: ['probe_path'] },
    ]);
    const thrown = await open(`${throwing.url}/app/probe-first`);
    await thrown.getByText('Something went wrong').waitFor();

    const missing = await start({}, [{}]);
    rmSync(join(missing.folders[0] ?? '', 'target', 'public'), { recursive: true });
    const broken = await open(`${missing.url}/app/probe-first`);
    await broken.getByText('Wazuh did not load properly.').waitFor();
    await Promise.all([thrown.close(), broken.close()]);
  });
});
