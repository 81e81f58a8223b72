import { join } from 'node:path';
import type { Configuration } from '@rspack/core';
import { commonConfiguration, externalsBy } from './bundle';
import { commandModuleOrigin, serverModuleOrigin } from './module_origin';

/** The server half: one file for Node 18 with all that it needs, not minified, so that what runs can be read. */
export function serverConfiguration(root: string, into: string): Configuration {
  const common = commonConfiguration(root, { target: 'es2022' });
  return {
    ...common,
    name: 'server',
    target: 'node18',
    entry: { index: join(root, 'server', 'index.ts') },
    output: {
      path: into,
      filename: 'index.js',
      library: { type: 'commonjs2' },
      clean: true,
    },
    externals: [externalsBy(serverModuleOrigin, 'commonjs')],
    optimization: { ...common.optimization, minimize: false, splitChunks: false },
  };
}

/** The command that repairs projections: a file of its own, which uses the server half beside it. */
export function rebuildConfiguration(root: string, into: string): Configuration {
  const server = serverConfiguration(root, into);
  return {
    ...server,
    name: 'rebuild',
    entry: { rebuild: join(root, 'server', 'rebuild.ts') },
    output: { path: into, filename: 'rebuild.js' },
    externals: [externalsBy(commandModuleOrigin, 'commonjs')],
  };
}
