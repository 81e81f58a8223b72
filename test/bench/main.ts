/**
 * `npm run bench [name [share]]`: the benchmark of that name, or all, one after the other. Fails where a bound is broken. A share such
 * as 0.05 runs a smaller one, for trying; its figures say little.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isKept, linesOf } from './benchmark';
import type { Benchmark } from './benchmark';

const notBenchmarks = ['main', 'benchmark'];

const names = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => !notBenchmarks.includes(name))
  .map((name) => name.replace(/_/g, '-'))
  .sort();

async function main(): Promise<void> {
  const [, , asked, wanted = '1'] = process.argv;
  const share = Number(wanted);
  if (!(share > 0 && share <= 1)) throw new Error(`"${wanted}" is no share of 1`);
  if (asked !== undefined && !names.includes(asked)) {
    throw new Error(`There is no benchmark "${asked}"; there are: ${names.join(', ')}`);
  }
  for (const name of asked === undefined ? names : [asked]) {
    const loaded: { benchmark: Benchmark } = await import(
      join(__dirname, `${name.replace(/-/g, '_')}.ts`)
    );
    for (const figure of await loaded.benchmark.run(share)) {
      for (const line of linesOf(figure)) console.log(line);
      if (!isKept(figure)) process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
