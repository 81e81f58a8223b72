import { relative } from 'node:path';

/** The part of `jest --json` that says how long a file took. */
export interface TimedFile {
  /** Path of the file. */
  readonly name: string;
  /** Milliseconds since the epoch; 0 where the file could not be run. */
  readonly startTime: number;
  readonly endTime: number;
}

/**
 * Names the files that took longest, the slowest first, one a line.
 *
 * @param root folder that their paths are given from
 */
export function slowestFiles(files: readonly TimedFile[], root: string, most: number): string[] {
  return [...files]
    .map(({ name, startTime, endTime }) => ({
      path: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, most)
    .map(({ path, seconds }) => `${seconds.toFixed(1).padStart(8)} s  ${path}`);
}
