import { open } from 'yauzl';

export interface ZipEntry {
  /** Unix mode with the kind of file, such as 0o100644. */
  readonly mode: number;
  readonly content: Buffer;
}

/** All entries of a zip by name. Rejects where a name comes twice, as yauzl does for names that lead out of the folder. */
export function readZip(path: string): Promise<Map<string, ZipEntry>> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true }, (openError, zip) => {
      if (openError) return reject(openError);
      const entries = new Map<string, ZipEntry>();
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry) => {
        if (entries.has(entry.fileName)) return reject(new Error(`${entry.fileName} comes twice`));
        return zip.openReadStream(entry, (streamError, stream) => {
          if (streamError) return reject(streamError);
          const parts: Buffer[] = [];
          stream.on('error', reject);
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            entries.set(entry.fileName, {
              mode: entry.externalFileAttributes >>> 16,
              content: Buffer.concat(parts),
            });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
