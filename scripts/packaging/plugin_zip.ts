import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A fixed time of the local clock: zip entries have no time zone, so the same bytes come out in every one. */
const entryTime = new Date(2000, 0, 1, 12);

/** The host's installer gives each file the mode of its entry; without one a file gets mode 0 and cannot be read. */
const entryMode = 0o100644;

/** Writes a zip whose bytes depend on nothing but the files given (path in the zip → content). */
export async function writeZip(path: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    zip.addBuffer(content, name, {
      mtime: entryTime,
      mode: entryMode,
      forceDosTimestamp: true,
      compress: !/\.(br|gz)$/.test(name),
    });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}
