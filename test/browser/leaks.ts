import type { CDPSession, Page } from 'playwright-core';

/** Objects a page holds after garbage collection. */
interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly heapBytes: number;
}

/** One after the other: the header is taken away and made anew, is of another agent, and is gone with the list. */
function stepsOf([first, second]: readonly [string, string]): string[] {
  const hash = (id: string, tab = 'welcome') => `#/agents?tab=${tab}&agent=${id}`;
  return [
    hash(first),
    hash(first, 'stats'),
    hash(second),
    '#/agents-preview',
    hash(second),
    hash(second, 'configuration'),
  ];
}

async function navigate(page: Page, times: number, steps: readonly string[]): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    const hash = steps[done % steps.length] ?? '';
    await page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await page
      .locator('[data-endpoint-isolation] [data-test-subj="isolationState"]')
      .waitFor({ state: hash.includes('preview') ? 'detached' : 'attached' });
  }
}

async function held(session: CDPSession): Promise<Held> {
  // What was collected can set free what only then can be collected.
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { nodes, listeners: jsEventListeners, heapBytes: usedSize };
}

/** Tolerance for what the browser itself keeps of the last pages: it goes up and down by a few; one of ours each time would be far more. */
export const NODES_OF_THE_BROWSER = 10;

/**
 * Measures what navigations between the pages of two agents and the list leave behind.
 * @param url of Wazuh's list of agents
 * @param warmUp so many navigations first, after which what is filled once, such as caches, is full
 */
export async function leftBehind(
  page: Page,
  url: string,
  agents: readonly [string, string],
  { navigations, warmUp }: { readonly navigations: number; readonly warmUp: number }
): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  const steps = stepsOf(agents);
  const nowhere = ['#/agents-preview'];
  await page.goto(url);
  await navigate(page, warmUp, steps);
  await navigate(page, 1, nowhere);
  const before = await held(session);
  await navigate(page, navigations, steps);
  await navigate(page, 1, nowhere);
  const after = await held(session);
  await session.detach();
  return {
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
    heapBytes: after.heapBytes - before.heapBytes,
  };
}
