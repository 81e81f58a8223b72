/**
 * `npm run typecheck`: all of the project under its own TypeScript.
 * `-- --osd-tree FOLDER`: what ships, in a source tree of OpenSearch Dashboards, under that tree's TypeScript.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkInTree } from './osd_tree/check_in_tree';
import { projectRoot } from './project_root';
import { runTool } from './tools/run_tool';

const { values } = parseArgs({ options: { 'osd-tree': { type: 'string' } } });
const tree = values['osd-tree'];

if (tree === undefined) {
  process.exitCode = runTool('tsc', [
    '--project',
    '.',
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    '.cache/typecheck.tsbuildinfo',
  ]);
} else {
  const problems = checkInTree(projectRoot, resolve(tree));
  console.log(problems === '' ? 'No problems.' : problems);
  process.exitCode = problems === '' ? 0 : 1;
}
