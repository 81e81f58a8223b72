import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMaven } from './maven';

describe('the Maven of this machine', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'maven-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is found with its version, coloured or not', async () => {
    const command = join(folder, 'mvn');
    writeFileSync(command, `#!/bin/sh\nprintf '\\033[1mApache Maven 3.8.7\\033[m\\n'\n`, {
      mode: 0o755,
    });
    expect(await findMaven(command)).toEqual({ found: true, command, version: '3.8.7' });
  });

  it('is missing where there is none, and how to get it is said', async () => {
    expect(await findMaven(join(folder, 'mvn'))).toEqual({
      found: false,
      missing: expect.stringMatching(/Maven wasn't found .*apt-get install maven/),
    });
  });
});
