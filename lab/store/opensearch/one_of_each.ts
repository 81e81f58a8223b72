/** `netty-codec-http-4.1.118.Final.jar` → `netty-codec-http`: the version begins at the first number after a hyphen. */
const artifactOf = (jar: string) => jar.replace(/-\d[^/\\]*\.jar$/, '');

/**
 * The jars of several folders without a second version of any artefact: where two folders have one, the later folder's stays.
 * Two versions on one class path end in errors about missing methods, at any time.
 */
export function oneOfEach(folders: readonly (readonly string[])[]): string[] {
  const chosen = new Map<string, string>();
  for (const jars of folders) {
    for (const jar of jars) {
      const name = jar.split(/[/\\]/).pop() ?? jar;
      chosen.set(artifactOf(name), jar);
    }
  }
  return [...chosen.values()];
}
