import { unescape } from 'lodash';
import { readRecording } from './probe/recording';
import { startWithProbe } from './probe/start_with_probe';
import type { ProbedHost } from './probe/start_with_probe';

async function pageOf(host: ProbedHost, path = '/app/home') {
  const response = await fetch(host.url + path);
  const html = await response.text();
  const [, data = ''] = /<osd-injected-metadata data="([^"]*)"/.exec(html) ?? [];
  return { headers: response.headers, html, metadata: JSON.parse(unescape(data)) };
}

describe('the page of an app', () => {
  const hosts: ProbedHost[] = [];
  const start: typeof startWithProbe = async (...given) => {
    const host = await startWithProbe(...given);
    hosts.push(host);
    return host;
  };
  afterAll(() => Promise.all(hosts.map((host) => host.stop())));

  it('has the headers that OSD 2.19.1 was recorded to send', async () => {
    const { headers } = await pageOf(await start());
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "script-src 'unsafe-eval' 'self'; worker-src blob: 'self'; style-src 'unsafe-inline' 'self'",
      'osd-name': 'wazuh-dashboard',
      'x-frame-options': 'sameorigin',
      'cache-control': 'private, no-cache, no-store, must-revalidate',
    });
  });

  it('carries of a configuration what OSD 2.19.1 was recorded to put there: all of it where the path is the id', async () => {
    interface Recorded {
      configuration_file: Record<string, unknown>;
      pages: Record<
        string,
        Record<string, { configPath: string | string[]; config_in_page: object }>
      >;
    }
    const recorded = readRecording<Recorded>('injected_metadata_plugin_config');
    const probes = Object.entries(recorded.pages['/app/home'] ?? {}).filter(
      ([id]) => !id.startsWith('(OSD own)')
    );
    expect(probes).toHaveLength(5);
    const host = await start(
      { configuration: recorded.configuration_file },
      probes.map(([id, { configPath }]) => ({
        id,
        configPath,
        exposeToBrowser: id.endsWith('NoExpose') ? 'nothing' : 'shown',
        // Two plugins may not have the same routes; only the first of these has any.
        routes: id === 'hostProbe' ? 'all' : 'none',
      }))
    );
    const { metadata } = await pageOf(host);
    const inPage = metadata.uiPlugins.map((plugin: { id: string; config: object }) => [
      plugin.id,
      plugin.config,
    ]);
    expect(Object.fromEntries(inPage)).toEqual(
      Object.fromEntries(probes.map(([id, { config_in_page: config }]) => [id, config]))
    );
  });

  it('carries the base path wherever OSD 2.19.1 was recorded to put it', async () => {
    interface Recorded {
      bootstrap_script_tag: string;
      injected: object;
      bootstrap: { scripts: string[]; '__osdPublicPath__ hostProbe': string };
    }
    const recorded = readRecording<Recorded>('basepath_page');
    const host = await start({ basePath: '/dash' });
    const { html, metadata } = await pageOf(host);
    expect(html).toContain(recorded.bootstrap_script_tag);
    expect(metadata).toMatchObject(recorded.injected);
    const bootstrap = await (await fetch(`${host.url}/bootstrap.js`)).text();
    for (const url of [
      ...recorded.bootstrap.scripts,
      recorded.bootstrap['__osdPublicPath__ hostProbe'],
    ]) {
      expect(bootstrap).toContain(`"${url}"`);
    }
    expect(bootstrap).not.toMatch(/"\/8467/);
  });

  it('escapes what it carries', async () => {
    const notice = '"><script>alert(1)</script>';
    const { html, metadata } = await pageOf(await start({ notice }));
    expect(html).not.toContain('<script>alert');
    expect(metadata.lab.notice).toBe(notice);
  });

  it('has the theme of the setting that was chosen', async () => {
    const host = await start();
    expect(await (await fetch(`${host.url}/bootstrap.js`)).text()).toContain('v7.light.css');
    await fetch(`${host.url}/api/opensearch-dashboards/settings`, {
      method: 'POST',
      headers: { 'osd-xsrf': 'true', 'content-type': 'application/json' },
      body: JSON.stringify({ changes: { 'theme:darkMode': true } }),
    });
    expect(await (await fetch(`${host.url}/bootstrap.js`)).text()).toContain('v7.dark.css');
    const { metadata } = await pageOf(host);
    expect(metadata.legacyMetadata.uiSettings.user['theme:darkMode']).toEqual({ userValue: true });
  });
});
