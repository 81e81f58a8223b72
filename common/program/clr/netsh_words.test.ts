import { throughConsole } from '../../../lab/endpoints/code_pages';
import { readIsolateSteps } from './netsh_answer';
import {
  NETSH_IMPORT_FAILED,
  NETSH_NOT_ELEVATED,
  NETSH_NOT_FOUND,
  NETSH_SERVICE_OFF,
  NETSH_WORDS,
} from './netsh_words';

const failures = [
  ...NETSH_IMPORT_FAILED,
  ...NETSH_NOT_ELEVATED,
  ...NETSH_SERVICE_OFF,
  ...NETSH_NOT_FOUND,
];
const all = [...NETSH_WORDS.ok, ...NETSH_WORDS.noRules, ...failures];

it.each(failures)('no success word is part of the failure %j', (failure) => {
  const said = Array(6).fill(failure).join(' ');
  expect(['none_done', 'unrecognised']).toContain(readIsolateSteps(said, NETSH_WORDS).kind);
});

it.each(all)('%j is listed once, without white space at its ends or two spaces in it', (text) => {
  expect(text).toBe(text.trim().replace(/\s+/g, ' '));
  expect(all.filter((one) => one === text)).toHaveLength(1);
});

describe('a text of Windows', () => {
  const arrives = (text: string, language: 'ru' | 'fr' | 'pt' | 'es') =>
    throughConsole(text, language)?.split(/\s+/).join(' ');

  it('is known in the form that the code pages make of it', () => {
    expect(NETSH_WORDS.ok).toContain('ЋЉ.');
    const russian = 'Ни одно правило не соответствует указанным критериям.';
    expect(NETSH_WORDS.noRules).toEqual(
      expect.arrayContaining([
        russian,
        arrives(russian, 'ru'),
        arrives('Aucune règle ne correspond aux critères spécifiés.', 'fr'),
        arrives('Nenhuma regra corresponde aos critérios especificados.', 'pt'),
      ])
    );
    expect(NETSH_NOT_ELEVATED).toContain(
      arrives('La operación solicitada requiere elevación (Ejecutar como administrador).', 'es')
    );
  });

  it('is known as UTF-8 read by the other page, too', () => {
    expect(NETSH_WORDS.noRules).toContain(
      'Nenhuma regra corresponde aos critÃ©rios especificados.'
    );
  });

  it('has no form where the program ends at one of its letters', () => {
    const german = NETSH_WORDS.noRules.filter((text) => text.startsWith('Keine Regeln'));
    expect(german).toEqual([
      'Keine Regeln stimmen mit den angegebenen Kriterien überein.',
      'Keine Regeln stimmen mit den angegebenen Kriterien Ã¼berein.',
    ]);
  });
});
