import { sharedModules } from './shared_modules';

/** Origin of a requested module: our own bundle, the host at run time, or nowhere. */
export type ModuleOrigin =
  | { readonly from: 'bundle' }
  | { readonly from: 'host'; readonly expression: string }
  | { readonly from: 'nowhere'; readonly reason: string };

const bundle: ModuleOrigin = { from: 'bundle' };

/** The package of a request: `lodash` of `lodash/get`, `@elastic/eui` of `@elastic/eui/lib/x`; none of a path. */
export function packageOf(request: string): string | undefined {
  if (request.startsWith('.') || request.startsWith('/')) return undefined;
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}

const sharedPackages = new Set([...sharedModules.keys()].map(packageOf));

function typesOnly(request: string): ModuleOrigin | undefined {
  return /^(opensearch-dashboards|src\/(core|plugins))(\/|$)/.test(request)
    ? {
        from: 'nowhere',
        reason: `${request} has no values at run time: use "import type", with nothing but types in it`,
      }
    : undefined;
}

/** Origin of a module for code in the browser. */
export function browserModuleOrigin(request: string): ModuleOrigin {
  const nowhere = typesOnly(request);
  if (nowhere) return nowhere;
  const expression = sharedModules.get(request);
  if (expression !== undefined) return { from: 'host', expression };
  const name = packageOf(request);
  if (name === undefined) return bundle;
  if (name.startsWith('@osd/')) {
    return { from: 'nowhere', reason: `${request} is not among the modules that the host shares` };
  }
  if (sharedPackages.has(name)) {
    return {
      from: 'nowhere',
      reason: `${request} would be a second copy of the host's ${name}: import from ${name} itself`,
    };
  }
  return bundle;
}

/** Packages of the host that a command of the installed plugin uses: the host reads its own file and asks its indexer with them. */
const ofTheHostForCommands = ['@opensearch-project/opensearch', 'js-yaml'];

/** Origin of a module for a command that an administrator runs: the plugin itself is its own file beside it. */
export function commandModuleOrigin(request: string): ModuleOrigin {
  if (request === './index') return { from: 'host', expression: './index.js' };
  if (ofTheHostForCommands.includes(request)) return { from: 'host', expression: request };
  return serverModuleOrigin(request);
}

/**
 * Origin of a module for code in the server. `@osd/config-schema` is found upward from the plugin's folder, in the host's own
 * `node_modules`; everything else is bundled, as the zip has no `node_modules`.
 */
export function serverModuleOrigin(request: string): ModuleOrigin {
  const nowhere = typesOnly(request);
  if (nowhere) return nowhere;
  if (request === '@osd/config-schema') return { from: 'host', expression: request };
  if (request.startsWith('@osd/')) {
    return { from: 'nowhere', reason: `${request}: only @osd/config-schema is used in the server` };
  }
  return bundle;
}
