import type { Browser, Page } from 'playwright-core';
import { startWithProbe } from '../../lab/host/probe/start_with_probe';
import type { ProbedHost } from '../../lab/host/probe/start_with_probe';
import { readNavigation } from '../../lab/wazuh_pages/recorded_navigation';
import type { NodesStep, ShownAgentStep } from '../../lab/wazuh_pages/recorded_navigation';
import type { PagesVersion } from '../../lab/wazuh_pages/wazuh_version';
import type { CoreStart } from 'opensearch-dashboards/public';
import { RECORDED_AGENTS } from '../builders/wazuh_agents';
import { asNew } from './as_new';
import { eventually } from './eventually';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';
import { settled } from './settled';

declare global {
  interface Window {
    hostProbe: { core: CoreStart; isSubscribed?: boolean };
    fired: string[];
  }
}

const SUMMARY = '/app/endpoints-summary';
const agentHash = (id: string, tab = 'welcome') => `#/agents?tab=${tab}&agent=${id}`;

const setHash = (page: Page, hash: string) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

const navigateTo = (page: Page, app: string, path?: string) =>
  page.evaluate(
    ([id, to]) => window.hostProbe.core.application.navigateToApp(id ?? '', { path: to }),
    [app, path] as const
  );

type Go = (page: Page, origin: string) => Promise<unknown>;

const load =
  (id: string): Go =>
  (page, origin) =>
    page.goto(`${origin}${SUMMARY}${agentHash(id)}`);

/** The effect of each recorded step. */
const SHOWN_AGENT_STEPS: Readonly<Record<string, Go>> = {
  A0: load('001'),
  A1: (page) => setHash(page, agentHash('006')),
  A2: (page) => page.reload(),
  B1: (page) => navigateTo(page, 'endpoints-summary', agentHash('002')),
  C1: (page) => navigateTo(page, 'data-explorer'),
  C2: (page) => navigateTo(page, 'endpoints-summary', agentHash('002')),
  D1: (page) => setHash(page, agentHash('002', 'stats')),
  E1: (page) => setHash(page, agentHash('008')),
  E2: (page, origin) => load('008')(page, origin).then(() => page.reload()),
  E3: (page) => setHash(page, agentHash('001')),
  F1: (page) => setHash(page, '#/agents?tab=welcome'),
  G1: (page) => setHash(page, '#/agents-preview'),
  G2: (page) => setHash(page, agentHash('006')),
  H1: (page) => navigateTo(page, 'endpoints-summary', '#/agents-preview'),
  I1: load('999'),
  I2: (page, origin) => load('000')(page, origin).then(() => page.reload()),
};

const clickText = (text: string) => (page: Page) => page.getByText(text, { exact: true }).click();

const NODES_STEPS: Readonly<Record<string, Go>> = {
  '0b': async () => undefined,
  '1': (page) => page.setViewportSize({ width: 700, height: 900 }),
  '1b': (page) => page.setViewportSize({ width: 1600, height: 900 }),
  '2': clickText('Stats'),
  '2b': (page) => page.goBack(),
  '3': clickText('Configuration'),
  '5': (page) => setHash(page, agentHash('002')),
  '5b': (page) =>
    page.evaluate((hash) => window.history.pushState(null, '', hash), agentHash('003')),
  '5c': (page) => navigateTo(page, 'endpoints-summary', agentHash('001')),
  '6': async (page) => {
    await page.getByText('FIN-WS-01 (001)').click();
    await page.locator('[data-test-subj="explore-agent-002"]').click();
  },
  '7': clickText('Threat Hunting'),
  '7b': (page) => page.goBack(),
  '8': (page) => page.getByLabel('Unpin agent').click(),
};

/** Step 5 began on the page of the agent, and step 3 had left it; not each version has step 4 between them. */
async function beAtAgentPage(page: Page): Promise<void> {
  if ((await page.locator('.wz-module-header-agent').count()) === 0) return;
  await page.goBack();
  await settled(page);
}

/** They were recorded in other circumstances in each version, such as after a step that 4.14 has no button for. */
const NOT_REPEATED = /^(4|4b|5c) /;

const keyOf = ({ step }: { step: string }) => step.split(' ')[0] ?? '';

/** The foreign app of the recording was another one. */
const urlAs = (url: string) => url.replace('/app/hostProbe', '/app/data-explorer');

async function stateOf(page: Page, origin: string) {
  const { url, pinned, shown, now } = await page.evaluate(() => {
    const count = (selector: string) => document.querySelectorAll(selector).length;
    const [, id] = /\((\d+)\)/.exec(document.querySelector('.wz-app')?.textContent ?? '') ?? [];
    return {
      url: window.location.href,
      pinned: sessionStorage.getItem('wz-shared-selected-agent'),
      shown: id ?? null,
      now: {
        welcome: count('.wz-module-welcome'),
        header_agent: count('.wz-module-header-agent'),
        agent_tabs: count('[data-test-subj="agent-tabs"]'),
        explore: count('.wz-unpin-agent'),
        it_buttons: count('.wz-it-hygiene-header-button'),
      },
    };
  });
  return { url: url.replace(origin, ''), pinned, shown, now };
}

