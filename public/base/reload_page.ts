import { SECOND } from '../../common/base/time';
import { refreshEntryBundle } from './load_chunk';

/** A reload that somebody asked for does not wait longer for a network that is slow, ms. */
const LONGEST_WAIT = 3 * SECOND;

/**
 * Loads the page anew, with the plugin that is installed now: a reload alone runs the copy in the browser's cache, for a year.
 * @param reload for tests: no browser lets this be replaced
 */
export async function reloadPage(reload = () => window.location.reload()): Promise<void> {
  await Promise.race([
    refreshEntryBundle(),
    new Promise<void>((resolve) => window.setTimeout(resolve, LONGEST_WAIT)),
  ]);
  reload();
}
