import type { Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { appOnLab } from './app_on_lab';
import { eventually } from './eventually';
import { part } from './running_lab';

describe('an endpoint that cannot be brought back from here alone', () => {
  const app = appOnLab({ store: 'best' });

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
    await eventually(
      () => part(page, 'openAttention').evaluate((element) => element === document.activeElement),
      (hasFocus) => expect(hasFocus).toBe(true)
    );
    await openList(page, agent).waitFor({ state: 'detached' });
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/history?agent=${agent.id}`);
    // The search behind the page finds what is a second old.
    await eventually(
      async () => {
        await part(page, 'history').getByRole('button', { name: 'Refresh' }).click();
        return part(page, 'history').innerText();
      },
      (rows) => expect(rows).toContain('Reset at the machine')
    );
  });

  it('has both its badges on one edge where they do not fit beside each other', async () => {
    const page = await app.open('', 1100);
    const agent = await isolatedWithoutBackup(page);
    const row = part(page, 'attention').getByRole('row', { name: new RegExp(agent.name) });
    await eventually(
      () =>
        row.locator('.euiBadge').evaluateAll((badges) =>
          badges.map((badge) => {
            const { left, top } = badge.getBoundingClientRect();
            return { text: badge.textContent, left, top };
          })
        ),
      (badges) => {
        expect(badges.map(({ text }) => text)).toEqual(['Isolated', 'Needs follow-up']);
        const [state, followUp] = badges;
        expect(followUp?.top).toBeGreaterThan(state?.top ?? 0);
        expect(followUp?.left).toBe(state?.left);
      }
    );
  });

  it('prints its card alone, with every command', async () => {
    const page = await app.open('');
    const agent = await isolatedWithoutBackup(page);
    await page.evaluate(() => Object.assign(window, { print: () => undefined }));
    await part(page, 'printRecovery').click();
    await page.emulateMedia({ media: 'print' });
    const printed = await eventually(
      () => page.evaluate(() => document.body.innerText),
      (text) => {
        expect(text).toContain(`${agent.name} (${agent.id})`);
        expect(text).toContain('netsh advfirewall reset');
      }
    );
    expect(printed).not.toContain('Close follow-up');
    await part(page, 'endpointFlyout').waitFor({ state: 'hidden' });
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.locator('.endpointIsolationPrinted').waitFor({ state: 'detached' });
  });

  it('gets other addresses in one guided action, which goes on when the page is closed', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open(`#/endpoints/lab/${agent.id}`);
    await part(page, 'isolate').click();
    await part(page, 'reason').fill('Ransomware triage');
    await part(page, 'submit').click();
    await part(page, 'reisolate').click();
    await part(page, 'changeOfAddresses').waitFor();
    app.lab.simulations[0].endpoints.startFault(agent.id, 'alerts_held');
    await part(page, 'reason').fill('The EDR console has to reach it');
    await part(page, 'ownAddresses').locator('input').fill('10.99.0.7');
    await page.keyboard.press('Enter');
    await part(page, 'lifeline').getByRole('cell', { name: '10.99.0.7' }).waitFor();
    await page.getByRole('button', { name: `Release and re-isolate ${agent.name}` }).click();
    await part(page, 'reisolation').waitFor();
    await page.close();
    app.lab.simulations[0].endpoints.endFault(agent.id, 'alerts_held');
    const later = await app.open(`#/endpoints/lab/${agent.id}`);
    await part(later, 'presentLifeline').getByText('10.99.0.7').waitFor();
    await part(later, 'newestAction')
      .getByText('Change of allowed addresses, step 2 of 2')
      .waitFor();
    await part(later, 'reisolation').waitFor({ state: 'detached' });
  });
});
