import type { Page } from 'playwright-core';
import { seriousViolations } from './accessibility';
import { appOnLab } from './app_on_lab';
import { part } from './running_lab';

jest.setTimeout(90_000);

describe('Readiness in Chromium', () => {
  const app = appOnLab({ basePath: '/dash' });

  const summary = (page: Page) => part(page, 'readinessSummary').innerText();
  const finding = (page: Page, check: string) => part(page, `readiness-${check}`);

  it('is a tab that says how things stand, and when they change after looking again', async () => {
    const page = await app.open('');
    await page.getByRole('tab', { name: 'Readiness' }).click();
    await part(page, 'readinessSummary').waitFor();
    expect(page.url()).toContain('#/readiness?host=lab');
    expect(await page.title()).toBe('Readiness - Endpoint isolation - Wazuh');
    expect(await finding(page, 'manager').innerText()).toContain('OK');
    expect(await summary(page)).toMatch(/^Ready/);
    app.lab.simulations[0].manager.faults.start('manager_down');
    await part(page, 'lookAgain').click();
    await finding(page, 'manager').getByText('Problem').waitFor();
    expect(await summary(page)).toContain('Not ready');
    expect(await finding(page, 'ledger').innerText()).toContain('OK');
    app.lab.simulations[0].manager.faults.end('manager_down');
    await part(page, 'lookAgain').click();
    await finding(page, 'manager').getByText('OK').waitFor();
    await page.close();
  });

  it('leads from a finding to where it is explained, within the dashboard, and back', async () => {
    const page = await app.open('#/readiness');
    await finding(page, 'run_as').getByRole('link', { name: 'Learn more' }).click();
    const heading = part(page, 'docs').getByRole('heading', { name: 'Permissions', exact: true });
    await heading.waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Permissions');
    await part(page, 'docs').getByRole('link', { name: 'Configure' }).first().click();
    await part(page, 'docs').getByRole('heading', { name: 'Configure', exact: true }).waitFor();
    await page.goBack();
    await page.goBack();
    await part(page, 'readinessSummary').waitFor();
    await page.close();
  });

  it('tests the way to endpoints of the list, follows them, and shows them ready and not isolated', async () => {
    const ready = app.takeEndpoint();
    const page = await app.open(`#/?search=${ready.name}`);
    const row = part(page, 'endpoints').getByRole('row', { name: new RegExp(ready.name) });
    await row.getByRole('checkbox').check();
    await part(page, 'probeSelected').click();
    await part(page, 'startProbes').click();
    await part(page, 'probeSummary').getByText('1 ready, 0 not ready, 0 in progress').waitFor();
    await part(page, 'closeProbeDialog').click();
    await row.getByText('Ready, confirmed a few seconds ago').waitFor();
    expect(await row.innerText()).toContain('No record');
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/readiness`);
    await part(page, 'readyEndpoints').getByRole('link', { name: ready.name }).waitFor();
    await page.close();
  });

  it('tests the way from the flyout, and says of a missing program that nothing answers', async () => {
    const [ready, broken] = [app.takeEndpoint(), app.takeEndpoint()];
    const page = await app.open(`#/endpoints/lab/${ready.id}`);
    await part(page, 'probe').click();
    await part(page, 'probeSection').getByText('Ready, confirmed a few seconds ago').waitFor();
    expect(await part(page, 'stateSection').innerText()).toContain('No isolation on record');
    app.lab.simulations[0].endpoints.startFault(broken.id, 'program_missing');
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/endpoints/lab/${broken.id}`);
    await part(page, 'endpointFlyout').getByText(`${broken.name} (${broken.id})`).waitFor();
    await part(page, 'probe').click();
    await part(page, 'probeResult').getByText('Waiting for the endpoint').waitFor();
    expect(await part(page, 'probeSection').innerText()).toContain('Not tested yet');
    await page.close();
  });

  it('tests the way to every active Windows endpoint at once', async () => {
    const page = await app.open('#/readiness');
    await part(page, 'probeAll').click();
    await part(page, 'startProbes').click();
    await part(page, 'probeSummary').waitFor();
    await page.waitForFunction(() =>
      /^[1-9]\d+ ready/.test(
        document.querySelector('[data-test-subj="probeSummary"]')?.textContent ?? ''
      )
    );
    await part(page, 'closeProbeDialog').click();
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious fault of accessibility in the %s theme, dialog and documentation included',
    async (theme) => {
      const page = await app.open('#/readiness');
      const change = page.locator(`[aria-label="Use the ${theme} theme"]`);
      await part(page, 'toggleTheme').waitFor();
      if ((await change.count()) > 0) {
        await change.click();
        await change.waitFor({ state: 'detached' });
      }
      await part(page, 'readinessSummary').waitFor();
      await part(page, 'readyEndpoints').getByRole('link').first().waitFor();
      expect(await seriousViolations(page, ['.euiPage'])).toEqual([]);
      await part(page, 'probeAll').click();
      await part(page, 'startProbes').click();
      await part(page, 'probeSummary').waitFor();
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running')
      );
      expect(await seriousViolations(page, ['.euiModal'])).toEqual([]);
      await part(page, 'closeProbeDialog').click();
      await finding(page, 'run_as').getByRole('link', { name: 'Learn more' }).click();
      await part(page, 'docs').getByRole('heading', { level: 1 }).waitFor();
      expect(await seriousViolations(page, ['[data-test-subj="docs"]'])).toEqual([]);
      await page.close();
    }
  );

  it('is whole on a narrow screen: nothing reaches out of it', async () => {
    const page = await app.open('#/readiness', 420);
    await part(page, 'readinessSummary').waitFor();
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth
    );
    expect(isWider).toBe(false);
    await page.close();
  });
});

describe('a dashboard without a security plugin', () => {
  const app = appOnLab({ security: 'none' });

  it('says so at the top of each page, with nothing to close it by', async () => {
    const page = await app.open('');
    for (const hash of ['', '#/events', '#/history', '#/readiness', '#/docs/access']) {
      await page.goto(`${app.lab.host.url}/app/endpoint-isolation${hash}`);
      await page.reload();
      const warning = part(page, 'no_security_plugin');
      await warning.getByText('Anyone who can reach this dashboard').waitFor();
      expect(await warning.getByRole('button').count()).toBe(0);
    }
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/readiness`);
    const finding = part(page, 'readiness-security');
    await finding.getByText('No one signs in to this dashboard').waitFor();
    expect(await finding.innerText()).toContain('Warning');
  });
});
