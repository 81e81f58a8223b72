/**
 * Takes the picture of the README: an endpoint that was just isolated, over the list of all that are.
 * `node --import tsx test/browser/take_screenshot.ts`, after a build.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../scripts/project_root';
import { launchChromium } from './launch_chromium';
import { part, searchFor, startLabForTest, untouchedEndpoints } from './running_lab';

const file = join(projectRoot, 'docs', 'images', 'isolation.png');

async function isolate(page: Page, name: string): Promise<void> {
  await searchFor(page, name);
  await part(page, 'endpoints').getByRole('link', { name, exact: true }).click();
  await part(page, 'isolate').click();
  await part(page, 'reason').fill('Ransomware note found; triage by the night shift');
  await part(page, 'case').fill('INC-1042');
  await page.locator('[data-test-subj="submit"]').click();
  await part(page, 'endpointFlyout')
    .locator('[data-test-subj="isolationState"]', { hasText: /^Isolated$/ })
    .waitFor();
  await part(page, 'attention').getByRole('link', { name, exact: true }).waitFor();
}

async function main(): Promise<void> {
  const browser = await launchChromium();
  const lab = await startLabForTest({ fleetSize: 300 });
  try {
    const [agent] = untouchedEndpoints(lab);
    const page = await browser.newPage({ viewport: { width: 1600, height: 950 } });
    await page.goto(`${lab.host.url}/app/endpoint-isolation`);
    await isolate(page, agent?.name ?? '');
    // The button that was clicked goes on showing its tooltip until the mouse has come and gone.
    await part(page, 'isolate').hover();
    await page.mouse.move(0, 0);
    await page.locator('.euiToolTipPopover').waitFor({ state: 'detached' });
    mkdirSync(dirname(file), { recursive: true });
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(file);
  } finally {
    await browser.close();
    await lab.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
