import type { Page } from 'playwright-core';
import type { Agent } from '../../lab/manager/agent';
import { PluginClient } from '../integration/lab/plugin_client';
import { addAlert } from './alerts';
import { eventually } from './eventually';
import type { RunningLab } from './running_lab';
import { part } from './running_lab';

/** Endpoints in the states that the views show. */
export interface ViewedWorld {
  readonly lab: RunningLab;
  /** Endpoint to which nothing ever happened. */
  readonly untouched: Agent;
  /** Endpoint isolated from here, with a backup. */
  readonly isolated: Agent;
  /** Endpoint isolated from here without a backup: it needs a local recovery and has an open follow-up. */
  readonly withoutBackup: Agent;
  /** Endpoint whose isolation waits for a report. */
  readonly unanswered: Agent;
  /** Id of an alert of the untouched one. */
  readonly document: string;
}

/** Brings endpoints to which nothing has happened into the states of the world. */
export async function prepareViews(
  lab: RunningLab,
  [untouched, isolated, withoutBackup, unanswered]: readonly Agent[]
): Promise<ViewedWorld> {
  if (!untouched || !isolated || !withoutBackup || !unanswered) {
    throw new Error('The fleet is too small.');
  }
  const [{ endpoints }] = lab.simulations;
  const plugin = new PluginClient(lab.host.url);
  endpoints.startFault(withoutBackup.id, 'export_fails');
  endpoints.startFault(unanswered.id, 'alerts_held');
  for (const { id } of [isolated, withoutBackup, unanswered])
    await plugin.start('isolate', 'lab', id);
  for (const { id } of [isolated, withoutBackup]) {
    await eventually(
      () => plugin.endpoint('lab', id),
      ({ state }) => {
        if (state.status !== 'isolated') throw new Error(`Endpoint ${id} is ${state.status}.`);
      }
    );
  }
  return {
    lab,
    untouched,
    isolated,
    withoutBackup,
    unanswered,
    document: (await addAlert(lab, untouched)).id,
  };
}

/** A page or flyout, and how one comes to it. */
export interface AppView {
  readonly name: string;
  /** CSS selector of what of it is ours. */
  readonly within: string;
  /** The page around it is somebody else's, whose landmarks and headings are not ours. */
  readonly isPart?: true;
  readonly open: (page: Page, world: ViewedWorld) => Promise<void>;
}

const APP = '/app/endpoint-isolation';
const FLYOUT = '[data-test-subj="endpointFlyout"]';
const MODAL = '.euiModal';

/** Leaves what is open and goes to a path. A flyout or dialog of the view before is gone for certain. */
async function go(page: Page, { lab }: ViewedWorld, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(lab.host.url + path);
}

const flyoutOf = (agent: Agent) => `${APP}#/endpoints/lab/${agent.id}`;

async function openFlyout(page: Page, world: ViewedWorld, agent: Agent): Promise<void> {
  await go(page, world, flyoutOf(agent));
  await part(page, 'stateSection').waitFor();
  // The page behind it.
  await part(page, 'endpoints').locator('tbody tr').nth(3).waitFor();
}

async function openForm(page: Page, world: ViewedWorld, agent: Agent, verb: string) {
  await openFlyout(page, world, agent);
  await part(page, verb).click();
  await part(page, 'reason').waitFor();
  await page.locator('.euiLoadingContent').first().waitFor({ state: 'detached' });
}

const plainPage =
  (hash: string, panel: string): AppView['open'] =>
  async (page, world) => {
    await go(page, world, `${APP}${hash}`);
    await part(page, panel).getByRole('link').first().waitFor();
  };

