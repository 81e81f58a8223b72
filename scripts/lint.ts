/** `npm run lint`: eslint, then prettier. `-- --fix` puts right what they can. */
import { runTool } from './tools/run_tool';

const fix = process.argv.includes('--fix');

const eslint = runTool('eslint', [
  '.',
  '--ext=.ts,.tsx,.js,.mjs',
  '--max-warnings=0',
  '--cache',
  '--cache-location=.cache/eslint',
  ...(fix ? ['--fix'] : []),
]);
const prettier = runTool('prettier', [
  '.',
  fix ? '--write' : '--check',
  '--loglevel=warn',
  '--cache',
  '--cache-location=.cache/prettier',
]);

process.exitCode = eslint || prettier;