const idIn = (pinned: string | null) => /"id":"(\d+)"/.exec(pinned ?? '')?.[1] ?? pinned;

const RECORD_EVENTS = `
  window.fired = [];
  for (const kind of ['popstate', 'hashchange']) addEventListener(kind, () => fired.push(kind), true);
  const { pushState } = history;
  history.pushState = function (...given) { fired.push('pushState'); return pushState.apply(this, given); };
`;

/** Records from now on. The host's own signals are subscribed to once in the life of a page. */
const recordAnew = (page: Page) =>
  page.evaluate(() => {
    const { hostProbe } = window;
    if (!hostProbe.isSubscribed) {
      hostProbe.isSubscribed = true;
      const { application, chrome } = hostProbe.core;
      application.currentAppId$.subscribe(() => window.fired.push('currentAppId$'));
      chrome.getBreadcrumbs$().subscribe(() => window.fired.push('breadcrumbs$'));
    }
    window.fired = [];
  });

const MARK_NODES = () => {
  const titles = document.querySelectorAll(
    '.wz-module-header-agent-main .wz-module-header-agent-title'
  );
  const group = titles[titles.length - 1]?.firstElementChild;
  const mine = document.createElement('i');
  mine.id = 'mine';
  document.getElementById('mine')?.remove();
  group?.append(mine);
};

describe.each<PagesVersion>(['4.9', '4.12', '4.14'])(
  'the pages that stand for those of Wazuh %s',
  (version) => {
    const recorded = readNavigation(version);
    let browser: Browser;
    let host: ProbedHost;
    let origin: string;
    let page: Page;

    beforeAll(async () => {
      browser = await launchChromium();
      host = await startWithProbe({ wazuhPages: { version, agents: () => RECORDED_AGENTS } });
      origin = new URL(host.url).origin;
      await host.prepareBrowser();
      const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
      await context.addInitScript({ content: RECORD_EVENTS });
      page = await context.newPage();
    }, START_MS);

    afterEach(async () => {
      await asNew(page);
      await page.setViewportSize({ width: 1600, height: 900 });
    });

    afterAll(async () => {
      await browser?.close();
      await host?.stop();
    });

    const cases = new Map<string, ShownAgentStep[]>();
    for (const step of recorded.shown_agent) {
      const letter = step.step[0] ?? '';
      cases.set(letter, [...(cases.get(letter) ?? []), step]);
    }

    it.each([...cases])('show and pin the agent as recorded: case %s', async (letter, steps) => {
      if (!steps.some(({ step }) => /fresh load/.test(step)) || letter === 'E') {
        await load('001')(page, origin);
        await settled(page);
      }
      for (const step of steps) {
        const go = SHOWN_AGENT_STEPS[keyOf(step)];
        if (!go) throw new Error(`Nobody knows how "${step.step}" is done.`);
        const isLoad = /load/.test(step.step);
        if (!isLoad) await recordAnew(page);
        await go(page, origin);
        await settled(page);
        await eventually(
          () => stateOf(page, origin),
          ({ url, pinned, shown, now }) =>
            expect({
              ...{ step: step.step, url, pinned: idIn(pinned), headers: now.welcome, shown },
            }).toEqual({
              step: step.step,
              url: urlAs(step.url),
              pinned: step.pinned,
              headers: step.headers,
              shown: step.shown,
            })
        );
        if (!isLoad) {
          await eventually(
            () => page.evaluate(() => window.fired),
            (events) =>
              expect({ step: step.step, events }).toEqual({ step: step.step, events: step.events })
          );
        }
      }
    });

    it('keep and take away the nodes of the header as recorded', async () => {
      await load('001')(page, origin);
      await page.locator('.wz-module-welcome').waitFor();
      await settled(page);
      const steps = recorded.nodes.filter(({ step }) => !NOT_REPEATED.test(step));
      expect(steps.length).toBeGreaterThan(10);
      for (const step of steps) {
        if (keyOf(step).startsWith('5')) await beAtAgentPage(page);
        await page.evaluate(MARK_NODES);
        const go = NODES_STEPS[keyOf(step)];
        if (!go) throw new Error(`Nobody knows how "${step.step}" is done.`);
        await go(page, origin);
        await settled(page);
        const expected: Pick<NodesStep, 'step' | 'pinned' | 'group' | 'now'> = {
          step: step.step,
          pinned: step.pinned,
          group: step.group,
          now: step.now,
        };
        await eventually(
          async () => {
            const { pinned, now } = await stateOf(page, origin);
            const group = (await page.locator('#mine').count()) > 0 ? 'same' : 'detached';
            const isAgent = pinned?.startsWith('{"');
            return { step: step.step, pinned: isAgent ? 'an agent' : pinned, group, now };
          },
          (found) => expect(found).toEqual(expected)
        );
      }
    });
  }
);
