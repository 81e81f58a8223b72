import type { Browser, Page } from 'playwright-core';
import { isReallyIsolated } from '../../lab/endpoints/endpoint_state';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { startEmbeddedStore } from '../../lab/store/embedded/embedded_store';
import { seriousViolations } from './accessibility';
import { launchChromium } from './launch_chromium';

jest.setTimeout(60_000);

describe('the control panel of the lab', () => {
  let browser: Browser;
  let lab: Lab;
  let page: Page;
  let stopStore: () => Promise<void>;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    const store = await startEmbeddedStore();
    stopStore = store.stop;
    lab = await startLab({
      opensearchUrl: store.url,
      fleetSize: 60,
      basePath: '/dash',
      delays: { startMs: [10, 20], deliverMs: [10, 20], indexMs: [10, 20] },
      alertsSearchable: 'at_once',
      log: () => undefined,
    });
    page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterAll(async () => {
    await browser.close();
    await lab.stop();
    await stopStore();
  });

  it('says of each endpoint of its list what is so and what the plugin shows', async () => {
    await page.goto(lab.panelUrl);
    const cells = page.locator('[data-agent][data-really="isolated"]');
    await cells.getByText('isolated ✓').first().waitFor();
    const [simulation] = lab.simulations;
    const agents = await cells.evaluateAll((all) =>
      all.map((cell) => cell.getAttribute('data-agent') ?? '')
    );
    expect(agents.length).toBeGreaterThan(3);
    agents.forEach((id) => expect(isReallyIsolated(simulation.endpoints.state(id))).toBe(true));
  });

  it('switches a fault by the keyboard, says so, and keeps the focus where it was', async () => {
    const control = page.getByRole('button', { name: 'slow_answers' });
    await control.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('slow_answers is on: manager lab').waitFor();
    expect(lab.simulations[0].manager.faults.has('slow_answers')).toBe(true);
    expect(await control.innerText()).toMatch(/^● On/);
    expect(await control.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('slow_answers is off').waitFor();
    expect(lab.simulations[0].manager.faults.list()).toEqual([]);
  });

  it('shows by itself what changes at an endpoint, and does not touch what somebody types', async () => {
    const id = await page
      .locator('[data-agent][data-really="isolated"]', { hasText: 'isolated ✓' })
      .first()
      .getAttribute('data-agent');
    await page.locator(`#to-lab-${id}`).click();
    await page.getByText('isolated ✓').waitFor();
    const user = page.getByLabel('User');
    await user.fill('somebody else');
    await page.getByLabel('Action').selectOption('release');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('status').getByText('The manager answered: 200').waitFor();
    await page.getByText('not isolated ✓').waitFor();
    expect(await user.inputValue()).toBe('somebody else');
  });

  it('says what is wrong with a form', async () => {
    await page.getByLabel('Minutes ahead').evaluate((input) => input.removeAttribute('max'));
    await page.getByLabel('Minutes ahead').fill('5000');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByRole('status').getByText('must be a number from -1440 to 1440').waitFor();
  });

  it.each([
    ['light', ''],
    ['dark', ''],
    ['light', '/endpoint?host=lab&agent=001'],
    ['dark', '/endpoint?host=lab&agent=001'],
  ] as const)('can be read and operated by everybody: %s, %s', async (colorScheme, path) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(lab.panelUrl + path);
    expect(await seriousViolations(page, ['body'])).toEqual([]);
  });

  it('had nothing to complain of but the form that was wrong', () => {
    expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([]);
  });
});
