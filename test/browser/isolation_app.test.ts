import type { Page } from 'playwright-core';
import { appOnLab } from './app_on_lab';
import { EVERY_SIZE } from './every_view';
import { eventually } from './eventually';
import { part, searchFor } from './running_lab';

describe('the app on a lab', () => {
  const app = appOnLab({ basePath: '/dash', store: 'best' });

  const flyout = (page: Page) => part(page, 'endpointFlyout');

  const stateIs = (page: Page, word: string) =>
    eventually(
      () => flyout(page).locator('[data-test-subj="isolationState"]').first().innerText(),
      (shown) => expect(shown).toBe(word)
    );

  it('isolates an endpoint with a reason, shows it isolated once it has reported, and releases it, without a reload', async () => {
    const agent = app.takeEndpoint();
    const { endpoints } = app.lab.simulations[0];
    endpoints.startFault(agent.id, 'alerts_held');
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
    await part(page, 'submit').click();
    await stateIs(page, 'Isolating');
    expect(await part(page, 'timeline').first().innerText()).not.toContain('Confirmed');
    endpoints.endFault(agent.id, 'alerts_held');
    await stateIs(page, 'Isolated');
    await eventually(
      () => part(page, 'timeline').first().innerText(),
      (steps) => expect(steps).toContain('Confirmed by the endpoint')
    );
    await part(page, 'attention').getByRole('link', { name: agent.name, exact: true }).waitFor();

    await part(page, 'release').click();
    await part(page, 'reason').fill('Clean');
    await part(page, 'submit').click();
    await stateIs(page, 'Not isolated');
    expect(loads).toBe(0);
  });

  it('has the whole of a window at 200 % zoom for the form, and keeps what an isolation does in sight while the reason has the focus', async () => {
    const page = await app.open(`#/endpoints/lab/${app.takeEndpoint().id}`);
    await page.setViewportSize(EVERY_SIZE.zoom200.viewport);
    await part(page, 'isolate').click();
    await part(page, 'lifeline').waitFor();
    await eventually(
      () => part(page, 'reason').evaluate((element) => element === document.activeElement),
      (hasFocus) => expect(hasFocus).toBe(true)
    );
    await eventually(
      () => flyout(page).boundingBox(),
      (box) => expect(box).toMatchObject({ x: 0, width: EVERY_SIZE.zoom200.viewport.width })
    );
    const consequence = page.getByText('DNS and DHCP are blocked too');
    const isInSight = await consequence.evaluate((element) => {
      const { left, top, bottom } = element.getBoundingClientRect();
      return [top + 1, bottom - 1].every((y) =>
        element.contains(document.elementFromPoint(left + 1, y))
      );
    });
    expect(isInSight).toBe(true);
  });

  it('opens an endpoint by its row, closes it by Back, and gives the focus back to its link', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open('');
    await searchFor(page, agent.name);
    const link = part(page, 'endpoints').getByRole('link', { name: agent.name, exact: true });
    await part(page, 'endpoints').getByText(agent.ip, { exact: true }).click();
    await part(page, 'identityLine').waitFor();
    expect(page.url()).toContain(`#/endpoints/lab/${agent.id}?search=`);
    await eventually(
      () => page.title(),
      (title) => expect(title).toBe(`${agent.name} - Endpoint isolation - Wazuh`)
    );
    await page.keyboard.press('Escape');
    await part(page, 'endpointFlyout').waitFor({ state: 'detached' });
    await eventually(
      () => link.evaluate((element) => element === document.activeElement),
      (hasFocus) => expect(hasFocus).toBe(true)
    );
    await page.goBack();
    await part(page, 'identityLine').waitFor();
    await page.goBack();
    await part(page, 'endpointFlyout').waitFor({ state: 'detached' });
    await eventually(
      () => part(page, 'search').inputValue(),
      (text) => expect(text).toBe(agent.name)
    );
  });

  it('writes the manager into a link that names none, and shows nothing of a manager that is not configured', async () => {
    const agent = app.takeEndpoint();
    const page = await app.open(`#/endpoints/${agent.id}`);
    await page.waitForURL(`**/app/endpoint-isolation#/endpoints/lab/${agent.id}`);
    await part(page, 'identityLine').waitFor();
    const other = await app.open(`#/endpoints/elsewhere/${agent.id}`);
    await other.getByText('No manager with this ID is configured.').waitFor();
    expect(await part(other, 'endpointFlyout').count()).toBe(0);
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
  });
});
