import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from '../../../scripts/tools/installed_program';
import type { Tools } from '../../../scripts/tools/opensearch_tools';
import { oneOfEach } from './one_of_each';

/** OpenSearch with the security plugin, or as it comes without it. */
export type Flavour = 'plain' | 'secured';

const pom = join(__dirname, 'pom.xml');
const processSource = join(__dirname, 'java', 'lab', 'OpenSearchProcess.java');
const cache = join(__dirname, '..', '..', '..', '.cache', 'opensearch');

const sizes: Record<Flavour, string> = { plain: '50 MB', secured: '100 MB' };

async function jarsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}

/** Digest of what the jars depend on: another pom or another source makes another folder. */
async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [pom, processSource]) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

async function runWhole(what: string, command: string, args: string[]): Promise<void> {
  const { status, text } = await run(command, args);
  if (status === 0) return;
  const end = text.trim().split('\n').slice(-15).join('\n');
  throw new Error(`${what} failed (${command}, exit ${status}):\n${end}`);
}

async function fill(folder: string, flavour: Flavour, { java, maven }: Tools): Promise<void> {
  const profile = flavour === 'secured' ? ['-P', 'security'] : [];
  await runWhole('Fetching OpenSearch from Maven Central', maven, [
    ...['-B', '-q', '-f', pom, `-Dto=${folder}`, ...profile, 'generate-resources'],
  ]);
  const compiler = await jarsIn(join(folder, 'compiler'));
  await runWhole('Compiling OpenSearch’s process', java, [
    ...['-cp', [...compiler, join(folder, 'lib', '*')].join(delimiter)],
    ...['org.eclipse.jdt.internal.compiler.batch.Main', '-17'],
    ...['-d', join(folder, 'classes'), processSource],
  ]);
}

/**
 * The class path of an OpenSearch that can be run, fetched on first use into `.cache/opensearch` of the project. Several processes may
 * ask at once: each fills a folder of its own, and the first one's is used by all.
 *
 * @throws Error with the end of Maven's or the compiler's words.
 */
export async function distribution(
  flavour: Flavour,
  tools: Tools,
  say: (line: string) => void
): Promise<string[]> {
  const folder = join(cache, `${await digest()}-${flavour}`);
  if (!existsSync(folder)) {
    say(`Fetching OpenSearch from Maven Central, once (about ${sizes[flavour]}) …`);
    await mkdir(cache, { recursive: true });
    const filling = await mkdtemp(join(cache, 'filling-'));
    try {
      await fill(filling, flavour, tools);
      await rename(filling, folder);
    } catch (failed) {
      await rm(filling, { recursive: true, force: true });
      if (!existsSync(folder)) throw failed;
    }
  }
  const jars = [await jarsIn(join(folder, 'lib')), await jarsIn(join(folder, 'security'))];
  return [join(folder, 'classes'), ...oneOfEach(jars)];
}
