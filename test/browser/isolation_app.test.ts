import type { Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { seriousViolations } from './accessibility';
import { appOnLab } from './app_on_lab';
import { part, searchFor } from './running_lab';

/** Limit from the alert being searchable to the word on the screen. */
const SHOWN_WITHIN = 2000;

jest.setTimeout(90_000);

describe('the app on a lab', () => {
  const app = appOnLab({ basePath: '/dash' });

  /** Returns when the newest report of an endpoint can first be found, by this process's clock, ms. */
  async function searchableSince(agent: Agent, count: number): Promise<number> {
    for (;;) {
      const { body } = await app.lab.client.count({
        index: 'wazuh-alerts-*',
        body: { query: { term: { 'agent.id': agent.id } } },
      });
      if (body.count >= count) return Date.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const stateIs = (page: Page, word: string) =>
    part(page, 'endpointFlyout')
      .locator('[data-test-subj="isolationState"]', { hasText: new RegExp(`^${word}$`) })
      .waitFor();

  it('isolates an endpoint with a reason, shows it isolated once it has reported, and releases it, without a reload', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open('');
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await searchFor(page, agent.name);
    await part(page, 'endpoints').getByRole('link', { name: agent.name, exact: true }).click();
    await part(page, 'isolate').click();
    await part(page, 'reason').fill('Ransomware triage');
    await part(page, 'case').fill('INC-1042');
    await page.getByRole('button', { name: `Isolate ${agent.name}` }).click();
    await stateIs(page, 'Isolating');
    expect(await part(page, 'endpointFlyout').getByText('Isolated, reported').count()).toBe(0);
    const [searchable] = await Promise.all([searchableSince(agent, 1), stateIs(page, 'Isolated')]);
    expect(Date.now() - searchable).toBeLessThanOrEqual(SHOWN_WITHIN);
    expect(await part(page, 'timeline').first().innerText()).toContain('Confirmed by the endpoint');
    await part(page, 'attention').getByRole('link', { name: agent.name, exact: true }).waitFor();

    await part(page, 'release').click();
    await part(page, 'reason').fill('Clean');
    await page.getByRole('button', { name: `Release ${agent.name}` }).click();
    const [released] = await Promise.all([
      searchableSince(agent, 2),
      stateIs(page, 'Not isolated'),
    ]);
    expect(Date.now() - released).toBeLessThanOrEqual(SHOWN_WITHIN);
    expect(loads).toBe(0);
    await page.close();
  });

  it('opens an endpoint by its row, closes it by Back, and gives the focus back to its link', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open('');
    await searchFor(page, agent.name);
    const link = part(page, 'endpoints').getByRole('link', { name: agent.name, exact: true });
    await part(page, 'endpoints').getByText(agent.ip, { exact: true }).click();
    await part(page, 'identity').waitFor();
    expect(page.url()).toContain(`#/endpoints/lab/${agent.id}?search=`);
    expect(await page.title()).toBe(`${agent.name} - Endpoint isolation - Wazuh`);
    await page.keyboard.press('Escape');
    await part(page, 'endpointFlyout').waitFor({ state: 'detached' });
    const handle = await link.elementHandle();
    await page.waitForFunction((element) => element === document.activeElement, handle);
    await page.goBack();
    await part(page, 'identity').waitFor();
    await page.goBack();
    await part(page, 'endpointFlyout').waitFor({ state: 'detached' });
    expect(await part(page, 'search').inputValue()).toBe(agent.name);
    await page.close();
  });

  it('writes the manager into a link that names none, and shows nothing of a manager that is not configured', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open(`#/endpoints/${agent.id}`);
    await page.waitForURL(`**/app/endpoint-isolation#/endpoints/lab/${agent.id}`);
    await part(page, 'identity').waitFor();
    await page.close();
    const other = await app.open(`#/endpoints/elsewhere/${agent.id}`);
    await other.getByText('No manager with this ID is configured.').waitFor();
    expect(await part(other, 'endpointFlyout').count()).toBe(0);
    await other.close();
  });

  it.each([
    ['an id that climbs', '#/endpoints/lab/..%2F..%2Fx'],
    ['the manager itself', '#/endpoints/lab/000'],
    ['markup', '#/endpoints/lab/<script>alert(1)</script>'],
    ['a broken escape', '#/endpoints/%E0%A4%A/001/2'],
    ['ten thousand digits', `#/endpoints/lab/${'9'.repeat(10_000)}`],
  ])('says that there is no such page for %s', async (_, hash) => {
    const page = await app.open(hash);
    await page.getByText('Page not found').waitFor();
    await page.close();
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    beforeAll(async () => {
      const page = await app.open('');
      await part(page, 'toggleTheme').waitFor();
      const change = page.locator(`[aria-label="Use the ${theme} theme"]`);
      if ((await change.count()) > 0) {
        await change.click();
        await page.locator(`[aria-label="Use the ${theme} theme"]`).waitFor({ state: 'detached' });
      }
      await page.close();
    });

    it.each([
      ['the first page', '', 'endpoints'],
      ['the events', '#/events', 'events'],
      ['the history', '#/history', 'history'],
    ])('has no serious fault of accessibility on %s', async (_, hash, panel) => {
      const page = await app.open(hash);
      await part(page, panel).getByRole('link').first().waitFor();
      expect(await seriousViolations(page, ['.euiPage'])).toEqual([]);
      await page.close();
    });

    it('has no serious fault of accessibility in the flyout and its form', async () => {
      const agent = app.takeEndpoint();
      const page = await app.open(`#/endpoints/lab/${agent.id}`);
      await part(page, 'identity').waitFor();
      expect(await seriousViolations(page, ['.euiFlyout'])).toEqual([]);
      await part(page, 'isolate').click();
      await part(page, 'lifeline').waitFor();
      await page
        .getByRole('button', { name: /^Remove/ })
        .first()
        .click();
      await part(page, 'acknowledgements').waitFor();
      await page.getByRole('button', { name: `Isolate ${agent.name}` }).click();
      await page.getByText('Enter a reason.').waitFor();
      expect(await seriousViolations(page, ['.euiFlyout'])).toEqual([]);
      await page.close();
    });
  });
});
