import { relative } from 'node:path';

/** The part of `jest --json` that says what failed in a file. */
export interface TestedFile {
  /** Path of the file. */
  readonly name: string;
  readonly status: string;
  /** Output of jest for a file that could not be run. */
  readonly message?: string;
  readonly assertionResults?: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages?: readonly string[] | null;
  }[];
}

/** Lines that are kept of one failure's message. */
const MESSAGE_LINES = 12;

// eslint-disable-next-line no-control-regex -- jest colours what it prints
const COLOURS = /\u001b\[[0-9;]*m/g;

function firstLines(message: string): string[] {
  return message
    .replace(COLOURS, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MESSAGE_LINES)
    .map((line) => `    ${line}`);
}

/**
 * Names each failed test with the first lines of its message, as lines. They are printed once more at the end of a run, where whoever
 * reads the end of a long log finds them.
 *
 * @param root folder that the files' paths are given from
 */
export function failedTests(files: readonly TestedFile[], root: string): string[] {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(root, name);
    const failed = (assertionResults ?? []).filter((result) => result.status === 'failed');
    if (failed.length === 0) {
      return status === 'failed'
        ? [`  ${path}: could not be run`, ...firstLines(message ?? '')]
        : [];
    }
    return failed.flatMap(({ fullName, failureMessages }) => [
      `  ${path}: ${fullName}`,
      ...firstLines(failureMessages?.join('\n') ?? ''),
    ]);
  });
}
