import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { READINESS_WORDS } from '../../common/readiness/readiness_findings';
import { docsRouteOf } from '../base/docs_route';
import { hashOf } from '../base/route';
import { appMarkdown, headingIdOf } from './app_markdown';

const hrefOf = hashOf;

function headingsOf(file: string): string[] {
  const text = readFileSync(join(__dirname, '..', '..', 'docs', 'admin', `${file}.md`), 'utf8');
  return text
    .split('\n')
    .filter((line) => /^#+ /.test(line))
    .map((line) => headingIdOf(line.replace(/^#+ /, '').replace(/[*`]/g, '')));
}

describe('documentation in the app', () => {
  it('links to itself and to the files beside it that the app carries', () => {
    expect(appMarkdown('See [waiting](#waiting).', 'configure', hrefOf)).toBe(
      'See [waiting](#/docs/configure?heading=waiting).'
    );
    expect(appMarkdown('[limits](limits.md)', 'access', hrefOf)).toBe('[limits](#/docs/limits)');
  });

  it('leaves the words of a link to what the app does not carry, and no image', () => {
    const text =
      '[README](../../README.md#configure) [x](javascript:alert) ![picture](images/a.png)';
    expect(appMarkdown(text, 'access', hrefOf)).toBe('README x ');
  });

  it('links to other sites by https only', () => {
    const text = '[a](https://example.org/x) [b](http://example.org)';
    expect(appMarkdown(text, 'access', hrefOf)).toBe('[a](https://example.org/x) b');
  });

  it('has every heading that a finding of Readiness leads to', () => {
    for (const words of Object.values(READINESS_WORDS)) {
      if (!('docs' in words)) continue;
      const to = docsRouteOf(words.docs);
      expect([words.docs, to]).toEqual([words.docs, expect.anything()]);
      if (to?.heading !== undefined) expect(headingsOf(to.file)).toContain(to.heading);
    }
  });
});
