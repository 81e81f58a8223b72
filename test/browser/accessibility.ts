import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds to be serious or critical within the parts of the page that are ours.
 * @param within CSS selectors; the dashboard around them is not ours to judge
 */
export async function seriousViolations(page: Page, within: readonly string[]): Promise<string[]> {
  // Not a script element: the page's Content-Security-Policy would have none.
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (include): Promise<AxeResults> => {
    const axe: typeof import('axe-core') = Reflect.get(window, 'axe');
    return axe.run({ include: include.map((selector) => [selector]) });
  }, within);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
    );
}
