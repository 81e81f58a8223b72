import { MANAGER_ANSWER_WORDS, MANAGER_CODES } from '../../common/manager/manager_answer_words';
import { ELIGIBILITY_CODES } from '../../common/action/eligibility';
import { ACKNOWLEDGEMENTS } from '../../common/lifeline/lifeline';
import { ACKNOWLEDGEMENT_TEXTS } from '../../common/refusal/acknowledgement_sentences';
import { CONFLICT_TEXTS, VERB_TEXTS } from '../../common/refusal/conflict_sentences';
import { ELIGIBILITY_TEXTS, NOT_ACTIVE_TEXTS } from '../../common/refusal/eligibility_sentences';
import { REFUSALS } from '../../common/refusal/refusal_codes';
import { REFUSAL_TEXTS } from '../../common/refusal/refusal_sentences';
import { RIGHT_TEXTS, UNREAD_TEXTS } from '../../common/refusal/right_sentences';
import type { ReadinessCode } from '../../common/readiness/readiness_findings';
import { READINESS_WORDS, readinessWords } from '../../common/readiness/readiness_findings';
import type { IdFindings, TextSources, TextTable } from './id_findings';
import { idFindings } from './id_findings';
import { readCodeWithoutTests, readTranslations } from './source_files';

/** Defined by Wazuh and by OpenSearch Dashboards, which know these entries of the menu by their ids. */
const NAMES_OF_OTHERS = ['Agents management', 'Server management', 'Analytics'];

const server = readCodeWithoutTests('server');

function readinessTable(): TextTable {
  const codes = Object.keys(READINESS_WORDS) as ReadinessCode[];
  const id = (code: string, part: string) => `endpointIsolation.readiness.${code}.${part}`;
  const texts = codes.flatMap((code): Array<[string, string]> => {
    const { sentence, remedy } = readinessWords(code);
    const found: Array<[string, string]> = [[id(code, 'sentence'), sentence]];
    return remedy === undefined ? found : [...found, [id(code, 'remedy'), remedy]];
  });
  return { id: id('{}', '{}'), texts: new Map(texts), codes, usedIn: server };
}

function managerTables(): TextTable[] {
  return (['happened', 'next'] as const).map((part) => ({
    id: `endpointIsolation.manager.{}.${part}`,
    texts: new Map(
      MANAGER_CODES.map((code) => [
        `endpointIsolation.manager.${code}.${part}`,
        MANAGER_ANSWER_WORDS[code][part],
      ])
    ),
    codes: MANAGER_CODES,
    usedIn: server,
  }));
}

/** The sentences that the API says in English, with the ids by which the interface translates them. */
function sentenceTable(): TextTable {
  const texts = new Map<string, string>();
  const add = (place: string, table: Readonly<Record<string, string>>) =>
    Object.entries(table).forEach(([code, text]) =>
      texts.set(`endpointIsolation.${place}.${code}`, text)
    );
  add('eligibility', ELIGIBILITY_TEXTS);
  add('not_active', NOT_ACTIVE_TEXTS);
  add('right', RIGHT_TEXTS);
  add('unread', UNREAD_TEXTS);
  add('acknowledgement', ACKNOWLEDGEMENT_TEXTS);
  add('conflict', CONFLICT_TEXTS);
  add('noun', VERB_TEXTS);
  Object.entries(REFUSAL_TEXTS).forEach(([code, { happened, next }]) =>
    add(`refusal.${code}`, { happened, next })
  );
  const codes = [...ELIGIBILITY_CODES, ...ACKNOWLEDGEMENTS, ...Object.keys(REFUSALS)];
  const usedIn = readCodeWithoutTests('server', 'common').filter(
    ({ path }) => !path.startsWith('common/refusal/')
  );
  return { id: 'endpointIsolation.{}', texts, codes, usedIn };
}

function ours(): TextSources {
  return {
    ui: readCodeWithoutTests('public'),
    shipped: readCodeWithoutTests('public', 'common', 'server'),
    tables: [readinessTable(), ...managerTables(), sentenceTable()],
    translations: readTranslations(),
    namesOfOthers: NAMES_OF_OTHERS,
  };
}

/** A project of one file of the interface. */
function project(text: string, more: Partial<TextSources> = {}): TextSources {
  const ui = [{ path: 'public/page.tsx', text }];
  return { ui, shipped: ui, tables: [], translations: [], namesOfOthers: [], ...more };
}

const GOOD = `
  const TITLE = i18n.translate('endpointIsolation.title', { defaultMessage: 'Isolated endpoints' });
  export const page = () => <Page title={TITLE}><FormattedMessage id="endpointIsolation.text" defaultMessage="All of them" /></Page>;
  page();
`;

