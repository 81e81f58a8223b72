import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from './java';

describe('the Java of this machine', () => {
  let home: string;

  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'java-home-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  /** A JAVA_HOME whose Java prints, as real ones do, on standard error. */
  function javaThatSays(line: string) {
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin', 'java'), `#!/bin/sh\necho '${line}' >&2\n`, { mode: 0o755 });
  }

  it('is that of JAVA_HOME where it is new enough', async () => {
    javaThatSays('openjdk version "21.0.2" 2024-01-16');
    expect(await findJava({ JAVA_HOME: home })).toEqual({
      found: true,
      command: join(home, 'bin', 'java'),
      version: '21.0.2',
    });
  });

  it('is new enough from 17, as an early release too', async () => {
    javaThatSays('openjdk version "17-ea" 2021-09-14');
    expect(await findJava({ JAVA_HOME: home })).toMatchObject({ found: true, version: '17-ea' });
  });

  it.each(['1.8.0_392', '11.0.22', '16.0.2'])(
    'is too old as %s, which is said',
    async (version) => {
      javaThatSays(`openjdk version "${version}"`);
      expect(await findJava({ JAVA_HOME: home })).toEqual({
        found: false,
        missing: expect.stringMatching(
          new RegExp(`^Java ${version} .* is too old\\. Install a Java runtime 17 or later`)
        ),
      });
    }
  );

  it('is missing where JAVA_HOME points nowhere, with the place that was looked at', async () => {
    expect(await findJava({ JAVA_HOME: home })).toEqual({
      found: false,
      missing: expect.stringContaining(`Java wasn't found at ${join(home, 'bin', 'java')}`),
    });
  });
});
