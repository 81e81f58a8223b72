import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ProjectCopy } from '../integration/packaging/project_copy';
import { launchChromium } from './launch_chromium';
import { START_MS } from './patience';

/** A plugin that does nothing but load a chunk when told to; the bundler's runtime and loadChunk are as they ship. */
const publicSources = {
  'index.ts': `
    import { loadChunk } from './base/load_chunk';
    export const plugin = { open: () => loadChunk(() => import('./part')).then(({ text }) => text) };`,
  'part.ts': `export const text = 'the chunk runs';`,
};

const folder = '/bundles/plugin/endpointIsolation/';
const entry = 'endpointIsolation.plugin.js';

const page = `<!doctype html><title>host</title><script>
  window.__osdPublicPath__ = { endpointIsolation: '${folder}' };
  window.__osdBundles__ = { define: (key, load) => { window.plugin = load().plugin; } };
</script><script src="${folder}${entry}"></script>`;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Response of the server for a file. Its first request has number 1. */
type Answers = (content: string, request: number) => Answer;

const asItIs: Answers = (body) => ({ status: 200, body });

/** Serves the bundles like the host: with a max-age of a year. */
class BundleServer {
  answersForChunk: Answers = asItIs;
  answersForEntry: Answers = asItIs;
  private readonly requests = new Map<string, number>();
  private readonly server = createServer((request, response) => {
    const name = (request.url ?? '').split('/').pop() ?? '';
    if (!this.files.has(name)) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      return;
    }
    const count = (this.requests.get(name) ?? 0) + 1;
    this.requests.set(name, count);
    const answers = name === entry ? this.answersForEntry : this.answersForChunk;
    const { status, body } = answers(this.files.get(name) ?? '', count);
    response
      .writeHead(status, {
        'content-type': 'application/javascript',
        'cache-control': 'max-age=31536000',
      })
      .end(body);
  });

  constructor(private readonly files: ReadonlyMap<string, string>) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let copy: ProjectCopy;
let browser: Browser;
let files: Map<string, string>;
let server: BundleServer;
let tab: Page;

beforeAll(async () => {
  copy = new ProjectCopy();
  for (const [name, source] of Object.entries(publicSources)) {
    writeFileSync(join(copy.root, 'public', name), source);
  }
  expect(copy.build()).toEqual({ status: 0, errors: '' });
  const built = join(copy.root, 'target', 'public');
  files = new Map(
    readdirSync(built)
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, readFileSync(join(built, name), 'utf8')])
  );
  browser = await launchChromium();
}, START_MS);

afterAll(async () => {
  await browser?.close();
  copy.remove();
});

beforeEach(async () => {
  server = new BundleServer(files);
  const url = await server.listen();
  tab = await (await browser.newContext()).newPage();
  await tab.goto(url);
});

afterEach(async () => {
  await tab.context().close();
  server.stop();
});

/** Result of loading the chunk: its text, or the name of the error. */
const open = () =>
  tab.evaluate('window.plugin.open().catch((error) => error.name)') as Promise<string>;

describe('a chunk in Chromium', () => {
  it('is loaded', async () => {
    expect(await open()).toBe('the chunk runs');
  });

  it.each<[what: string, answers: Answers]>([
    ['was not found once', (body, n) => (n === 1 ? { status: 404, body: '' } : asItIs(body, n))],
    ['came cut off once', (body, n) => asItIs(n === 1 ? body.slice(0, 40) : body, n)],
    ['came empty once', (body, n) => asItIs(n === 1 ? '' : body, n)],
  ])('that %s, and is cached so, is fetched past the cache', async (_, answers) => {
    server.answersForChunk = answers;
    expect(await open()).toBe('the chunk runs');
  });

  it('that is gone after an upgrade leaves a page whose reload runs the upgraded plugin', async () => {
    server.answersForChunk = () => ({ status: 404, body: '' });
    server.answersForEntry = (body) => asItIs(`${body};window.upgraded = true;`, 1);
    expect(await open()).toBe('ChunkLoadFailure');
    await tab.reload();
    expect(await tab.evaluate('window.upgraded')).toBe(true);
  });

  it('needs that, as a reload of the page alone keeps the entry bundle of the cache', async () => {
    server.answersForEntry = (body) => asItIs(`${body};window.upgraded = true;`, 1);
    await tab.reload();
    expect(await tab.evaluate('window.upgraded')).toBeUndefined();
  });
});
