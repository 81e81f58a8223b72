import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/launch_chromium';
import { leftBehind, NODES_OF_THE_BROWSER } from '../browser/leaks';
import { OurBytes } from '../browser/our_bytes';
import { startLabForTest, untouchedEndpoints } from '../browser/running_lab';
import type { RunningLab } from '../browser/running_lab';
import setUpBuiltPlugin from '../setup_built_plugin';
import type { Benchmark, Figure } from './benchmark';

const SUMMARY = '/app/endpoints-summary';
const agentHash = (id: string) => `#/agents?tab=welcome&agent=${id}`;

/** Loads of an agent's page whose times count, after those that only warm up. */
const LOADS = 15;
const WARM_UP_LOADS = 3;
/** Mutations of the page around, and for how long, ms. */
const MUTATIONS_PER_SECOND = 10_000;
const BURST_MS = 5_000;
const NAVIGATIONS = 1_000;
const WARM_UP_NAVIGATIONS = 100;
/** Limit for all that is ours and loaded on an agent's page, compressed. */
const MOST_BYTES = 20_000;
/** Time for which pages without an agent are watched, ms. */
const IDLE_MS = 20_000;

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

const ordered = (values: readonly number[]) => [...values].sort((a, b) => a - b);

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Runs in the page: notes when the agent's header was there, and when our badge in it was. */
const WATCH_BADGE = `
  window.seen = {};
  new MutationObserver(() => {
    const note = (name, selector) => {
      if (!window.seen[name] && document.querySelector(selector)) window.seen[name] = performance.now();
    };
    note('header', '.wz-module-header-agent-main');
    note('badge', '[data-endpoint-isolation] [data-test-subj="isolationState"]');
  }).observe(document, { childList: true, subtree: true });
`;

async function badgeTime(browser: Browser, lab: RunningLab, agent: string): Promise<Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  await context.addInitScript({ content: WATCH_BADGE });
  const times: number[] = [];
  let bytes = 0;
  for (let load = 0; load < WARM_UP_LOADS + LOADS; load += 1) {
    const page = await context.newPage();
    const ours = new OurBytes(page);
    await page.goto(`${lab.host.url}${SUMMARY}${agentHash(agent)}`);
    await page.waitForFunction('window.seen.badge !== undefined');
    const taken = await page.evaluate<number>('window.seen.badge - window.seen.header');
    if (load >= WARM_UP_LOADS) times.push(taken);
    bytes = ours.compressed;
    await page.close();
  }
  await context.close();
  return [
    {
      name: 'badge_ms',
      value: Math.round(at(ordered(times), 0.5)),
      unit: 'ms',
      bound: { atMost: 300 },
    },
    { name: 'agent_page_bytes', value: bytes, unit: 'bytes', bound: { atMost: MOST_BYTES } },
  ];
}

/** Runs in the page before anything else: sums up for each frame what runs in callbacks that our bundles gave to the browser. */
const TIME_OUR_CALLBACKS = `
  window.frames_ms = [];
  let spent = 0;
  const isOurs = () => new Error().stack.includes('endpointIsolation');
  const timed = (work) => function (...given) {
    const from = performance.now();
    try { return work.apply(this, given); } finally { spent += performance.now() - from; }
  };
  const Observer = window.MutationObserver;
  window.MutationObserver = class extends Observer {
    constructor(work) { super(isOurs() ? timed(work) : work); }
  };
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => request(isOurs() ? timed(work) : work);
  const endFrame = () => { window.frames_ms.push(spent); spent = 0; request(endFrame); };
  request(endFrame);
`;

async function burstTime(browser: Browser, lab: RunningLab, agent: string): Promise<Figure[]> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  await page.addInitScript({ content: TIME_OUR_CALLBACKS });
  await page.goto(`${lab.host.url}${SUMMARY}${agentHash(agent)}`);
  await page.locator('[data-endpoint-isolation] [data-test-subj="isolationState"]').waitFor();
  const made = await page.evaluate(mutate, { perSecond: MUTATIONS_PER_SECOND, forMs: BURST_MS });
  const frames = ordered(await page.evaluate<number[]>('window.frames_ms'));
  await page.close();
  return [
    {
      name: 'mutation_burst_ms',
      value: rounded(at(frames, 0.95)),
      unit: 'ms',
      bound: { atMost: 1 },
    },
    { name: 'mutations_per_second', value: Math.round(made), unit: '1/s' },
  ];
}

/** Runs in the page: adds and removes nodes beside the header, each in a task of its own as far as the browser lets. */
async function mutate({ perSecond, forMs }: { perSecond: number; forMs: number }): Promise<number> {
  const place = document.querySelector('.wz-module-agents-padding-responsive');
  if (!place) throw new Error('The page has no body.');
  (window as unknown as { frames_ms: number[] }).frames_ms.length = 0;
  const begun = performance.now();
  let made = 0;
  const channel = new MessageChannel();
  await new Promise<void>((resolve) => {
    channel.port1.onmessage = () => {
      const passed = performance.now() - begun;
      if (passed > forMs) return resolve();
      while (made < (passed / 1000) * perSecond) {
        const node = document.createElement('i');
        place.append(node);
        node.remove();
        made += 2;
      }
      channel.port2.postMessage(undefined);
    };
    channel.port2.postMessage(undefined);
  });
  channel.port1.close();
  return made / (forMs / 1000);
}

async function leaks(
  browser: Browser,
  lab: RunningLab,
  agents: readonly [string, string]
): Promise<Figure[]> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const left = await leftBehind(page, `${lab.host.url}${SUMMARY}`, agents, {
    navigations: NAVIGATIONS,
    warmUp: WARM_UP_NAVIGATIONS,
  });
  await page.close();
  return [
    {
      name: 'leaked_nodes',
      value: left.nodes,
      unit: 'nodes',
      bound: { atMost: NODES_OF_THE_BROWSER },
    },
    {
      name: 'leaked_listeners',
      value: left.listeners,
      unit: 'listeners',
      bound: { atMost: 0 },
    },
    {
      name: 'leaked_heap',
      value: Math.round(left.heapBytes / 1024),
      unit: 'kB',
      // The browser's own compiled code and caches go up and down by as much.
      bound: { atMost: 1024 },
    },
  ];
}

async function idleRequests(browser: Browser, lab: RunningLab): Promise<Figure> {
  const page = await browser.newPage();
  let requests = 0;
  page.on('request', (request) => {
    if (/endpoint_isolation|endpointIsolation\.chunk/.test(request.url())) requests += 1;
  });
  const pages = ['/app/wz-home', `${SUMMARY}#/agents-preview`, '/app/data-explorer/discover'];
  for (const path of pages) {
    await page.goto(`${lab.host.url}${path}`);
    await page.waitForTimeout(IDLE_MS / pages.length);
  }
  await page.close();
  return { name: 'idle_requests', value: requests, unit: 'requests', bound: { atMost: 0 } };
}

export const benchmark: Benchmark = {
  async run() {
    setUpBuiltPlugin();
    const browser = await launchChromium();
    const lab = await startLabForTest({ store: 'best' });
    try {
      const [first, second] = untouchedEndpoints(lab).map(({ id }) => id);
      if (first === undefined || second === undefined) throw new Error('The fleet is too small.');
      return [
        ...(await badgeTime(browser, lab, first)),
        ...(await burstTime(browser, lab, first)),
        ...(await leaks(browser, lab, [first, second])),
        await idleRequests(browser, lab),
      ];
    } finally {
      await browser.close();
      await lab.stop();
    }
  },
};
