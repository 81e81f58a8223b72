import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project_root';
import { readZip } from './read_zip';
import type { ZipEntry } from './read_zip';

const folder = 'opensearch-dashboards/endpointIsolation/';

export interface BuiltZip {
  readonly name: string;
  /** Entries by their path below the plugin's folder. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

/** The zips that `npm run build` made. Throws where one has an entry outside of the plugin's folder. */
export async function readBuiltZips(root: string = projectRoot): Promise<BuiltZip[]> {
  const zips = join(root, 'build');
  return Promise.all(
    readdirSync(zips)
      .sort()
      .map(async (name) => {
        const entries = [...(await readZip(join(zips, name)))];
        const outside = entries.find(([path]) => !path.startsWith(folder));
        if (outside) throw new Error(`${name}: ${outside[0]} lies outside of ${folder}`);
        return {
          name,
          entries: new Map(entries.map(([path, entry]) => [path.slice(folder.length), entry])),
        };
      })
  );
}

export function textOf({ name, entries }: BuiltZip, path: string): string {
  const entry = entries.get(path);
  if (!entry) throw new Error(`${name} has no ${path}`);
  return entry.content.toString('utf8');
}
