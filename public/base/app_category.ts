import type { AppCategory } from 'opensearch-dashboards/public';

/** Wazuh's own, as it defines them: an app joins a category by its id. Behind "Summary" (601) and before "Groups" (603). */
export const APP_ORDER = 602;

const AGENTS_MANAGEMENT: AppCategory = {
  id: 'wz-category-agents-management',
  label: 'Agents management',
  order: 600,
  euiIconType: 'graphApp',
};

const SERVER_MANAGEMENT: AppCategory = {
  id: 'wz-category-server-management',
  label: 'Server management',
  order: 600,
  euiIconType: 'indexRollupApp',
};

/**
 * The menu's category of agents. Wazuh 4.9 has them under server management, and it is the only one on OpenSearch Dashboards before
 * 2.16 that the plugin is made for.
 * @param host version of OpenSearch Dashboards, such as `2.13.0`
 */
export function agentsCategory(host: string): AppCategory {
  const [major = 0, minor = 0] = host.split('.').map(Number);
  return major === 2 && minor < 16 ? SERVER_MANAGEMENT : AGENTS_MANAGEMENT;
}
