import type { BrowserContext } from 'playwright-core';
import { projectRoot } from '../../scripts/project_root';
import { PLUGIN_VERSION } from '../../common/base/plugin_version';
import { API } from '../../common/api/paths';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { startHost } from '../../lab/host';
import type { Host, HostOptions } from '../../lab/host';
import type { PagesVersion } from '../../lab/wazuh_pages/wazuh_version';
import { aContext, anAgent, anEndpoint, provenState } from '../builders/views';
import { RECORDED_AGENTS } from '../builders/wazuh_agents';

/** The built plugin in the host, with Wazuh's pages of one version and nothing behind them: what it is answered is the test's. */
export async function startStubbedDashboard(
  version: PagesVersion,
  options: Partial<HostOptions> = {}
): Promise<Host> {
  const host = await startHost({
    pluginDirectories: [projectRoot],
    configuration: { wazuh_isolation: { allow_without_security: true } },
    // The discard port: nothing listens there.
    opensearch: { url: 'http://127.0.0.1:9' },
    wazuhPages: { version, agents: () => RECORDED_AGENTS },
    log: () => undefined,
    ...options,
  });
  await host.prepareBrowser();
  return host;
}

/** The plugin's API as the pages of one context see it. */
export class StubbedApi {
  /** Method and path below the API's own, in order. */
  readonly asked: string[] = [];
  /** Endpoints by agent ID. One that is missing is one that the person has no permission to see. */
  readonly endpoints = new Map<string, EndpointDetailView>(
    RECORDED_AGENTS.filter(({ id }) => id !== '000').map(({ id, name, dateAdd = '' }) => [
      id,
      anEndpoint({
        agent_id: id,
        name,
        agent: anAgent({ id, name, date_add: Date.parse(dateAdd) }),
        ...(id === '001' ? { state: provenState('isolated') } : {}),
      }),
    ])
  );

  /** Version of the plugin on the server. */
  version = PLUGIN_VERSION;

  private constructor(private readonly hosts: readonly string[]) {}

  static async attach(context: BrowserContext, hosts: readonly string[] = ['lab']) {
    const api = new StubbedApi(hosts);
    await context.route(`**${API}/**`, async (route) => {
      const request = route.request();
      const url = new URL(request.url());
      const path = url.pathname.slice(url.pathname.indexOf(API) + API.length);
      api.asked.push(`${request.method()} ${path}`);
      const { status, body } = api.answer(path, url.searchParams);
      await route.fulfill({ status, json: body });
    });
    return api;
  }

  private answer(path: string, query: URLSearchParams): { status: number; body: object } {
    const [, first, host = '', agent = ''] = path.split('/');
    const hosts = this.hosts.map((id) => ({
      id,
      way: 'wazuhCore' as const,
      run_as: 'on' as const,
      tls: 'verified' as const,
    }));
    if (first === 'context')
      return { status: 200, body: aContext({ hosts, version: this.version }) };
    if (first === 'states') {
      const found = (query.get('agents') ?? '').split(',').flatMap((id) => {
        const endpoint = this.endpoints.get(id);
        return endpoint ? [{ agent_id: id, state: endpoint.state }] : [];
      });
      return { status: 200, body: { states: found } };
    }
    if (first !== 'endpoints' || agent === '') throw new Error(`nobody answers ${path}`);
    if (!this.hosts.includes(host)) return refusal('host_unknown');
    const endpoint = this.endpoints.get(agent);
    return endpoint ? { status: 200, body: { ...endpoint, host } } : refusal('endpoint_unknown');
  }
}

function refusal(code: string) {
  const body = { statusCode: 404, error: 'Not Found', message: 'Not here.', attributes: { code } };
  return { status: 404, body };
}

/** Leaves in the browser what Wazuh's own pages do for the manager that was selected there. */
export async function chooseManager(context: BrowserContext, host: Host, id: string) {
  const value = encodeURIComponent(encodeURIComponent(JSON.stringify({ name: id, id })));
  await context.addCookies([{ name: 'currentApi', value, url: host.url }]);
}

/** Chooses the theme as the host keeps it, for all profiles. */
export async function chooseTheme({ url }: Host, theme: 'light' | 'dark'): Promise<void> {
  await fetch(`${url}/api/opensearch-dashboards/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'osd-xsrf': 'true' },
    body: JSON.stringify({ changes: { 'theme:darkMode': theme === 'dark' } }),
  });
}
