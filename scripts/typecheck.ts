/**
 * `npm run typecheck`: all of the project under its own TypeScript, and the lab alone, which needs nothing of the plugin.
 * `-- --osd-tree FOLDER`: what ships, in a source tree of OpenSearch Dashboards, under that tree's TypeScript.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkInTree } from './osd_tree/check_in_tree';
import { projectRoot } from './project_root';
import { runTool } from './tools/run_tool';

/** Checks a project, and keeps what it found out under a name. */
function check(project: string, name: string): number {
  return runTool('tsc', [
    '--project',
    project,
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    `.cache/${name}.tsbuildinfo`,
  ]);
}

const { values } = parseArgs({ options: { 'osd-tree': { type: 'string' } } });
const tree = values['osd-tree'];

if (tree === undefined) {
  process.exitCode = check('.', 'typecheck') || check('lab', 'typecheck_lab');
} else {
  const problems = checkInTree(projectRoot, resolve(tree));
  console.log(problems === '' ? 'No problems.' : problems);
  process.exitCode = problems === '' ? 0 : 1;
}
