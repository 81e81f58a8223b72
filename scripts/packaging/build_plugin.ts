import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildFolders } from './build_folders';
import { BuildMark } from './build_mark';
import { bundle } from './bundle';
import { publicConfiguration } from './bundle_public';
import { rebuildConfiguration, serverConfiguration } from './bundle_server';
import { withCompressedCopies } from './compressed_copies';
import { hostVersions } from './host_versions';
import { pluginFiles, zipName } from './plugin_files';
import { readPluginIdentity } from './plugin_identity';
import { writeZip } from './plugin_zip';
import { thirdPartyNotices } from './third_party_notices';

/** Packages name source maps that are not shipped. A debugger would ask for them. */
export function withoutSourceMaps(text: string): string {
  return text.replace(/^[ \t]*\/\/[#@] sourceMappingURL=\S*[ \t]*$/gm, '');
}

function readFolder(folder: string): Array<[name: string, content: Buffer]> {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(join(folder, name))]);
}

/** Builds both halves and a zip for each version of the host; resolves with the paths of the zips. */
export async function buildPlugin({ root, target, zips }: BuildFolders): Promise<string[]> {
  const mark = BuildMark.begin({ root, target });
  const identity = readPluginIdentity(root);
  const publicFolder = join(target, 'public');
  const serverFolder = join(target, 'server');
  const notices = thirdPartyNotices({
    browser: await bundle(publicConfiguration(root, identity.id, publicFolder)),
    server: [
      ...(await bundle(serverConfiguration(root, serverFolder))),
      ...(await bundle(rebuildConfiguration(root, serverFolder))),
    ],
  });

  const files = new Map<string, Buffer>([
    ['LICENSE', readFileSync(join(root, 'LICENSE'))],
    ['THIRD_PARTY_NOTICES.txt', Buffer.from(notices)],
  ]);
  for (const [name, content] of readFolder(serverFolder)) {
    const shipped = Buffer.from(withoutSourceMaps(content.toString()));
    files.set(`server/${name}`, shipped);
    writeFileSync(join(serverFolder, name), shipped);
  }
  for (const [name, content] of readFolder(publicFolder)) {
    for (const [ending, copy] of withCompressedCopies(content)) {
      files.set(`target/public/${name}${ending}`, copy);
      writeFileSync(join(publicFolder, name + ending), copy);
    }
  }

  rmSync(zips, { recursive: true, force: true });
  mkdirSync(zips, { recursive: true });
  const paths: string[] = [];
  for (const version of hostVersions) {
    const path = join(zips, zipName(identity, version));
    await writeZip(path, pluginFiles({ identity, files }, version));
    paths.push(path);
  }
  mark.finish();
  return paths;
}
