import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ownProblems } from './own_problems';
import type { OtherTypeScript } from './own_problems';
import { SourcesInTree } from './sources_in_tree';

/**
 * Type-checks the sources that ship inside a source tree of OpenSearch Dashboards, against its own types and with its own
 * TypeScript, so that our types of the host cannot drift from it.
 *
 * @param tree where `yarn osd bootstrap` has been run
 * @returns what the compiler says, an empty text where nothing
 * @throws where the folder is no such tree
 */
export function checkInTree(projectRoot: string, tree: string): string {
  const compiler = join(tree, 'node_modules', 'typescript');
  if (!existsSync(compiler) || !existsSync(join(tree, 'src', 'core', 'server', 'index.ts'))) {
    throw new Error(
      `${tree} is no source tree of OpenSearch Dashboards with its packages (yarn osd bootstrap)`
    );
  }
  const ts: OtherTypeScript = createRequire(__filename)(compiler);
  const sources = new SourcesInTree(projectRoot, tree);
  try {
    const { config, error } = ts.readConfigFile(sources.configFile, ts.sys.readFile);
    if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, sources.folder);
    const own = fileNames.filter((fileName) => fileName.startsWith(sources.folder));
    console.log(`TypeScript ${ts.version}: ${own.length} files`);
    return ownProblems(ts, ts.createProgram(fileNames, options), (fileName) =>
      own.includes(fileName)
    );
  } finally {
    sources.remove();
  }
}
