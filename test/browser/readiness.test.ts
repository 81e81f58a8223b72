import type { Locator, Page } from 'playwright-core';
import { appOnLab } from './app_on_lab';
import { eventually } from './eventually';
import { part } from './running_lab';

describe('Readiness in Chromium', () => {
  const app = appOnLab({ basePath: '/dash' });

  const finding = (page: Page, check: string) => part(page, `readiness-${check}`);

  const says = (element: Locator, text: string | RegExp) =>
    eventually(
      () => element.innerText(),
      (shown) => expect(shown).toMatch(text)
    );

  it('is a tab that says how things stand, and when they change after looking again', async () => {
    const page = await app.open('');
    await page.getByRole('tab', { name: 'Readiness' }).click();
    await says(finding(page, 'manager'), 'OK');
    await says(part(page, 'readinessSummary'), /^Ready/);
    expect(page.url()).toContain('#/readiness?host=lab');
    expect(await page.title()).toBe('Readiness - Endpoint isolation - Wazuh');
    app.lab.simulations[0].manager.faults.start('manager_down');
    await part(page, 'lookAgain').click();
    await says(finding(page, 'manager'), 'Problem');
    await says(part(page, 'readinessSummary'), 'Not ready');
    await says(finding(page, 'ledger'), 'OK');
    app.lab.simulations[0].manager.faults.end('manager_down');
    await part(page, 'lookAgain').click();
    await says(finding(page, 'manager'), 'OK');
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
    await says(row, /ago/);
    await says(row, 'No record');
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/readiness`);
    await page
      .getByRole('table', { name: /Endpoints confirmed ready/ })
      .getByRole('link', { name: ready.name })
      .waitFor();
  });

  it('tests the way from the flyout, and says of a missing program that nothing answers', async () => {
    const [ready, broken] = [app.takeEndpoint(), app.takeEndpoint()];
    const page = await app.open(`#/endpoints/lab/${ready.id}`);
    await part(page, 'probe').click();
    await says(part(page, 'probeSection'), /Ready, confirmed/);
    await says(part(page, 'stateSection'), 'No isolation on record');
    app.lab.simulations[0].endpoints.startFault(broken.id, 'program_missing');
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/endpoints/lab/${broken.id}`);
    await part(page, 'endpointFlyout').getByText(`${broken.name} (${broken.id})`).waitFor();
    await part(page, 'probe').click();
    await says(part(page, 'probeResult'), 'Waiting for the endpoint');
    await says(part(page, 'probeSection'), 'Not tested yet');
  });

  it('tests the way to every active Windows endpoint at once', async () => {
    const page = await app.open('#/readiness');
    await part(page, 'probeAll').click();
    await part(page, 'startProbes').click();
    await says(part(page, 'probeSummary'), /^[1-9]\d+ ready/);
    await part(page, 'closeProbeDialog').click();
  });

  it('is whole on a narrow screen: nothing reaches out of it', async () => {
    const page = await app.open('#/readiness', 420);
    await part(page, 'readinessSummary').waitFor();
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth
    );
    expect(isWider).toBe(false);
  });
});

describe('a dashboard without a security plugin', () => {
  const app = appOnLab({ security: 'none' });

  it('says so at the top of each page, with nothing to close it by', async () => {
    const page = await app.open('');
    for (const [hash, shown] of [
      ['', 'attention'],
      ['#/events', 'events'],
      ['#/history', 'history'],
      ['#/readiness', 'readiness'],
      ['#/docs/access', 'docs'],
    ] as const) {
      await page.goto(`${app.lab.host.url}/app/endpoint-isolation${hash}`);
      await part(page, shown).waitFor();
      const warning = part(page, 'no_security_plugin');
      await warning.getByText('Anyone who can reach this dashboard').waitFor();
      expect(await warning.getByRole('button').count()).toBe(0);
    }
    await page.goto(`${app.lab.host.url}/app/endpoint-isolation#/readiness`);
    const finding = part(page, 'readiness-security');
    await eventually(
      () => finding.innerText(),
      (text) => {
        expect(text).toContain('No one signs in to this dashboard');
        expect(text).toContain('Warning');
      }
    );
  });
});
