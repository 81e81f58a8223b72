import { join } from 'node:path';
import type { InstalledProgram } from './installed_program';
import { versionText } from './installed_program';

/** OpenSearch 2.19 itself is content with 11; our own class is not. */
const oldestJava = 17;

const howToGet = `Install a Java runtime ${oldestJava} or later (Debian: apt-get install default-jre-headless) or set JAVA_HOME.`;

/** `1.8.0_392` is Java 8; all later ones begin with their number. */
function majorOf(version: string): number {
  const [first, second] = version.split(/[^0-9]+/).map(Number);
  return (first === 1 ? second : first) ?? 0;
}

/** The Java of JAVA_HOME, else the one on the path. */
export async function findJava(
  environment: NodeJS.ProcessEnv = process.env
): Promise<InstalledProgram> {
  const home = environment.JAVA_HOME;
  const command = home ? join(home, 'bin', 'java') : 'java';
  const version = /version "([^"]+)"/.exec((await versionText(command, '-version')) ?? '')?.[1];
  if (version === undefined) {
    const where = home ? `at ${command}, where JAVA_HOME points` : 'on the path';
    return { found: false, missing: `Java wasn't found ${where}. ${howToGet}` };
  }
  if (majorOf(version) < oldestJava) {
    return { found: false, missing: `Java ${version} (${command}) is too old. ${howToGet}` };
  }
  return { found: true, command, version };
}
