import type { Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { OurBytes } from './our_bytes';
import { addAlert } from './alerts';
import { appOnLab } from './app_on_lab';
import { eventually } from './eventually';
import { part } from './running_lab';
import { settled } from './settled';

/** Limit for all that is ours and loaded on an agent's page, compressed. */
const MOST_BYTES = 20_000;

describe('the way from where a machine was found, on a lab', () => {
  const app = appOnLab({ basePath: '/dash' });

  const agentPage = ({ id }: Agent) => `/app/endpoints-summary#/agents?tab=welcome&agent=${id}`;

  const badge = (page: Page, word: string) =>
    part(page, 'isolationButton')
      .locator('[data-test-subj="isolationState"]', { hasText: new RegExp(`^${word}$`) })
      .waitFor();

  async function isolate(page: Page, { name }: Agent): Promise<void> {
    await part(page, 'isolate').click();
    await part(page, 'reason').fill('Ransomware triage');
    await page.getByRole('button', { name: `Isolate ${name}` }).click();
  }

  it('isolates the agent that is shown, and its page shows it isolated by itself once it has reported', async () => {
    const agent = app.takeEndpoint();
    const page = await app.openPath(agentPage(agent));
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await badge(page, 'No record');
    await part(page, 'isolationButton').click();
    app.lab.simulations[0].endpoints.startFault(agent.id, 'alerts_held');
    await isolate(page, agent);
    await badge(page, 'Isolating');
    await page.keyboard.press('Escape');
    app.lab.simulations[0].endpoints.endFault(agent.id, 'alerts_held');
    await badge(page, 'Isolated');
    expect(loads).toBe(0);
  });

  it('isolates from a document in Discover, and keeps the place of the alert with the action', async () => {
    const agent = app.takeEndpoint();
    const alert = await addAlert(app.lab, agent);
    const page = await app.openPath('/app/data-explorer/discover');
    // Whoever comes to Discover has been in Wazuh's own pages, where a manager was chosen.
    await page.context().addCookies([
      {
        name: 'currentApi',
        value: encodeURIComponent(encodeURIComponent('{"name":"lab","id":"lab"}')),
        url: app.lab.host.url,
      },
    ]);
    await part(page, `document-${alert.id}`).click();
    await part(page, 'docViewerTab-Isolation').click();
    await part(page, 'openIsolationOfDocument').click();
    const flyout = part(page, 'endpointOverlay');
    await flyout.getByRole('heading', { name: `${agent.name} (${agent.id})` }).waitFor();
    const answered = page.waitForResponse(/\/api\/endpoint_isolation\/actions$/);
    await isolate(page, agent);
    const { started } = await (await answered).json();
    expect(started).toEqual([
      expect.objectContaining({
        action: expect.objectContaining({ alert: { index: alert.index, id: alert.id } }),
      }),
    ]);
  });

  it('loads at most 20 kB of ours on the page of an agent', async () => {
    const page = await app.browser.newPage();
    const ours = new OurBytes(page);
    await page.goto(`${app.lab.host.url}${agentPage(app.takeEndpoint())}`);
    await badge(page, 'No record');
    await eventually(
      () => ours.chunks,
      (chunks) => expect(chunks).toBeGreaterThan(0)
    );
    await settled(page);
    expect(ours.compressed).toBeLessThanOrEqual(MOST_BYTES);
  });
});
