import type { FormerWord, Scope } from './glossary';
import { FORMER_WORDS } from './glossary';
import type { Passage } from './passages';
import { commentsOf, descriptionsOf, paragraphsOf, textsOf } from './passages';
import { readCode, readCodeWithoutTests, readDocumentation } from './source_files';
import { textsWithIds } from './texts_with_ids';

interface Writing {
  readonly scope: Scope;
  readonly where: string;
  readonly passages: readonly Passage[];
  /** Fewer would mean that something isn't read. */
  readonly atLeast: number;
}

/** Sentences of the isolation program and of Windows, as they write them. */
const WORDS_OF_OTHERS = [
  'The device is already isolated, no action was taken.',
  'The host is not isolated, or the backup has been removed.',
  "'netsh' is not recognized as an internal or external command, operable program or batch file.",
];

/** Finds former words in passages, as `place: [word] …around it…`. */
function formerWordsIn(scope: Scope, passages: readonly Passage[]): string[] {
  return FORMER_WORDS.filter(({ scopes }) => scopes.includes(scope)).flatMap((former) =>
    passages.flatMap((passage) => findingsOf(former, passage))
  );
}

function findingsOf({ word, pattern, instead }: FormerWord, { place, text }: Passage): string[] {
  if (WORDS_OF_OTHERS.includes(text)) return [];
  const at = text.search(pattern);
  if (at < 0) return [];
  const around = text.slice(Math.max(0, at - 40), at + 60);
  return [`${place}: [${word}, better: ${instead}] …${around}…`];
}

const interfaceFiles = readCodeWithoutTests('public', 'common');

const WRITINGS: readonly Writing[] = [
  {
    scope: 'interface',
    where: 'the interface and the tables that it shares',
    passages: [
      ...interfaceFiles.flatMap(textsOf),
      ...interfaceFiles
        .flatMap(textsWithIds)
        .map(({ place, text = '' }): Passage => ({ place, text })),
    ],
    atLeast: 1300,
  },
  {
    scope: 'texts',
    where: 'the API, the lab and the scripts',
    passages: readCodeWithoutTests('server', 'lab', 'scripts')
      // A plugin that only this host's own tests install.
      .filter(({ path }) => !path.startsWith('lab/host/probe/'))
      .flatMap(textsOf),
    atLeast: 500,
  },
  {
    scope: 'docs',
    where: 'the documentation and the description of the API',
    passages: readDocumentation().flatMap((file) =>
      file.path.endsWith('.yaml') ? descriptionsOf(file) : paragraphsOf(file)
    ),
    atLeast: 350,
  },
  {
    scope: 'comments',
    where: 'all code',
    passages: readCode('public', 'common', 'server', 'lab', 'scripts', 'test', 'types').flatMap(
      commentsOf
    ),
    atLeast: 3300,
  },
];

describe('former words', () => {
  it.each(WRITINGS)('do not come back in $scope of $where', ({ scope, passages, atLeast }) => {
    expect(passages.length).toBeGreaterThan(atLeast);
    expect(formerWordsIn(scope, passages)).toEqual([]);
  });

  const cases = FORMER_WORDS.flatMap(({ word, scopes, example }) =>
    scopes.map((scope) => ({ word, scope, example }))
  );

  it.each(cases)('are found in $scope: $word', ({ word, scope, example }) => {
    expect(formerWordsIn(scope, planted(scope, example)).join()).toContain(`[${word},`);
  });

  it('may stand in names of code', () => {
    const file = { path: 'common/x.ts', text: '// As `let through` says.\nconst underWay = 1;' };
    expect(formerWordsIn('comments', commentsOf(file))).toEqual([]);
  });
});

/** A sentence in a place of its kind, among others that are good. */
function planted(scope: Scope, sentence: string): Passage[] {
  switch (scope) {
    case 'docs':
      return paragraphsOf({ path: 'docs/x.md', text: `# Good\n\nGood words.\n${sentence}\n` });
    case 'comments':
      return commentsOf({
        path: 'common/x.ts',
        text: `// Good words.\n\n/**\n * Good words.\n * ${sentence}\n */\nconst x = 1;`,
      });
    case 'texts':
      return textsOf({
        path: 'server/x.ts',
        text: `export const x = (a) => \`\${a} ${sentence}\`;`,
      });
    case 'interface':
      return textsOf({
        path: 'public/x.tsx',
        text: `i18n.translate('endpointIsolation.x', { defaultMessage: '${sentence}' });`,
      });
  }
}
