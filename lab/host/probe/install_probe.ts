import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { brotliCompressSync, gzipSync } from 'zlib';
import { transformSync } from '@swc/core';
import { RELEASE } from '../release';

export interface ProbeOptions {
  id?: string;
  configPath?: string | string[];
  /** `nothing` for a server bundle that exposes nothing to the browser. */
  exposeToBrowser?: 'shown' | 'nothing';
  /** Two plugins may not have the same routes. */
  routes?: 'all' | 'none';
  manifest?: Record<string, unknown>;
}

/** Writes the probe as a built plugin into `parent` and returns its folder. */
export function installProbe(parent: string, options: ProbeOptions = {}): string {
  const { id = 'hostProbe' } = options;
  const folder = join(parent, id);
  const publicFolder = join(folder, 'target', 'public');
  mkdirSync(publicFolder, { recursive: true });
  mkdirSync(join(folder, 'server'));
  const manifest = {
    id,
    version: '1.0.0',
    opensearchDashboardsVersion: RELEASE.version,
    configPath: options.configPath,
    server: true,
    ui: true,
    ...options.manifest,
  };
  writeFileSync(join(folder, 'opensearch_dashboards.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'server', 'index.js'), serverCode(options));

  const script = readFileSync(join(__dirname, 'public.js'), 'utf8');
  const files = {
    [`${id}.plugin.js`]: script,
    [`${id}.chunk.0.js`]: script,
    'probe.css': 'a{}',
    'probe.json': '{"a":1}',
    'probe.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    [`${id}.plugin.js.map`]: JSON.stringify({ mappings: 'A'.repeat(5000) }),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(publicFolder, name), content);
  }
  return folder;
}

/** `.br` and `.gz` beside each script, as a build leaves them. */
export function compressScripts(folder: string, id = 'hostProbe') {
  for (const name of [`${id}.plugin.js`, `${id}.chunk.0.js`]) {
    const path = join(folder, 'target', 'public', name);
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content));
    writeFileSync(`${path}.gz`, gzipSync(content));
  }
}

function serverCode({ exposeToBrowser = 'shown', routes = 'all' }: ProbeOptions): string {
  const { code } = transformSync(readFileSync(join(__dirname, 'server.ts'), 'utf8'), {
    jsc: { target: 'es2020', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  return [
    code,
    exposeToBrowser === 'nothing' ? 'config.exposeToBrowser = undefined;' : '',
    routes === 'none' ? 'ROUTES.length = 0;' : '',
  ].join('\n');
}
