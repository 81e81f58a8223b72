import type { Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { seriousViolations } from './accessibility';
import { appOnLab } from './app_on_lab';
import { part } from './running_lab';

jest.setTimeout(90_000);

describe('an endpoint that cannot be brought back from here alone', () => {
  const app = appOnLab();

  /** Isolated, and no backup of its firewall was made. */
  async function isolatedWithoutBackup(page: Page): Promise<Agent> {
    const agent = app.takeEndpoint();
    app.lab.simulations[0].endpoints.startFault(agent.id, 'export_fails');
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/endpoints/lab/${agent.id}`);
    await part(page, 'isolate').click();
    await part(page, 'reason').fill('Ransomware triage');
    await part(page, 'submit').click();
    await part(page, 'recoveryCard').waitFor();
    await part(page, 'closeAttention').waitFor();
    return agent;
  }

  const openList = (page: Page, agent: Agent) =>
    part(page, 'openAttentionList').getByRole('link', { name: agent.name, exact: true });

  const reasonHasFocus = (page: Page) =>
    page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'closeReason');

  async function tabTo(page: Page, name: string): Promise<void> {
    for (let presses = 0; presses < 10; presses++) {
      await page.keyboard.press('Tab');
      const isThere = await part(page, name).evaluate((one) => one === document.activeElement);
      if (isThere) return;
    }
    throw new Error(`the keyboard does not come to ${name}`);
  }

  it('stays on the first page until somebody closes it with a reason, all by keyboard', async () => {
    const page = await app.open('');
    const agent = await isolatedWithoutBackup(page);
    await openList(page, agent).waitFor({ state: 'attached' });
    await part(page, 'closeAttention').focus();
    await page.keyboard.press('Enter');
    await part(page, 'closeAttentionDialog').waitFor();
    await reasonHasFocus(page);
    await tabTo(page, 'submitClose');
    await page.keyboard.press('Enter');
    await page.getByText('Enter a reason.').waitFor();
    await reasonHasFocus(page);
    await page.keyboard.type('Reset at the machine');
    await tabTo(page, 'submitClose');
    await page.keyboard.press('Enter');
    await part(page, 'closeAttentionDialog').waitFor({ state: 'detached' });
    await page.getByText('Follow-up closed.').waitFor();
    expect(
      await part(page, 'openAttention').evaluate((element) => element === document.activeElement)
    ).toBe(true);
    await openList(page, agent).waitFor({ state: 'detached' });
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/history?agent=${agent.id}`);
    const closed = part(page, 'history').getByText('Reset at the machine');
    // The search behind the page finds what is a second old.
    while ((await closed.count()) === 0) {
      await part(page, 'history').getByRole('button', { name: 'Refresh' }).click();
      await page.waitForTimeout(300);
    }
    await page.close();
  });

  it('prints its card alone, with every command', async () => {
    const page = await app.open('');
    const agent = await isolatedWithoutBackup(page);
    await page.evaluate(() => Object.assign(window, { print: () => undefined }));
    await part(page, 'printRecovery').click();
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => document.body.innerText);
    expect(printed).toContain(`${agent.name} (${agent.id})`);
    expect(printed).toContain('netsh advfirewall reset');
    expect(printed).not.toContain('Close follow-up');
    expect(await part(page, 'endpointFlyout').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.locator('.endpointIsolationPrinted').waitFor({ state: 'detached' });
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious fault of accessibility in the %s theme, dialog and lists included',
    async (theme) => {
      const page = await app.open('');
      const change = page.locator(`[aria-label="Use the ${theme} theme"]`);
      await part(page, 'toggleTheme').waitFor();
      if ((await change.count()) > 0) {
        await change.click();
        await change.waitFor({ state: 'detached' });
      }
      await isolatedWithoutBackup(page);
      expect(await seriousViolations(page, ['.euiFlyout'])).toEqual([]);
      await part(page, 'closeAttention').click();
      await part(page, 'closeReason').waitFor();
      // It fades in.
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running')
      );
      expect(await seriousViolations(page, ['.euiModal'])).toEqual([]);
      await page.keyboard.press('Escape');
      await page.goto(`${app.lab.host.url}/app/endpoint-isolation`);
      await part(page, 'openAttentionList').getByRole('link').first().waitFor();
      expect(await seriousViolations(page, ['.euiPage'])).toEqual([]);
      await page.close();
    }
  );

  it('gets other addresses in one guided action, which goes on when the page is closed', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open(`#/endpoints/lab/${agent.id}`);
    await part(page, 'isolate').click();
    await part(page, 'reason').fill('Ransomware triage');
    await part(page, 'submit').click();
    await part(page, 'reisolate').click();
    await part(page, 'changeOfAddresses').waitFor();
    expect(await seriousViolations(page, ['.euiFlyout'])).toEqual([]);
    await part(page, 'reason').fill('The EDR console has to reach it');
    await part(page, 'ownAddresses').locator('input').fill('10.99.0.7');
    await page.keyboard.press('Enter');
    await part(page, 'lifeline').getByRole('cell', { name: '10.99.0.7' }).waitFor();
    await page.getByRole('button', { name: `Release and re-isolate ${agent.name}` }).click();
    await part(page, 'reisolation').waitFor();
    await page.close();
    const later = await app.open(`#/endpoints/lab/${agent.id}`);
    await part(later, 'presentLifeline').getByText('10.99.0.7').waitFor();
    await part(later, 'newestAction')
      .getByText('Change of allowed addresses, step 2 of 2')
      .waitFor();
    expect(await part(later, 'reisolation').count()).toBe(0);
    await later.close();
  });
});
