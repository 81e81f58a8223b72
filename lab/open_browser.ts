import { spawn } from 'node:child_process';
import { commandOnPath } from '../scripts/tools/command_on_path';

type Command = readonly [program: string, ...args: string[]];

/** Command that opens a URL on this computer; none if nobody would see it. */
function opener(environment: NodeJS.ProcessEnv): Command | undefined {
  const isWatched = process.stdout.isTTY && !environment.CI && !environment.SSH_CONNECTION;
  if (!isWatched) return undefined;
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  const hasDesktop = environment.DISPLAY || environment.WAYLAND_DISPLAY;
  return hasDesktop && commandOnPath('xdg-open') ? ['xdg-open'] : undefined;
}

/** Opens the page if there is a desktop. If it fails is of no concern: the address is in the terminal. */
export function openBrowser(url: string): void {
  const [program, ...args] = opener(process.env) ?? [];
  if (program === undefined) return;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
