import { createHash } from 'crypto';
import type { Request, Server } from '@hapi/hapi';
import { escape } from 'lodash';
import type { IBasePath } from 'opensearch-dashboards/server';
import { RELEASE } from '../release';

export interface PageParts {
  basePath: IBasePath;
  /** Plugins in order of setup. */
  pluginIds: readonly string[];
  darkMode: boolean;
  /** Metadata for the browser's core: part of OSD's injected metadata. */
  metadata: Record<string, unknown>;
}

/** OSD 2.19's, on every page; there is no nonce. */
const CSP =
  "script-src 'unsafe-eval' 'self'; worker-src blob: 'self'; style-src 'unsafe-inline' 'self'";

const LIGHT = ':root { color-scheme: light; --page: #f6f8fa } html { background: #ffffff }';
const DARK = ':root { color-scheme: dark; --page: #1d1e24 } html { background: #1d1e24 }';

export const BUNDLES = `/${RELEASE.buildNum}/bundles`;

/** The page of every app, the script that loads the bundles into it, and the (empty) translations. */
export function registerPage(server: Server, partsFor: (request: Request) => Promise<PageParts>) {
  server.route({
    method: 'GET',
    path: '/app/{id}/{path*}',
    handler: async (request, h) =>
      h
        .response(html(await partsFor(request)))
        .type('text/html; charset=utf-8')
        .header('content-security-policy', CSP),
  });
  server.route({
    method: 'GET',
    path: '/bootstrap.js',
    handler: async (request, h) => {
      const script = bootstrap(await partsFor(request));
      return h
        .response(script)
        .type('application/javascript; charset=utf-8')
        .etag(createHash('sha1').update(script).digest('hex'))
        .header('cache-control', 'must-revalidate');
    },
  });
  server.route({
    method: 'GET',
    path: '/translations/en.json',
    handler: (_, h) => {
      const body = { translations: { locale: 'en', messages: {} }, warning: null };
      return h
        .response(body)
        .etag(createHash('sha1').update(JSON.stringify(body)).digest('hex'))
        .header('cache-control', 'must-revalidate');
    },
  });
}

function html({ basePath, metadata, darkMode }: PageParts): string {
  const theme = darkMode ? DARK : LIGHT;
  const message = 'Wazuh did not load properly. Check the server output for more information.';
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>
<meta name="viewport" content="width=device-width"/><title>Wazuh</title><link rel="icon" href="data:,"/>
<style>${theme}</style>
<meta name="add-styles-here"/><meta name="add-scripts-here"/></head><body>
<osd-csp data="${escape('{"strictCsp":false}')}"></osd-csp>
<osd-injected-metadata data="${escape(JSON.stringify(metadata))}"></osd-injected-metadata>
<div id="osd_loading_message" data-error-message="${message}">Loading ...</div>
<script src="${basePath.prepend('/bootstrap.js')}"></script></body></html>`;
}

/**
 * The bootstrap script as recorded: all scripts in order before core runs, then the style sheets. One script that fails replaces the page.
 */
function bootstrap({ basePath, pluginIds, darkMode }: PageParts): string {
  const bundle = (path: string) => basePath.prepend(`${BUNDLES}/${path}`);
  const publicPaths = Object.fromEntries([
    ['core', bundle('core/')],
    ['osd-ui-shared-deps', bundle('osd-ui-shared-deps/')],
    ...pluginIds.map((id) => [id, bundle(`plugin/${id}/`)]),
  ]);
  const scripts = [
    bundle('osd-ui-shared-deps/osd-ui-shared-deps.js'),
    bundle('core/core.entry.js'),
    ...pluginIds.map((id) => bundle(`plugin/${id}/${id}.plugin.js`)),
  ];
  const theme = darkMode ? 'dark' : 'light';
  const styles = [
    bundle(`osd-ui-shared-deps/osd-ui-shared-deps.v7.${theme}.css`),
    bundle('core/chrome.css'),
  ];
  return `window.__osdPublicPath__ = ${JSON.stringify(publicPaths)};
(function () {
  var bundles = {};
  window.__osdBundles__ = {
    has: function (key) { return key in bundles; },
    define: function (key, bundleRequire, moduleKey) {
      if (key in bundles) throw new Error('__osdBundles__ already has a module defined for "' + key + '"');
      bundles[key] = { bundleRequire: bundleRequire, moduleKey: moduleKey };
    },
    get: function (key) {
      if (!(key in bundles)) throw new Error('__osdBundles__ does not have a module defined for "' + key + '"');
      return bundles[key].bundleRequire(bundles[key].moduleKey);
    },
  };
  function failed() {
    var message = document.getElementById('osd_loading_message').getAttribute('data-error-message');
    document.body.innerHTML = '<h2 class="osdLoadError">' + message + '</h2>';
  }
  function load(urls, createElement, place, done) {
    var left = urls.length;
    urls.forEach(function (url) {
      var element = createElement(url);
      element.addEventListener('error', failed);
      element.addEventListener('load', function () { left -= 1; if (left === 0) done(); });
      document.head.insertBefore(element, document.querySelector('meta[name="' + place + '"]'));
    });
  }
  function script(url) {
    var element = document.createElement('script');
    element.async = false;
    element.src = url;
    return element;
  }
  function style(url) {
    var element = document.createElement('link');
    element.rel = 'stylesheet';
    element.href = url;
    return element;
  }
  load(${JSON.stringify(scripts)}, script, 'add-scripts-here', function () {
    window.__osdBundles__.get('entry/core/public').__osdBootstrap__();
    load(${JSON.stringify(styles)}, style, 'add-styles-here', function () {});
  });
})();
`;
}
