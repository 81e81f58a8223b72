import type { Browser, Locator, Page } from 'playwright-core';
import { isReallyIsolated } from '../../lab/endpoints/endpoint_state';
import type { Lab } from '../../lab/lab';
import { startLab } from '../../lab/lab';
import { startEmbeddedStore } from '../../lab/store/embedded/embedded_store';
import { violations } from './accessibility';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';

describe('the control panel of the lab', () => {
  let browser: Browser;
  let lab: Lab;
  let page: Page;
  let stopStore: () => Promise<void>;
  let complaints: string[] = [];

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
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
    await stopStore?.();
  });
  beforeEach(async () => {
    lab.simulations[0].manager.faults.endAll();
    complaints = [];
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(() => page.close());

  const hasFocus = (element: Locator) =>
    element.evaluate((button) => button === document.activeElement);

  const said = (text: string) =>
    eventually(
      () => page.getByRole('status').innerText(),
      (now) => expect(now).toContain(text)
    );

  /** Reads what the plugin shows for endpoints that really are isolated, by ID. */
  const shownIsolated = async () =>
    new Map(
      await page
        .locator('[data-agent][data-really="isolated"]')
        .evaluateAll((cells) =>
          cells.map(
            (cell) => [cell.getAttribute('data-agent') ?? '', cell.textContent ?? ''] as const
          )
        )
    );

  /** Endpoints of which the plugin knows that they are isolated, once it knows of any. */
  const knownIsolated = () =>
    eventually(
      async () =>
        [...(await shownIsolated())].flatMap(([id, text]) => (text === 'isolated ✓' ? [id] : [])),
      (ids) => expect(ids).not.toEqual([])
    );

  it('says of each endpoint of its list what is so and what the plugin shows', async () => {
    await page.goto(lab.panelUrl);
    const shown = await eventually(shownIsolated, (texts) => {
      expect([...texts.values()]).toContain('isolated ✓');
      expect([...texts.values()]).not.toContain('…');
    });
    const [simulation] = lab.simulations;
    expect(shown.size).toBeGreaterThan(3);
    for (const id of shown.keys()) {
      expect(isReallyIsolated(simulation.endpoints.state(id))).toBe(true);
    }
    expect(complaints).toEqual([]);
  });

  it('switches a fault by the keyboard, says so, and keeps the focus where it was', async () => {
    await page.goto(lab.panelUrl);
    const control = page.getByRole('button', { name: 'slow_answers' });
    await control.focus();
    await page.keyboard.press('Enter');
    await eventually(
      () => control.innerText(),
      (text) => expect(text).toMatch(/^● On/)
    );
    await said('Fault slow_answers turned on for manager lab');
    expect(lab.simulations[0].manager.faults.has('slow_answers')).toBe(true);
    expect(await hasFocus(control)).toBe(true);
    await page.keyboard.press('Enter');
    await eventually(
      () => control.innerText(),
      (text) => expect(text).toMatch(/^○ Off/)
    );
    await said('Fault slow_answers turned off for manager lab');
    expect(lab.simulations[0].manager.faults.list()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows by itself what changes at an endpoint, and does not touch what somebody types', async () => {
    await page.goto(lab.panelUrl);
    const [id] = await knownIsolated();
    await page.locator(`#to-lab-${id}`).click();
    const truth = page.locator('[data-agent][data-really]').first();
    const shows = (text: string) =>
      eventually(
        () => truth.innerText(),
        (now) => expect(now).toBe(text)
      );
    await shows('isolated ✓');
    const user = page.getByLabel('User');
    await user.fill('somebody else');
    await page.getByLabel('Action').selectOption('release');
    await page.getByRole('button', { name: 'Send' }).click();
    await said('The manager responded: 200');
    await shows('not isolated ✓');
    expect(await user.inputValue()).toBe('somebody else');
    expect(complaints).toEqual([]);
  });

  it('says what is wrong with a form', async () => {
    await page.goto(lab.panelUrl);
    const minutes = page.getByLabel(/minutes ahead/i).first();
    await minutes.evaluate((input) => input.removeAttribute('max'));
    await minutes.fill('5000');
    await page.getByRole('button', { name: 'Set', exact: true }).first().click();
    await said('must be a number from -1440 to 1440');
    expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([]);
  });

  it.each([
    ['light', ''],
    ['dark', ''],
    ['light', '/endpoint?host=lab&agent=001'],
    ['dark', '/endpoint?host=lab&agent=001'],
  ] as const)(
    'can be read and operated by everybody, with a switch that is on: %s, %s',
    async (colorScheme, path) => {
      lab.simulations[0].manager.faults.start('slow_answers');
      lab.simulations[0].manager.faults.start('agent_unreachable', '001');
      await page.emulateMedia({ colorScheme });
      await page.goto(lab.panelUrl + path);
      await page.locator('.switch.on').first().waitFor();
      expect(await violations(page, ['body'])).toEqual([]);
    }
  );
});