/** Every page, flyout and dialog of ours. */
export const EVERY_VIEW: readonly AppView[] = [
  {
    name: 'isolation',
    within: '.euiPage',
    open: async (page, world) => {
      await go(page, world, APP);
      await part(page, 'attention').getByRole('link').first().waitFor();
      await part(page, 'openAttentionList').getByRole('link').first().waitFor();
      await part(page, 'endpoints').locator('tbody tr').nth(3).waitFor();
    },
  },
  {
    name: 'events',
    within: '.euiPage',
    open: async (page, world) => {
      await plainPage('#/events', 'events')(page, world);
      await part(page, 'events').getByRole('button', { name: 'Show report' }).first().click();
      await part(page, 'events').locator('.euiCodeBlock').first().waitFor();
    },
  },
  { name: 'history', within: '.euiPage', open: plainPage('#/history', 'history') },
  {
    name: 'readiness',
    within: '.euiPage',
    open: async (page, world) => {
      await go(page, world, `${APP}#/readiness`);
      await part(page, 'readinessSummary').waitFor();
    },
  },
  {
    name: 'probe_dialog',
    within: MODAL,
    open: async (page, world) => {
      await go(page, world, `${APP}#/readiness`);
      await part(page, 'probeAll').click();
      await part(page, 'startProbes').waitFor();
    },
  },
  {
    name: 'docs',
    within: '[data-test-subj="docs"]',
    open: async (page, world) => {
      await go(page, world, `${APP}#/docs/access`);
      await part(page, 'docs').getByRole('heading', { level: 1 }).waitFor();
    },
  },
  {
    name: 'not_found',
    within: '.euiPage',
    open: async (page, world) => {
      await go(page, world, `${APP}#/nowhere`);
      await page.getByText('Page not found').waitFor();
    },
  },
  {
    name: 'flyout_untouched',
    within: FLYOUT,
    open: (page, world) => openFlyout(page, world, world.untouched),
  },
  {
    name: 'flyout_isolating',
    within: FLYOUT,
    open: (page, world) => openFlyout(page, world, world.unanswered),
  },
  {
    name: 'flyout_isolated',
    within: FLYOUT,
    open: (page, world) => openFlyout(page, world, world.isolated),
  },
  {
    name: 'recovery_card',
    within: FLYOUT,
    open: async (page, world) => {
      await openFlyout(page, world, world.withoutBackup);
      await part(page, 'recoveryCard').waitFor();
    },
  },
  {
    name: 'close_follow_up',
    within: MODAL,
    open: async (page, world) => {
      await openFlyout(page, world, world.withoutBackup);
      await part(page, 'closeAttention').click();
      await part(page, 'closeReason').waitFor();
    },
  },
  {
    name: 'isolate_form',
    within: FLYOUT,
    open: async (page, world) => {
      await openForm(page, world, world.untouched, 'isolate');
      await part(page, 'lifeline').waitFor();
    },
  },
  {
    name: 'isolate_form_held',
    within: FLYOUT,
    open: async (page, world) => {
      await openForm(page, world, world.untouched, 'isolate');
      await page
        .getByRole('button', { name: /^Remove/ })
        .first()
        .click();
      await part(page, 'acknowledgements').waitFor();
      await part(page, 'submit').click();
      await page.getByText('Enter a reason.').waitFor();
    },
  },
  {
    name: 'release_form',
    within: FLYOUT,
    open: (page, world) => openForm(page, world, world.isolated, 'release'),
  },
  {
    name: 'release_form_without_backup',
    within: FLYOUT,
    open: (page, world) => openForm(page, world, world.withoutBackup, 'release'),
  },
  {
    name: 'change_addresses_form',
    within: FLYOUT,
    open: async (page, world) => {
      await openForm(page, world, world.isolated, 'reisolate');
      await part(page, 'changeOfAddresses').waitFor();
    },
  },
  {
    name: 'agent_page',
    within: '[data-endpoint-isolation], [data-test-subj="isolationHeaderControl"]',
    isPart: true,
    open: async (page, world) => {
      await go(
        page,
        world,
        `/app/endpoints-summary#/agents?tab=welcome&agent=${world.isolated.id}`
      );
      await part(page, 'isolationButton').getByText('Isolated').waitFor();
    },
  },
  {
    name: 'agent_page_flyout',
    within: '[data-test-subj="endpointOverlay"]',
    isPart: true,
    open: async (page, world) => {
      await go(
        page,
        world,
        `/app/endpoints-summary#/agents?tab=welcome&agent=${world.isolated.id}`
      );
      await part(page, 'isolationButton').click();
      await part(page, 'stateSection').waitFor();
    },
  },
  {
    name: 'discover',
    within: '[data-test-subj="documentIsolation"]',
    isPart: true,
    open: async (page, world) => {
      await page.context().addCookies([
        {
          name: 'currentApi',
          value: encodeURIComponent(encodeURIComponent('{"name":"lab","id":"lab"}')),
          url: world.lab.host.url,
        },
      ]);
      await go(page, world, '/app/data-explorer/discover');
      await part(page, `document-${world.document}`).click();
      await part(page, 'docViewerTab-Isolation').click();
      await part(page, 'openIsolationOfDocument').waitFor();
    },
  },
  {
    name: 'lab_panel',
    within: 'body',
    open: async (page, { lab }) => {
      await page.goto(lab.panelUrl);
      await page.locator('[data-agent][data-really]').first().waitFor();
    },
  },
];

/** Sizes of windows, px. 200 % zoom of 1600 px is a window of 800 px in which each is drawn with four. */
export const EVERY_SIZE = {
  '1600': { viewport: { width: 1600, height: 1000 } },
  '1100': { viewport: { width: 1100, height: 900 } },
  '700': { viewport: { width: 700, height: 900 } },
  zoom200: { viewport: { width: 800, height: 500 }, deviceScaleFactor: 2 },
} as const;

export type Size = keyof typeof EVERY_SIZE;
