import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project_root';

/** An installed package and its command. */
const packageOfTool = {
  eslint: 'eslint',
  jest: 'jest',
  prettier: 'prettier',
  tsc: 'typescript',
} as const;

export type Tool = keyof typeof packageOfTool;

function scriptOf(tool: Tool): string {
  const folder = join(projectRoot, 'node_modules', packageOfTool[tool]);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

/**
 * Runs an installed command with this very Node and its output shown.
 * @returns its exit status, 1 where a signal ended it
 */
export function runTool(
  tool: Tool,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): number {
  const { status, error } = spawnSync(process.execPath, [scriptOf(tool), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (error) throw error;
  return status ?? 1;
}
