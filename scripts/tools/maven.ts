import type { InstalledProgram } from './installed_program';
import { versionText } from './installed_program';

/** The Maven on the path: it fetches OpenSearch's jars, once. */
export async function findMaven(
  command = process.platform === 'win32' ? 'mvn.cmd' : 'mvn'
): Promise<InstalledProgram> {
  const version = /Apache Maven ([0-9.]+)/.exec(
    (await versionText(command, '-version')) ?? ''
  )?.[1];
  if (version === undefined) {
    return {
      found: false,
      missing: `Maven wasn't found (${command}). Install Maven 3.6 or later (Debian: apt-get install maven).`,
    };
  }
  return { found: true, command, version };
}
