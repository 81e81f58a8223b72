import { SIMULATED_PLUGINS } from './simulated_plugins';
import { startDashboard } from './start_dashboard';

window.__osdBundles__.define('entry/core/public', () => ({ __osdBootstrap__: startDashboard }));

for (const [id, { exports }] of Object.entries(SIMULATED_PLUGINS)) {
  if (exports) window.__osdBundles__.define(`plugin/${id}/public`, () => exports);
}
