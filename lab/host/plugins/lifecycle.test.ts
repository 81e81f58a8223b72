import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { startHost, USER_COOKIE } from '..';
import type { HostOptions, LogRecord } from '..';
import { RELEASE } from '../release';

/** A built plugin, by the text of its server bundle. */
interface Given {
  id: string;
  manifest?: Record<string, unknown>;
  server?: string;
}

const DO_NOTHING = 'exports.plugin = () => ({ setup() {}, start() {} });';

const WITH_SCHEMA = `
const { schema } = require('@osd/config-schema');
exports.config = {
  schema: schema.object({ wait: schema.number({ defaultValue: 5 }) }),
  deprecations: ({ rename, unused }) => [rename('delay', 'wait'), unused('colour')],
};
exports.plugin = (context) => ({
  setup(core) {
    context.config.create().subscribe((config) => context.logger.get().info(JSON.stringify(config)));
  },
  start() {},
});`;

describe('plugins in the host', () => {
  let parent: string;
  let logged: LogRecord[];
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'plugins-'));
    logged = [];
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  function install({ id, manifest = {}, server = DO_NOTHING }: Given): string {
    const folder = join(parent, id);
    mkdirSync(join(folder, 'server'), { recursive: true });
    const all = { id, version: '1', opensearchDashboardsVersion: RELEASE.version, server: true };
    writeFileSync(
      join(folder, 'opensearch_dashboards.json'),
      JSON.stringify({ ...all, ...manifest })
    );
    writeFileSync(join(folder, 'server', 'index.js'), server);
    return folder;
  }

  /** Starts a host with the plugins, asks it for `paths` and stops it again. */
  async function run(plugins: Given[], options: Partial<HostOptions> = {}, paths: string[] = []) {
    const host = await startHost({
      pluginDirectories: plugins.map(install),
      opensearch: { url: 'http://127.0.0.1:9' },
      log: (record) => logged.push(record),
      ...options,
    });
    const answers: unknown[] = [];
    for (const path of paths) answers.push(await (await fetch(host.url + path)).json());
    await host.stop();
    return answers;
  }

  const messages = () => logged.map(({ message }) => message);

  it.each<[string, Given, Partial<HostOptions>, string]>([
    [
      'an unknown key in the manifest',
      { id: 'one', manifest: { colour: 'red' } },
      {},
      'colour]: definition for this key is missing',
    ],
    [
      'a manifest for another version',
      { id: 'one', manifest: { opensearchDashboardsVersion: '2.13.0' } },
      {},
      'only compatible with OpenSearch Dashboards version "2.13.0"',
    ],
    ['an id that is not in camel case', { id: 'one_two' }, {}, 'Plugin "id" must be camelCase.'],
    [
      'a key of a plugin that is not installed',
      { id: 'one' },
      { configuration: { 'other.level.key': 1 } },
      'Unknown configuration key(s): "other.level.key"',
    ],
    [
      'a key that the schema does not have',
      { id: 'one', server: WITH_SCHEMA },
      { configuration: { one: { speed: 1 } } },
      '[config validation of [one].speed]: definition for this key is missing',
    ],
    [
      'a bad value',
      { id: 'one', server: WITH_SCHEMA },
      { configuration: { 'one.wait': 'long' } },
      '[config validation of [one].wait]: expected value of type [number] but got [string]',
    ],
    [
      'a module that OSD would not resolve',
      { id: 'one', server: "require('axios')" },
      {},
      "Cannot find module 'axios'",
    ],
    [
      'a setup that throws',
      { id: 'one', server: "exports.plugin = () => ({ setup() { throw new Error('no') } })" },
      {},
      'no',
    ],
    [
      'a route without a word on validation',
      {
        id: 'one',
        server:
          "exports.plugin = () => ({ setup({ http }) { http.createRouter().get({ path: '/x' }, () => 0) } })",
      },
      {},
      "does not have a 'validate' specified",
    ],
  ])('%s keeps it from starting', async (_, plugin, options, message) => {
    await expect(run([plugin], options)).rejects.toThrow(message);
  });

  it('a plugin without a build keeps it from starting, and says how to build', async () => {
    const folder = install({ id: 'one' });
    rmSync(join(folder, 'server'), { recursive: true });
    await expect(run([], { pluginDirectories: [folder] })).rejects.toThrow('run "npm run build"');
  });

  it('deprecated keys are renamed or dropped, with a warning', async () => {
    const configuration = { 'one.delay': 7, 'one.colour': 'red' };
    await run([{ id: 'one', server: WITH_SCHEMA }], { configuration });
    expect(messages()).toEqual([
      '"one.delay" is deprecated and has been replaced by "one.wait"',
      'one.colour is deprecated and is no longer used',
      '{"wait":7}',
    ]);
  });

  it('a plugin that requires an absent one is off, and the rest goes on', async () => {
    const needy = { id: 'needy', manifest: { requiredPlugins: ['absent'] }, server: WITH_SCHEMA };
    await run([needy, { id: 'one', server: WITH_SCHEMA }]);
    expect(messages()).toEqual([
      expect.stringContaining('Plugin "needy" has been disabled since'),
      '{"wait":5}',
    ]);
  });

  it('a plugin can be turned off where its configuration says so', async () => {
    await run([{ id: 'one', server: 'exports.plugin = () => { throw new Error() }' }], {
      configuration: { 'one.enabled': false },
    });
    expect(messages()).toEqual([]);
  });

  it('gets the contracts of those that it names and no others, set up before it', async () => {
    const contract = (name: string) =>
      `exports.plugin = () => ({ setup: () => '${name} set up', start: () => '${name} started' });`;
    const asking = `exports.plugin = (context) => ({
      setup(core, plugins) {
        const { info } = context.logger.get('child');
        info(JSON.stringify(plugins));
        core.getStartServices().then(([, deps, own]) => info(JSON.stringify([deps, own])));
      },
      start: () => 'asking started',
    });`;
    const needs = { requiredPlugins: ['one'], optionalPlugins: ['two', 'absent'] };
    await run([
      { id: 'asking', manifest: needs, server: asking },
      { id: 'two', server: contract('two') },
      { id: 'one', server: contract('one') },
      { id: 'stranger', server: contract('stranger') },
    ]);
    expect(logged).toEqual([
      {
        level: 'info',
        context: 'plugins.asking.child',
        message: '{"two":"two set up","one":"one set up"}',
      },
      expect.objectContaining({
        message: '[{"two":"two started","one":"one started"},"asking started"]',
      }),
    ]);
  });

  it('adds to the context of the routes of those that depend on it, and of no others', async () => {
    const giving = `exports.plugin = () => ({
      setup: ({ http }) => http.registerRouteHandlerContext('given', () => 1), start() {},
    });`;
    const telling = (path: string) => `exports.plugin = () => ({
      setup({ http }) {
        http.createRouter().get({ path: '${path}', validate: false }, (context, _, response) =>
          response.ok({ body: Object.keys(context) }));
      },
      start() {},
    });`;
    const answers = await run(
      [
        { id: 'giving', server: giving },
        { id: 'near', manifest: { optionalPlugins: ['giving'] }, server: telling('/near') },
        { id: 'far', server: telling('/far') },
      ],
      {},
      ['/near', '/far']
    );
    expect(answers).toEqual([['core', 'given'], ['core']]);
  });

  it('a 401 of OpenSearch is passed on, any other error of it is not', async () => {
    const opensearch = createServer(({ url }, response) => {
      response.writeHead(Number(url?.slice(1)), { 'content-type': 'application/json' }).end('{}');
    });
    await new Promise<void>((resolve) => opensearch.listen(0, '127.0.0.1', resolve));
    const { port } = opensearch.address() as AddressInfo;
    const server = `exports.plugin = () => ({
      setup({ http }) {
        const router = http.createRouter();
        for (const path of ['/401', '/403']) {
          router.get({ path, validate: false }, ({ core }) =>
            core.opensearch.client.asInternalUser.transport.request({ method: 'GET', path }));
        }
      },
      start() {},
    });`;
    const url = `http://127.0.0.1:${port}`;
    const answers = await run([{ id: 'one', server }], { opensearch: { url } }, ['/401', '/403']);
    opensearch.close();
    expect(answers).toEqual([
      expect.objectContaining({ statusCode: 401 }),
      expect.objectContaining({ statusCode: 500, message: 'An internal server error occurred.' }),
    ]);
  });

  it('with security, who is not signed in reaches no route', async () => {
    const host = await startHost({
      pluginDirectories: [],
      opensearch: { url: 'http://127.0.0.1:9' },
      security: 'lab',
      log: () => undefined,
    });
    const headers = { cookie: `${USER_COOKIE}=nobody` };
    const { status } = await fetch(`${host.url}/api/anything`, { headers });
    await host.stop();
    expect(status).toBe(401);
  });
});
