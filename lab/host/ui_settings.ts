import type { Server } from '@hapi/hapi';

/** The few advanced settings that a page of ours reads; they live as long as the host. */
const DEFAULTS: Record<string, unknown> = {
  'theme:darkMode': false,
  'theme:version': 'v7',
  dateFormat: 'MMM D, YYYY @ HH:mm:ss.SSS',
  'dateFormat:tz': 'Browser',
  'home:useNewHomePage': false,
  defaultIndex: 'wazuh-alerts-*',
};

export class UiSettings {
  private readonly chosen = new Map<string, unknown>();

  get(key: string): unknown {
    return this.chosen.has(key) ? this.chosen.get(key) : DEFAULTS[key];
  }

  /** Settings as the injected metadata carries them. */
  forPage() {
    const entries = (values: Iterable<[string, unknown]>, field: string) =>
      Object.fromEntries([...values].map(([key, value]) => [key, { [field]: value }]));
    return {
      defaults: entries(Object.entries(DEFAULTS), 'value'),
      user: entries(this.chosen, 'userValue'),
    };
  }

  /** The route with which the browser's `uiSettings.set` keeps a value. */
  registerRoute(server: Server) {
    server.route({
      method: 'POST',
      path: '/api/opensearch-dashboards/settings',
      handler: ({ payload }) => {
        const changes: Record<string, unknown> = Object(Object(payload).changes);
        Object.entries(changes).forEach(([key, value]) => this.chosen.set(key, value));
        return { settings: this.forPage().user };
      },
    });
  }
}