describe('every text of the interface', () => {
  const findings = idFindings(ours());

  it('is found at all', () => {
    expect(findings.ids).toBeGreaterThan(850);
  });

  it.each([
    'textsWithoutId',
    'idsWithoutText',
    'unusedIds',
    'idsWithTwoTexts',
    'otherTranslations',
  ] as const)('has one id, and every id one text that is used (%s)', (kind) => {
    expect(findings[kind]).toEqual([]);
  });
});

describe('what is wrong with ids and texts', () => {
  const CASES: ReadonlyArray<[what: string, kind: keyof IdFindings, sources: TextSources]> = [
    [
      'words between tags',
      'textsWithoutId',
      project(`${GOOD} const bad = () => <p>Isolated</p>; bad();`),
    ],
    [
      'a name for screen readers',
      'textsWithoutId',
      project(`${GOOD} const bad = () => <b aria-label="Close" />; bad();`),
    ],
    [
      'a sentence in a constant',
      'textsWithoutId',
      project(`${GOOD} const BAD = 'Check your network.'; use(BAD);`),
    ],
    [
      'a sentence that is put together',
      'textsWithoutId',
      project(`${GOOD} const bad = (name) => \`Release \${name} first.\`; bad();`),
    ],
    [
      'an id without a text',
      'idsWithoutText',
      project(`${GOOD} const BAD = i18n.translate('endpointIsolation.bad', {}); use(BAD);`),
    ],
    [
      'an empty text',
      'idsWithoutText',
      project(
        `${GOOD} const BAD = i18n.translate('endpointIsolation.bad', { defaultMessage: '' }); use(BAD);`
      ),
    ],
    [
      'an id of another plugin',
      'idsWithoutText',
      project(
        `${GOOD} const BAD = i18n.translate('other.bad', { defaultMessage: 'x' }); use(BAD);`
      ),
    ],
    [
      'an id that the code puts together and no table has',
      'idsWithoutText',
      project(
        `${GOOD} const bad = (code) => i18n.translate(\`endpointIsolation.\${code}\`, { defaultMessage: 'x' }); bad();`
      ),
    ],
    [
      'an empty text of a table',
      'idsWithoutText',
      project(GOOD, {
        tables: [
          { id: 'x', texts: new Map([['endpointIsolation.bad', ' ']]), codes: [], usedIn: [] },
        ],
      }),
    ],
    [
      'a constant that nothing uses',
      'unusedIds',
      project(
        `${GOOD} export const BAD = i18n.translate('endpointIsolation.bad', { defaultMessage: 'x' });`
      ),
    ],
    [
      'an entry of a table for which there is no code any more',
      'unusedIds',
      project(
        `${GOOD} const WORDS = { bad_code: i18n.translate('endpointIsolation.bad', { defaultMessage: 'x' }) }; use(WORDS);`
      ),
    ],
    [
      'a code that nothing uses',
      'unusedIds',
      project(GOOD, {
        tables: [{ id: 'x', texts: new Map(), codes: ['bad_code'], usedIn: [] }],
      }),
    ],
    [
      'the same id with two texts',
      'idsWithTwoTexts',
      project(
        `${GOOD} const BAD = i18n.translate('endpointIsolation.title', { defaultMessage: 'Others' }); use(BAD);`
      ),
    ],
    [
      'a translation of an id that is gone',
      'otherTranslations',
      project(GOOD, {
        translations: [
          {
            path: 'translations/de.json',
            text: JSON.stringify({
              messages: {
                'endpointIsolation.title': 'a',
                'endpointIsolation.text': 'b',
                'endpointIsolation.gone': 'c',
              },
            }),
          },
        ],
      }),
    ],
    [
      'a translation that lacks an id',
      'otherTranslations',
      project(GOOD, {
        translations: [
          {
            path: 'translations/de.json',
            text: JSON.stringify({ messages: { 'endpointIsolation.title': 'a' } }),
          },
        ],
      }),
    ],
  ];

  it.each(CASES)('is found: %s', (_, kind, sources) => {
    const findings: IdFindings = idFindings(sources);
    const found = Object.entries(findings).filter(([, each]) => Array.isArray(each) && each[0]);
    expect(found.map(([name]) => name)).toEqual([kind]);
  });

  it('is nothing where each text has its id and is used', () => {
    expect(idFindings(project(GOOD))).toEqual({
      ids: 2,
      textsWithoutId: [],
      idsWithoutText: [],
      unusedIds: [],
      idsWithTwoTexts: [],
      otherTranslations: [],
    });
  });
});
