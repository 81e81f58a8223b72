import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { part } from './running_lab';

/** Path of Wazuh's agent pages. */
export const SUMMARY = '/app/endpoints-summary';

/** Makes the hash by which Wazuh's page of an agent is reached. */
export const agentHash = (id: string, tab = 'welcome') => `#/agents?tab=${tab}&agent=${id}`;

/** Our button in the header of an agent's page. */
export const button = (page: Page) => part(page, 'isolationButton');

/** Our control in the bar above every page. */
export const control = (page: Page) => part(page, 'isolationHeaderControl');

/** The flyout of an endpoint over a page of Wazuh's. */
export const flyout = (page: Page) => part(page, 'endpointOverlay');

/** Our places in Wazuh's pages. */
export const marks = (page: Page) => page.locator('[data-endpoint-isolation]');

/** Waits until the button shows a state by this word. */
export const word = (page: Page, text: string) =>
  button(page).locator('[data-test-subj="isolationState"]', { hasText: text }).waitFor();

/** True if the button can be pressed. */
export const isPressable = async (page: Page) =>
  (await button(page).getAttribute('aria-disabled')) === 'false';

/** Goes to another hash as a link of the page does. */
export const setHash = (page: Page, hash: string) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

/** Waits until so many are found. */
export const countIs = (found: Locator, wanted: number) =>
  eventually(
    () => found.count(),
    (count) => expect(count).toBe(wanted)
  );
