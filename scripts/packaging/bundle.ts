import { rspack } from '@rspack/core';
import type { Configuration, ExternalItem } from '@rspack/core';
import type { ModuleOrigin } from './module_origin';

/** A rule of the bundler for modules that come from the host. A module from nowhere makes the build fail. */
export function externalsBy(
  originOf: (request: string) => ModuleOrigin,
  type: 'var' | 'commonjs'
): ExternalItem {
  return ({ request = '', contextInfo }, done) => {
    const origin = originOf(request);
    switch (origin.from) {
      case 'bundle':
        return done();
      case 'host':
        return done(undefined, origin.expression, type);
      case 'nowhere':
        return done(new Error(`${origin.reason} (asked for by ${contextInfo?.issuer ?? '?'})`));
    }
  };
}

export interface TypeScriptTarget {
  /** Target of the emitted syntax. */
  readonly target: 'es2020' | 'es2022';
}

/** Configuration that both halves share. */
export function commonConfiguration(root: string, { target }: TypeScriptTarget): Configuration {
  return {
    context: root,
    mode: 'production',
    devtool: false,
    resolve: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      // Modules are named by their path below the root: the same bytes come out where node_modules is a link, too.
      symlinks: false,
    },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              target,
              parser: { syntax: 'typescript', tsx: true },
              // react/jsx-runtime is not shared by the host.
              transform: { react: { runtime: 'classic' } },
            },
          },
        },
      ],
    },
    optimization: { moduleIds: 'deterministic', chunkIds: 'deterministic', runtimeChunk: false },
    performance: false,
  };
}

/**
 * Runs the bundler and returns the files of packages that it put into the bundle (absolute paths). A warning is a failure: each
 * one seen so far was a module that would have been missing at run time.
 */
export function bundle(configuration: Configuration): Promise<string[]> {
  return new Promise((resolve, reject) => {
    rspack(configuration, (error, stats) => {
      if (error) return reject(error);
      if (!stats) return reject(new Error('the bundler gave no result'));
      if (stats.hasErrors() || stats.hasWarnings()) {
        return reject(
          new Error(
            stats.toString({ all: false, errors: true, warnings: true, errorDetails: true })
          )
        );
      }
      const files = [...stats.compilation.modules]
        .map((module) => module.nameForCondition())
        .filter((name): name is string => name !== undefined && name.includes('/node_modules/'));
      return resolve([...new Set(files)].sort());
    });
  });
}
