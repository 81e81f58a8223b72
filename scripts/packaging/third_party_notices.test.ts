import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { thirdPartyNotices } from './third_party_notices';

describe('the notices of third parties', () => {
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'notices-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, content: string): string {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  function installed(folder: string, about: Record<string, string>): string {
    write(`${folder}/package.json`, JSON.stringify({ license: 'MIT', ...about }));
    return write(`${folder}/lib/index.js`, '');
  }

  it('name the packages of each half once, with their licences, nested and scoped ones too', () => {
    const a = installed('node_modules/a', { name: 'a', version: '1.0.0' });
    const nested = installed('node_modules/a/node_modules/@b/c', {
      name: '@b/c',
      version: '2.0.0',
    });
    write('node_modules/a/LICENSE.md', 'Licence of a\n');
    write('node_modules/a/NOTICE', 'Notice of a\n');
    write('node_modules/a/node_modules/@b/c/LICENSE', 'Licence of c\n');
    const again = write('node_modules/a/lib/other.js', '');

    const text = thirdPartyNotices({ browser: [a, again], server: [a, nested] });
    expect(text).toContain('In the browser half:\n  a 1.0.0 (MIT)\n\n');
    expect(text).toContain('In the server half:\n  @b/c 2.0.0 (MIT)\n  a 1.0.0 (MIT)\n');
    expect(text.match(/a 1\.0\.0 \(MIT\)\n\nLicence of a\n\nNotice of a\n/g)).toHaveLength(1);
  });

  it('take the text from the description of a package that has it nowhere else', () => {
    const file = installed('node_modules/d', { name: 'd', version: '1.0.0' });
    write('node_modules/d/README.md', 'd\n=\n\nUse it.\n\nLicense\n-------\n\n(The MIT License)\n');
    expect(thirdPartyNotices({ browser: [], server: [file] })).toContain(
      'd 1.0.0 (MIT)\n\n(The MIT License)\n'
    );
  });

  it('are not written without the text of a licence', () => {
    const file = installed('node_modules/e', { name: 'e', version: '1.0.0' });
    expect(() => thirdPartyNotices({ browser: [], server: [file] })).toThrow('no licence text');
  });

  it('say where a half has none', () => {
    expect(thirdPartyNotices({ browser: [], server: [] })).toContain(
      'In the browser half:\n  none\n'
    );
  });
});
