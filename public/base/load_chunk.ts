/**
 * The host serves all files of a plugin with a `max-age` of a year, and neither a retry nor a reload of the page gets past a bad
 * copy in the browser's cache: a broken chunk, or an entry bundle from before an upgrade that asks for chunks which are gone.
 */

declare global {
  interface Window {
    /** The host sets it before any bundle runs: plugin id → URL of the folder of its bundles, with a slash at its end. */
    __osdPublicPath__?: Record<string, string>;
  }
}

/** A part of the plugin could not be loaded, even past the browser's cache. Reloading the page is what helps. */
export class ChunkLoadFailure extends Error {
  constructor(readonly url: string) {
    super(`Couldn’t load part of Endpoint Isolation (${url}). Reload the page.`);
    this.name = 'ChunkLoadFailure';
  }
}

/** The URL of the chunk that failed to load; none where the failure is another one, such as a fault in the chunk's code. */
function failedUrl(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'ChunkLoadError') return undefined;
  const { request } = error as Error & { request?: unknown };
  return typeof request === 'string' ? request : undefined;
}

/** Puts a fresh copy into the browser's cache. Rejects never: without network, the next try to load tells it. */
async function refreshCachedCopy(url: string): Promise<void> {
  await window.fetch(url, { cache: 'reload', credentials: 'same-origin' }).catch(() => undefined);
}

/** Refreshes the cached bundle, so that a page reload runs the plugin that is installed now. */
export async function refreshEntryBundle(): Promise<void> {
  const folder = window.__osdPublicPath__?.endpointIsolation;
  if (folder !== undefined) await refreshCachedCopy(`${folder}endpointIsolation.plugin.js`);
}

/**
 * Loads a part of the plugin: `loadChunk(() => import('./application'))`. A chunk that fails is fetched anew, past the cache, and
 * tried once more.
 *
 * @throws ChunkLoadFailure where that fails too; the entry bundle has been fetched anew then, so that a reload of the page helps
 *   after an upgrade.
 */
export async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const url = failedUrl(error);
    if (url === undefined) throw error;
    await refreshCachedCopy(url);
  }
  try {
    return await load();
  } catch (error) {
    const url = failedUrl(error);
    if (url === undefined) throw error;
    await refreshEntryBundle();
    throw new ChunkLoadFailure(url);
  }
}
