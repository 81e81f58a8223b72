import type { Locator, Page } from 'playwright-core';
import { addAlert } from './alerts';
import { appOnLab } from './app_on_lab';
import { eventually } from './eventually';
import { part } from './running_lab';

/** Number of stops that no page has before what is looked for. */
const MOST_STOPS = 200;

describe('the keyboard alone, and the ear', () => {
  const app = appOnLab({ basePath: '/dash' });

  const hasFocus = (element: Locator) =>
    eventually(
      () => element.evaluate((one) => one === document.activeElement),
      (isFocused) => expect(isFocused).toBe(true)
    );

  /** Goes on with Tab until it is there. */
  async function tabTo(page: Page, element: Locator): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await page.keyboard.press('Tab');
      const isThere =
        (await element.count()) > 0 &&
        (await element.first().evaluate((one) => one === document.activeElement));
      if (isThere) return;
    }
    const at = await page.evaluate(() => document.activeElement?.outerHTML);
    throw new Error(`The keyboard does not come to ${element}; it is at ${at}`);
  }

  const flyoutState = (page: Page, word: string) =>
    eventually(
      () =>
        part(page, 'endpointFlyout')
          .locator('[data-test-subj="isolationState"]')
          .first()
          .innerText(),
      (shown) => expect(shown).toBe(word)
    );

  /** Keeps each text that a live region comes to have. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const heard: string[] = [];
      Reflect.set(window, 'heard', heard);
      const regions =
        '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
      new MutationObserver((changes) => {
        const spoken = new Set(
          changes.flatMap(({ target }) => {
            const element = target instanceof Element ? target : target.parentElement;
            return element?.closest(regions) ?? [];
          })
        );
        spoken.forEach((region) => {
          const text = region.textContent?.trim() ?? '';
          if (text !== '') heard.push(text);
        });
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });

  const heard = (page: Page) => page.evaluate<string[]>('window.heard');

  it('isolates, sees it confirmed and releases; each change of the state is announced once', async () => {
    const agent = app.takeEndpoint();
    const { endpoints } = app.lab.simulations[0];
    const page = await app.open('');
    const link = part(page, 'endpoints').getByRole('link', { name: agent.name, exact: true });
    await part(page, 'endpoints').locator('tbody tr').first().waitFor();
    await tabTo(page, part(page, 'search'));
    await page.keyboard.type(agent.name);
    await eventually(
      () => part(page, 'endpoints').locator('tbody tr a').allInnerTexts(),
      (names) => expect(names).toEqual([agent.name])
    );
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await part(page, 'stateSection').waitFor();
    await listen(page);

    endpoints.startFault(agent.id, 'alerts_held');
    await tabTo(page, part(page, 'isolate'));
    await page.keyboard.press('Enter');
    await hasFocus(part(page, 'reason'));
    await page.keyboard.type('Ransomware triage');
    await page.locator('[data-test-subj="submit"][aria-disabled="false"]').waitFor();
    await tabTo(page, part(page, 'submit'));
    await page.keyboard.press('Enter');
    await flyoutState(page, 'Isolating');
    // Where one can see how it goes on.
    await hasFocus(part(page, 'newestAction').getByRole('heading'));
    endpoints.endFault(agent.id, 'alerts_held');
    await flyoutState(page, 'Isolated');

    endpoints.startFault(agent.id, 'alerts_held');
    await tabTo(page, part(page, 'release'));
    await page.keyboard.press('Enter');
    await hasFocus(part(page, 'reason'));
    await page.keyboard.type('Clean');
    await page.locator('[data-test-subj="submit"][aria-disabled="false"]').waitFor();
    await tabTo(page, part(page, 'submit'));
    await page.keyboard.press('Enter');
    await flyoutState(page, 'Releasing');
    endpoints.endFault(agent.id, 'alerts_held');
    await flyoutState(page, 'Not isolated');
    const states = ['Isolating', 'Isolated', 'Releasing', 'Not isolated'];
    await eventually(
      () => heard(page),
      (texts) => expect(texts).toEqual(states.map((state) => `${agent.name}: ${state}`))
    );

    await page.keyboard.press('Escape');
    await hasFocus(link);
  });

  it('gives the focus back to the button of a form that is canceled', async () => {
    const page = await app.open(`#/endpoints/lab/${app.takeEndpoint().id}`);
    await part(page, 'isolate').focus();
    await page.keyboard.press('Enter');
    await hasFocus(part(page, 'reason'));
    await part(page, 'cancel').focus();
    await page.keyboard.press('Enter');
    await hasFocus(part(page, 'isolate'));
  });

  it('gives the focus to the title of the page where a flyout was opened by its URL', async () => {
    const page = await app.open(`#/endpoints/lab/${app.takeEndpoint().id}`);
    await part(page, 'stateSection').waitFor();
    await page.keyboard.press('Escape');
    await part(page, 'endpointFlyout').waitFor({ state: 'detached' });
    await hasFocus(part(page, 'attention').getByRole('heading', { level: 1 }));
  });

  it.each([
    ['the page of an agent', 'isolationButton', undefined],
    ['another page', 'isolationHeaderControl', '/app/data-explorer/discover'],
  ])('gives the focus back to what opened the flyout on %s: %s', async (_, opener, elsewhere) => {
    const { id } = app.takeEndpoint();
    const page = await app.openPath(`/app/endpoints-summary#/agents?tab=welcome&agent=${id}`);
    if (elsewhere !== undefined) {
      // The agent stays pinned.
      await part(page, 'isolationButton').waitFor();
      await page.goto(app.lab.host.url + elsewhere);
    }
    await page.locator(`[data-test-subj="${opener}"][aria-disabled="false"]`).focus();
    await page.keyboard.press('Enter');
    await part(page, 'stateSection').waitFor();
    await page.keyboard.press('Escape');
    await part(page, 'endpointOverlay').waitFor({ state: 'detached' });
    await hasFocus(part(page, opener));
  });

  it('gives the focus back to the button in Discover', async () => {
    const agent = app.takeEndpoint();
    const page = await app.openPath('/app/data-explorer/discover');
    await page.context().addCookies([
      {
        name: 'currentApi',
        value: encodeURIComponent(encodeURIComponent('{"name":"lab","id":"lab"}')),
        url: app.lab.host.url,
      },
    ]);
    const { id } = await addAlert(app.lab, agent);
    await page.reload();
    await part(page, `document-${id}`).click();
    await part(page, 'docViewerTab-Isolation').click();
    await part(page, 'openIsolationOfDocument').focus();
    await page.keyboard.press('Enter');
    await part(page, 'stateSection').waitFor();
    await page.keyboard.press('Escape');
    await part(page, 'endpointOverlay').waitFor({ state: 'detached' });
    await hasFocus(part(page, 'openIsolationOfDocument'));
  });

  it('stops at the part of a flyout that scrolls, which has the name of the flyout', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open(`#/endpoints/lab/${agent.id}`);
    const scrolled = page.getByRole('region', { name: `${agent.name} (${agent.id})`, exact: true });
    await eventually(
      () => scrolled.getAttribute('tabindex'),
      (stop) => expect(stop).toBe('0')
    );
  });
});
