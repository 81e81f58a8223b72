import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file that a command's name stands for; none where there is no such command. */
export function commandOnPath(
  name: string,
  searchPath: string = process.env.PATH ?? ''
): string | undefined {
  return searchPath
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
