import { join } from 'node:path';
import { DefinePlugin } from '@rspack/core';
import type { Configuration } from '@rspack/core';
import { commonConfiguration, externalsBy } from './bundle';
import { browserModuleOrigin } from './module_origin';

/**
 * The browser half: `<id>.plugin.js`, which the host loads on every page, and chunks that are loaded on demand. The host serves
 * both with a `max-age` of a year, the first under a URL that does not change with the plugin's version; so the chunks carry the
 * hash of what is in them.
 */
export function publicConfiguration(root: string, id: string, into: string): Configuration {
  const common = commonConfiguration(root, { target: 'es2020' });
  return {
    ...common,
    name: 'public',
    target: ['web', 'es2020'],
    entry: { [id]: join(root, 'scripts', 'packaging', 'public_entry.js') },
    output: {
      path: into,
      // The entry sets it at run time. The bundler's own way of finding it throws where it fails, on every page of the host.
      publicPath: '',
      filename: `${id}.plugin.js`,
      chunkFilename: `${id}.chunk.[name].[contenthash:16].js`,
      cssChunkFilename: `${id}.chunk.[name].[contenthash:16].css`,
      chunkLoadingGlobal: `${id}_chunks`,
      uniqueName: id,
      clean: true,
    },
    module: {
      rules: [
        ...(common.module?.rules ?? []),
        // Plain CSS under a name that OpenSearch Dashboards' own bundler knows, too.
        { test: /\.scss$/, type: 'css' },
        // Documentation as text, as that bundler has it as well.
        { test: /\.md$/, type: 'asset/source' },
      ],
    },
    externals: [externalsBy(browserModuleOrigin, 'var')],
    // A library that looks for an AMD loader would hand itself over to one that another plugin left on the page.
    plugins: [new DefinePlugin({ 'typeof define': JSON.stringify('undefined') })],
  };
}
