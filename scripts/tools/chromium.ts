import { commandOnPath } from './command_on_path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The Chromium that the browser tests drive: `CHROMIUM_PATH`, else the first found on the path. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const name of names) {
    const file = commandOnPath(name);
    if (file !== undefined) return file;
  }
  return undefined;
}
