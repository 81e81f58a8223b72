import fc from 'fast-check';
import { readIsolateSteps, readReleaseStep } from './netsh_answer';
import { NETSH_WORDS } from './netsh_words';

const steps = (text: string) => readIsolateSteps(text, NETSH_WORDS);
const withOk = (...ok: string[]) => ({ ...NETSH_WORDS, ok });

/** An isolation with this success word, count sentence and number of addresses. */
function isolation(word: string, count: string, addresses: number): string {
  return [word, count, ...Array(3 + 2 * addresses).fill(word)].join('   ');
}

describe('the steps of an isolation', () => {
  it.each([
    ['English', 'Ok.', 'Deleted 412 rule(s).'],
    ['Spanish', 'Aceptar', 'Se eliminaron 412 reglas.'],
    ['German', 'OK.', '412 Regel(n) gel”scht.'],
    ['French', 'Ok.', '412 r‚gle(s) supprim‚e(s).'],
    ['Russian', 'ОК.', 'Удалено правил: 412.'],
    ['Russian, through the other code page', 'ЋЉ.', '“¤ «Ґ­® Їа ўЁ«: 412.'],
    ['Chinese', '确定。', '已删除 412 规则。'],
    ['Japanese', 'OK', '412 個の規則を削除しました。'],
    ['Korean', '확인됨', '412개의 규칙이 삭제되었습니다.'],
  ])('are all done in %s', (_, word, count) => {
    expect(steps(isolation(word, count, 3))).toEqual({
      kind: 'all_done',
      addresses: 3,
      deleted_rules: 412,
    });
  });

  it('are all done where nobody counted the deleted rules', () => {
    expect(steps(isolation('Ok.', '', 1))).toEqual({ kind: 'all_done', addresses: 1 });
  });

  it.each(['Deleted many rules.', 'Deleted 1 of 2 rules.', 'Deleted 12345678901 rules.'])(
    'are not all done with %j in the place of the count',
    (count) => {
      expect(steps(isolation('Ok.', count, 1))).toEqual({ kind: 'some_done' });
    }
  );

  it.each(NETSH_WORDS.noRules)('are all done where the delete says %j', (sentence) => {
    const text = ['Ok.', sentence, ...Array(4).fill('Ok.')].join('  ');
    expect(steps(text)).toEqual({ kind: 'all_done', addresses: 1, deleted_rules: 0 });
  });

  it('are all done with a fixed line before each answer, once the line is part of a success word', () => {
    const line = 'Active code page: 65001';
    const answers = (deleted: string) =>
      [`${line} Ok.`, `${line} ${deleted}`, ...Array(4).fill(`${line} Ok.`)].join('  ');
    const counted = answers('Deleted 412 rule(s). Ok.');
    const words = { ...NETSH_WORDS, ok: [...NETSH_WORDS.ok, `${line} Ok.`] };
    expect(steps(counted)).toEqual({ kind: 'some_done' });
    const done = { kind: 'all_done', addresses: 1 };
    expect(readIsolateSteps(counted, words)).toEqual({ ...done, deleted_rules: 412 });
    const without = answers('No rules match the specified criteria.');
    expect(readIsolateSteps(without, words)).toEqual({ ...done, deleted_rules: 0 });
    // A step that says nothing but the line was not done.
    expect(readIsolateSteps(`${counted} ${line}`, words)).toEqual({ kind: 'some_done' });
  });

  it('are more than one language can say: words of two languages are counted alike', () => {
    expect(steps('Ok. Aceptar OK. Ok. Ok. OK')).toEqual({ kind: 'all_done', addresses: 1 });
  });

  it('are not done where any other text is among them, wherever it stands', () => {
    const place = fc.integer({ min: 1, max: 12 });
    const word = fc.constantFrom('Error', 'ok.', 'Ok', 'Ok.Ok.', 'rules');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), place, word, (addresses, at, other) => {
        const words = Array(4 + 2 * addresses).fill('Ok.');
        words.splice(at, 0, other);
        expect(steps(words.join(' ')).kind).not.toBe('all_done');
      })
    );
  });

  it('are none where only a failure is said, once or as often as there are steps', () => {
    const failure = 'La operaci¢n solicitada requiere elevaci¢n (Ejecutar como administrador).';
    for (const times of [1, 6]) {
      const text = Array(times).fill(failure).join('   ');
      expect(steps(text)).toEqual({ kind: 'none_done', why: 'not_elevated' });
    }
    expect(steps(`${failure} and more`)).toEqual({ kind: 'unrecognised' });
  });

  it('are not counted by a configured word that is empty', () => {
    expect(readIsolateSteps('', withOk('', '  '))).toEqual({ kind: 'unrecognised' });
    expect(readIsolateSteps('Error', withOk('', ' '))).toEqual({ kind: 'unrecognised' });
  });

  it('are read with a configured word of several words', () => {
    const text = Array(6).fill('Muy bien').join(' ');
    expect(readIsolateSteps(text, withOk('Muy bien'))).toEqual({ kind: 'all_done', addresses: 1 });
    expect(readIsolateSteps(`${text} Muy`, withOk('Muy bien'))).toEqual({ kind: 'some_done' });
  });
});

describe('the step of a release', () => {
  it.each(NETSH_WORDS.ok)('is done where it says %j with its letters spaced out', (word) => {
    expect(readReleaseStep(`${Array.from(word).join(' ')}   `, NETSH_WORDS)).toBe('done');
  });

  it.each([
    ['', 'unrecognised'],
    ['O k', 'done'],
    ['O', 'unrecognised'],
    ['O k . !', 'mixed'],
    ['N o t   O k .', 'mixed'],
  ])('%j is %s', (text, expected) => {
    expect(readReleaseStep(text, withOk(...NETSH_WORDS.ok, 'Ok'))).toBe(expected);
  });

  it('is not done by a configured word that is empty', () => {
    expect(readReleaseStep('', withOk(''))).toBe('unrecognised');
    expect(readReleaseStep('E r r o r', withOk('', ' '))).toBe('unrecognised');
  });
});
