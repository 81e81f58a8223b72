import type { AppCategory, CoreSetup } from 'opensearch-dashboards/public';

/** The group of OpenSearch Dashboards itself that shows everything. It is known by its id; the rest is used where it is absent. */
const ALL = { id: 'all', title: 'Analytics', description: '', order: 3000 };

/**
 * Puts our app under its category in the new navigation (`home:useNewHomePage`), where an app of no group is shown under "Custom".
 * Hosts before 2.16 do not have it.
 */
export function addToNewNavigation(
  { navGroup }: CoreSetup['chrome'],
  link: { readonly id: string; readonly category: AppCategory; readonly order: number }
): void {
  if (navGroup?.getNavGroupEnabled()) navGroup.addNavLinksToGroup(ALL, [{ ...link }]);
}
