import type { Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { addAlert } from './alerts';
import { appOnLab } from './app_on_lab';
import { eventually } from './eventually';
import { part } from './running_lab';
import { settled } from './settled';

/** A name and texts that run a script, load something, end an attribute or a style, wherever they become markup. */
const SCRIPT = 'window.markupRan = true';
const MARKUP = `WS"'><img src=x onerror="${SCRIPT}"><script>${SCRIPT}</script></style></textarea>{{7*7}}`;
const LINK = 'javascript:window.markupRan=true';

describe('markup in what endpoints and people write, in Chromium', () => {
  const app = appOnLab();

  /** An endpoint whose name, groups and system are markup. */
  function hostileEndpoint(): Agent {
    const { id } = app.takeEndpoint();
    const { fleet } = app.lab.simulations[0].manager;
    const os = fleet.find(id)?.os;
    fleet.change(id, {
      name: MARKUP,
      groups: ['default', MARKUP],
      ...(os ? { os: { ...os, name: MARKUP, version: MARKUP } } : {}),
    });
    const agent = fleet.find(id);
    if (!agent) throw new Error(`no agent ${id}`);
    return agent;
  }

  /** Demands that it stands there as text, and was nothing else. */
  async function isText(page: Page, within: string): Promise<void> {
    await eventually(
      () => page.locator(within).first().innerText(),
      (text) => expect(text).toContain('onerror=')
    );
    const found = await page.evaluate(() => ({
      ran: Reflect.get(window, 'markupRan') === true,
      images: document.querySelectorAll('img[src="x"]').length,
      scripts: Array.from(document.scripts).filter(({ text }) => text.includes('markupRan')).length,
      links: document.querySelectorAll('a[href^="javascript:"]').length,
    }));
    expect(found).toEqual({ ran: false, images: 0, scripts: 0, links: 0 });
  }

  /** Isolates it from its page, with markup for a reason and a case. */
  async function isolate(page: Page, { id }: Agent): Promise<void> {
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/endpoints/lab/${id}`);
    await part(page, 'isolate').click();
    await part(page, 'reason').fill(`${MARKUP} ${LINK}`);
    await part(page, 'submit').click();
  }

  it('is text in the view of a document in Discover', async () => {
    const agent = hostileEndpoint();
    const alert = await addAlert(app.lab, agent);
    const page = await app.openPath('/app/data-explorer/discover');
    await page.context().addCookies([
      {
        name: 'currentApi',
        value: encodeURIComponent(encodeURIComponent('{"name":"lab","id":"lab"}')),
        url: app.lab.host.url,
      },
    ]);
    await part(page, `document-${alert.id}`).click();
    await part(page, 'docViewerTab-Isolation').click();
    await part(page, 'openIsolationOfDocument').waitFor();
    await isText(page, '[data-test-subj="documentIsolation"]');
    await part(page, 'openIsolationOfDocument').click();
    await isText(page, '[data-test-subj="endpointOverlay"]');
  });

  it('is text in the sheet that is printed', async () => {
    const agent = hostileEndpoint();
    app.lab.simulations[0].endpoints.startFault(agent.id, 'export_fails');
    const page = await app.open('');
    await isolate(page, agent);
    await part(page, 'recoveryCard').waitFor();
    await page.evaluate(() => Object.assign(window, { print: () => undefined }));
    await part(page, 'printRecovery').click();
    await page.emulateMedia({ media: 'print' });
    await isText(page, '.endpointIsolationPrinted');
    expect(await page.locator('.endpointIsolationPrinted style').count()).toBe(1);
  });

  it('is text in the list, the history and the events', async () => {
    const agent = hostileEndpoint();
    const page = await app.open('');
    await isolate(page, agent);
    await part(page, 'stateSection').getByText('Isolated').first().waitFor();
    for (const [path, within] of [
      [`#/history?agent=${agent.id}`, '[data-test-subj="history"]'],
      [`#/events?agent=${agent.id}`, 'body'],
      [`#/?search=${agent.id}`, '[data-test-subj="endpoints"]'],
    ]) {
      await page.goto(`${app.lab.host.url}/app/endpoint-isolation${path ?? ''}`);
      await page.reload();
      await settled(page);
      await isText(page, within ?? 'body');
    }
  });
});
