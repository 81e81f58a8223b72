import { spawn } from 'node:child_process';

/** A program of this machine that can be used, or a sentence for a person that says what is missing and how to get it. */
export type InstalledProgram =
  | { readonly found: true; readonly command: string; readonly version: string }
  | { readonly found: false; readonly missing: string };

export interface Output {
  readonly status: number;
  /** Standard output and standard error, in the order of arrival. */
  readonly text: string;
}

/** Maven is a `.cmd` file on Windows, which needs a shell. */
const needsShell = (command: string) => process.platform === 'win32' && /\.cmd$/.test(command);

/** Runs a program to its end. Rejects with the system's error where it cannot be started. */
export function run(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: environment,
      shell: needsShell(command),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.stderr.on('data', (part) => (text += part));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, text }));
  });
}

/** Returns what `command` says about its version, or undefined if it doesn't exist or can't run. */
export async function versionText(command: string, argument: string): Promise<string | undefined> {
  try {
    const { status, text } = await run(command, [argument]);
    return status === 0 ? text : undefined;
  } catch (notStarted) {
    return undefined;
  }
}
