import { rmSync } from 'fs';
import { join } from 'path';
import type { Browser, Page } from 'playwright-core';
import { USER_COOKIE } from '../../lab/host';
import { startWithProbe } from '../../lab/host/probe/start_with_probe';
import type { ProbedHost } from '../../lab/host/probe/start_with_probe';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';
import { settled } from './settled';

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
  }, START_MS);

  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  afterAll(async () => {
    await browser?.close();
    await Promise.all(hosts.map((each) => each.stop()));
  });

  async function open(url: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  }

  const part = (page: Page, name: string) => page.locator(`[data-test-subj="${name}"]`);

  const says = (page: Page, name: string, text: string | RegExp) =>
    eventually(
      () => part(page, name).innerText(),
      (shown) => expect(shown).toMatch(text)
    );

  const isAt = (page: Page, url: string) =>
    eventually(
      () => page.url(),
      (now) => expect(now).toBe(url)
    );

  const titleIs = (page: Page, title: string) =>
    eventually(
      () => page.title(),
      (now) => expect(now).toBe(title)
    );

  it('mounts the app of the URL, with title, breadcrumbs, header control and its dependencies', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'told').waitFor();
    await titleIs(page, 'First - Wazuh');
    await says(page, 'breadcrumbs', /Probe\s+First/);
    await says(page, 'control', /^control$/);
    await says(page, 'plugins', /^data,discover$/);
    await part(page, 'ask').click();
    await page.getByText('{"ok":true}').waitFor();
  });

  it('keeps one history, with the base path and the path of the app taken off', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'push').click();
    await says(page, 'at', /^\/inner#part$/);
    await isAt(page, `${host.url}/app/probe-first/inner#part`);
    await part(page, 'second').click();
    await says(page, 'second', /^second at #there$/);
    await isAt(page, `${host.url}/app/probe-second#there`);
    await titleIs(page, 'Wazuh');
    await page.goBack();
    await says(page, 'at', /^\/inner#part$/);
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
    await isAt(page, `${host.url}/app/probe-second`);
    await leave();
    await part(page, 'confirmModalConfirmButton').click();
    await part(page, 'told').waitFor();
  });

  it('keeps a flyout open across changes of the URL until it is closed, and tells who opened it', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'push').click();
    await part(page, 'openFlyout').click();
    await part(page, 'inFlyout').waitFor();
    await page.evaluate(() => window.location.replace('#elsewhere'));
    await says(page, 'at', /^\/inner#elsewhere$/);
    await settled(page);
    expect(await part(page, 'inFlyout').isVisible()).toBe(true);
    await part(page, 'euiFlyoutCloseButton').click();
    await page.getByText('flyout closed').waitFor();
  });

  it('shows toasts, and asks for a confirmation', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'toast').click();
    await part(page, 'globalToastList').getByText('black').waitFor();
    await part(page, 'confirm').click();
    await part(page, 'confirmModalConfirmButton').click();
    await says(page, 'told', /^true$/);
  });

  it('says so where no app has the id of the URL', async () => {
    const page = await open(`${host.url}/app/nowhere`);
    await page.getByText('Application not found').waitFor();
  });

  it('signs in another user, and changes to the dark theme', async () => {
    const page = await open(`${host.url}/app/probe-first`);
    await part(page, 'account-popover').click();
    await part(page, 'signInAs-reader').click();
    await page.getByLabel('Signed in as reader').waitFor();
    await eventually(
      () => page.context().cookies(),
      (cookies) =>
        expect(cookies).toContainEqual(
          expect.objectContaining({ name: USER_COOKIE, value: 'reader' })
        )
    );
    const backgroundIs = (color: string) =>
      eventually(
        () => page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        (now) => expect(now).toBe(color)
      );
    await backgroundIs('rgb(246, 248, 250)');
    await part(page, 'toggleTheme').click();
    await page.getByLabel('Use the light theme').waitFor();
    await backgroundIs('rgb(29, 30, 36)');
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
  });
});
