import { suggestNetshText } from './netsh_suggestion';
import { NETSH_WORDS, netshWordsWith } from './netsh_words';
import { readOutcome } from './read_outcome';

const report = (...answers: string[]) => `stdout: ${answers.join('   ')}\nstderr:    `;
const times = (count: number, text: string): string[] => Array(count).fill(text);
const suggested = (result: string, ...ok: string[]) =>
  suggestNetshText('isolate', result, netshWordsWith({ ok, noRules: [] }));

const NO_RULES = 'No rules match the specified criteria.';

describe('a success word of an unknown language', () => {
  it.each([
    ['Valmis.', report('Valmis.', 'Poistettiin 412 sääntöä.', ...times(5, 'Valmis.')), 412],
    ['Muy bien', report('Muy bien', 'Se fueron 3 reglas.', ...times(5, 'Muy bien')), 3],
    ['Hotovo.', report('Hotovo.', NO_RULES, ...times(4, 'Hotovo.')), 0],
  ])(
    '%j is suggested beside the sentence of the delete, with both readings',
    (text, result, rules) => {
      expect(readOutcome('isolate', result, NETSH_WORDS)).toEqual({ result: 'unrecognised' });
      expect(suggested(result)).toEqual({
        key: 'netsh_ok_words',
        text,
        outcome: { result: 'succeeded', addresses: 1, deleted_rules: rules },
      });
    }
  );

  it.each([
    ['an error that is said for each step', report(...times(6, 'Access is denied.'))],
    ['an error with a number', report(...times(6, 'Error 5: access is denied.'))],
    ['a word that is only repeated', report(...times(6, 'Valmis.'))],
    ['a delete that failed', report('Valmis.', 'Virhe 5.', ...times(4, 'Valmis.'))],
    ['two texts beside the word', report('Valmis.', '4', 'Valmis.', 'x', ...times(4, 'Valmis.'))],
    ['letters that are lost', report('???.', '??? 412 ???.', ...times(5, '???.'))],
    ['letters that are lost otherwise', report('\ufffd.', '412', ...times(5, '\ufffd.'))],
    ['an isolation without addresses', report('Valmis.', '412', ...times(3, 'Valmis.'))],
    ['one text', report('Something went wrong.')],
    ['nothing', report('')],
    ['text on the error stream', `${report('Valmis.', '412', ...times(5, 'Valmis.'))}Traceback`],
    [
      'a known failure',
      report(...times(6, 'The requested operation requires elevation (Run as administrator).')),
    ],
    [
      'a text longer than can be configured',
      report('x'.repeat(201), '412', ...times(5, 'x'.repeat(201))),
    ],
  ])('is not suggested by %s', (_, result) => {
    expect(suggested(result)).toBeUndefined();
  });

  it('is not suggested by a release, nor where the report is understood', () => {
    expect(suggestNetshText('release', report('V a l m i s .'), NETSH_WORDS)).toBeUndefined();
    expect(suggested(report('Ok.', '412', ...times(5, 'Ok.')))).toBeUndefined();
  });
});

describe('a fixed line before each answer', () => {
  const line = 'Active code page: 65001';
  const result = report(
    `${line} Ok.`,
    `${line} Deleted 412 rule(s). Ok.`,
    ...times(4, `${line} Ok.`)
  );

  it('is suggested with the success word', () => {
    expect(suggested(result)).toEqual({
      key: 'netsh_ok_words',
      text: `${line} Ok.`,
      outcome: { result: 'succeeded', addresses: 1, deleted_rules: 412 },
    });
  });

  it('is suggested with a success word of a language that is not known, however long the line', () => {
    const long = 'Aktiivinen koodisivu tällä koneella ja tälle käyttäjälle on nyt: 65001';
    const unknown = report(
      `${long} Valmis.`,
      `${long} 412 sääntöä poistettu. ${long} Valmis.`,
      ...times(4, `${long} Valmis.`)
    );
    const suggestion = suggested(unknown);
    expect(suggestion).toEqual({
      key: 'netsh_ok_words',
      text: `${long} Valmis.`,
      outcome: { result: 'succeeded', addresses: 1, deleted_rules: 412 },
    });
    const taught = netshWordsWith({ ok: [suggestion?.text ?? ''], noRules: [] });
    expect(readOutcome('isolate', unknown, taught)).toEqual(suggestion?.outcome);
    const withoutRules = report(
      `${long} Valmis.`,
      `${long} Ei sääntöjä.`,
      ...times(4, `${long} Valmis.`)
    );
    const sentence = suggestNetshText('isolate', withoutRules, taught);
    expect(sentence).toMatchObject({ key: 'netsh_no_rules_words', text: 'Ei sääntöjä.' });
  });

  it.each([
    ['the same error each time', report(...times(6, `${line} Pääsy evätty.`))],
    [
      'an error without a number in the place of the delete',
      report(`${line} Valmis.`, `${line} Pääsy evätty.`, ...times(4, `${line} Valmis.`)),
    ],
  ])('is not suggested beside a word of an unknown language by %s', (_, unknown) => {
    expect(suggested(unknown)).toBeUndefined();
  });

  it('is not suggested if the steps don’t add up', () => {
    expect(suggested(`${result}`.replace(/Ok\.\n/, '\n'))).toBeUndefined();
  });
});

describe('a sentence for a delete that found no rules', () => {
  const sentence = 'Kriteereitä vastaavia sääntöjä ei löytynyt.';
  const result = report('Ok.', sentence, ...times(4, 'Ok.'));

  it('is suggested in the place of the delete, with both readings', () => {
    expect(readOutcome('isolate', result, NETSH_WORDS)).toEqual({ result: 'partial' });
    const suggestion = suggested(result);
    expect(suggestion).toEqual({
      key: 'netsh_no_rules_words',
      text: sentence,
      outcome: { result: 'succeeded', addresses: 1, deleted_rules: 0 },
    });
    const taught = netshWordsWith({ ok: [], noRules: [`  ${sentence} `] });
    expect(readOutcome('isolate', result, taught)).toEqual(suggestion?.outcome);
  });

  it.each([
    ['another place', report('Ok.', 'Ok.', sentence, ...times(3, 'Ok.'))],
    ['a delete that reported success too', report('Ok.', sentence, ...times(5, 'Ok.'))],
    ['letters that are lost', report('Ok.', '??? ??.', ...times(4, 'Ok.'))],
    [
      'a known failure',
      report(
        'Ok.',
        'An error occurred while attempting to import the policy file.',
        ...times(4, 'Ok.')
      ),
    ],
    [
      'a sentence longer than can be configured',
      report('Ok.', 'x'.repeat(201), ...times(4, 'Ok.')),
    ],
  ])('is not suggested for %s', (_, other) => {
    expect(suggested(other)).toBeUndefined();
  });

  it('makes no sentence of another language one of them', () => {
    // A delete that failed leaves everything open, and looks the same.
    expect(readOutcome('isolate', result, NETSH_WORDS).result).toBe('partial');
  });
});
