import { readFileSync } from 'node:fs';
import type { AxeResults, NodeResult } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** They judge a page as a whole: within a part of it axe-core leaves them out. */
const OF_WHOLE_PAGES = [
  'landmark-one-main',
  'landmark-no-duplicate-main',
  'page-has-heading-one',
  'region',
];

/**
 * Lists what axe-core finds within the parts of the page that are ours, of any impact, best practices included, and if the page lacks a
 * main landmark or a heading.
 *
 * @param within CSS selectors; the dashboard around them is not ours to judge
 */
export function violations(page: Page, within: readonly string[]): Promise<string[]> {
  return violationsOf(page, within, OF_WHOLE_PAGES);
}

/** Lists only what is wrong within parts of a page that somebody else makes, whose landmarks and headings are not ours. */
export function violationsOfParts(page: Page, within: readonly string[]): Promise<string[]> {
  return violationsOf(page, within, []);
}

async function violationsOf(
  page: Page,
  within: readonly string[],
  judged: readonly string[]
): Promise<string[]> {
  // Not a script element: the page's Content-Security-Policy would have none.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  // What fades in has other colors before. What turns for ever is not waited for.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity
      )
  );
  const found = await page.evaluate(findViolations, {
    within,
    ofWholePages: OF_WHOLE_PAGES,
    judged: [...judged],
  });
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${impact}): ${html}\n${failureSummary}`)
  );
}

/** Runs in the page. */
async function findViolations({
  within,
  ofWholePages,
  judged,
}: {
  within: readonly string[];
  ofWholePages: string[];
  judged: string[];
}): Promise<AxeResults['violations']> {
  const axe: typeof import('axe-core') = Reflect.get(window, 'axe');
  const resultTypes: ['violations'] = ['violations'];
  const ours = within.join(',');
  const isOurs = ({ target }: NodeResult) => {
    const [selector] = target;
    const element = typeof selector === 'string' ? document.querySelector(selector) : null;
    return element === document.documentElement || element?.closest(ours);
  };
  const ofParts = await axe.run(
    { include: within.map((selector) => [selector]) },
    { resultTypes, rules: Object.fromEntries(ofWholePages.map((id) => [id, { enabled: false }])) }
  );
  if (judged.length === 0) return ofParts.violations;
  const ofPage = await axe.run(document, {
    resultTypes,
    runOnly: { type: 'rule', values: judged },
  });
  const whole = ofPage.violations.map((each) => ({ ...each, nodes: each.nodes.filter(isOurs) }));
  return [...ofParts.violations, ...whole];
}
