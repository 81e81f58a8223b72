import type { CodePages } from './code_pages';
import { throughCodePages } from './code_pages';

/** Texts of Windows' `netsh` by which a report is read. */
export interface NetshWords {
  /** The word for success of one step. */
  readonly ok: readonly string[];
  /** The whole sentence of a delete that found no rule. */
  readonly noRules: readonly string[];
}

/** Characters of one word or sentence that can be configured: a fixed line may stand before each answer. */
export const LONGEST_NETSH_TEXT = 200;

/**
 * Texts of Windows' `netsh` in one language, as Windows shows them. The isolation program reads the console's bytes (OEM code page) by the
 * ANSI code page: other forms of a text follow from `pages`. A new language, or a new sentence of one, is added here and nowhere else; words
 * of an installation are added by the settings `netsh_ok_words` and `netsh_no_rules_words`.
 */
interface NetshLanguage {
  readonly language: string;
  /** Pairs of pages in use where this language is. Empty: both pages are one, or the texts have ASCII letters only. */
  readonly pages: readonly CodePages[];
  /** The word for success of one step. */
  readonly ok: readonly string[];
  /** Sentences that replace a success word if there is no rule to delete. */
  readonly noRules?: readonly string[];
  readonly notElevated?: readonly string[];
  readonly serviceOff?: readonly string[];
  readonly importFailed?: readonly string[];
  /** Sentences of the shell, on the error stream, if `netsh` can't be found. */
  readonly notFound?: readonly string[];
}

/** Western Windows: 437 in the United States, 850 elsewhere, UTF-8 after `chcp 65001`. */
const WESTERN: readonly CodePages[] = [
  { oem: 437, ansi: 1252 },
  { oem: 850, ansi: 1252 },
  { oem: 65001, ansi: 1252 },
];
const CYRILLIC: readonly CodePages[] = [
  { oem: 866, ansi: 1251 },
  { oem: 65001, ansi: 1251 },
];

const LANGUAGES: readonly NetshLanguage[] = [
  {
    language: 'English',
    pages: [],
    ok: ['Ok.'],
    noRules: ['No rules match the specified criteria.'],
    notElevated: ['The requested operation requires elevation (Run as administrator).'],
    serviceOff: [
      'An error occurred while attempting to contact the Windows Firewall service. Make sure that the service is running and try your request again.',
      'An error occurred while attempting to contact the Windows Defender Firewall service. Make sure that the service is running and try your request again.',
    ],
    importFailed: ['An error occurred while attempting to import the policy file.'],
    notFound: [
      "'netsh' is not recognized as an internal or external command, operable program or batch file.",
    ],
  },
  {
    language: 'Spanish',
    pages: WESTERN,
    ok: ['Aceptar'],
    noRules: ['Ninguna regla coincide con los criterios especificados.'],
    notElevated: ['La operación solicitada requiere elevación (Ejecutar como administrador).'],
    notFound: [
      '"netsh" no se reconoce como un comando interno o externo, programa o archivo por lotes ejecutable.',
    ],
  },
  {
    language: 'German',
    pages: WESTERN,
    ok: ['OK.'],
    noRules: ['Keine Regeln stimmen mit den angegebenen Kriterien überein.'],
    notFound: [
      'Der Befehl "netsh" ist entweder falsch geschrieben oder konnte nicht gefunden werden.',
    ],
  },
  {
    language: 'Portuguese (Brazil)',
    pages: WESTERN,
    ok: ['Ok.'],
    noRules: ['Nenhuma regra corresponde aos critérios especificados.'],
    notFound: [
      "'netsh' não é reconhecido como um comando interno ou externo, um programa operável ou um arquivo em lotes.",
    ],
  },
  {
    language: 'French',
    pages: WESTERN,
    ok: ['Ok.'],
    noRules: ['Aucune règle ne correspond aux critères spécifiés.'],
  },
  {
    language: 'Italian',
    pages: WESTERN,
    ok: ['Ok.'],
    noRules: ['Nessuna regola corrisponde ai criteri specificati.'],
  },
  {
    language: 'Russian',
    pages: CYRILLIC,
    ok: ['ОК.'],
    noRules: ['Ни одно правило не соответствует указанным критериям.'],
    notFound: [
      '"netsh" не является внутренней или внешней командой, исполняемой программой или пакетным файлом.',
    ],
  },
  {
    language: 'Chinese, simplified',
    pages: [],
    ok: ['确定。'],
    noRules: ['没有与指定标准相匹配的规则。'],
    notElevated: ['请求的操作需要提升(作为管理员运行)。'],
    notFound: ["'netsh' 不是内部或外部命令，也不是可运行的程序 或批处理文件。"],
  },
  {
    language: 'Japanese',
    pages: [],
    ok: ['OK'],
    noRules: ['指定された条件に一致する規則はありません。'],
  },
  {
    language: 'Korean',
    pages: [],
    ok: ['확인됨'],
    noRules: ['지정된 조건과 일치하는 규칙이 없습니다.'],
  },
];

/** A text in each form in which it can arrive; white space as a report is read. */
function formsOf(text: string, pages: readonly CodePages[]): string[] {
  const read = pages.flatMap((each) => throughCodePages(text, each) ?? []);
  return [text, ...read].map((form) => form.split(/\s+/).join(' ').trim());
}

function all(part: (language: NetshLanguage) => readonly string[] | undefined): readonly string[] {
  const forms = LANGUAGES.flatMap((language) =>
    (part(language) ?? []).flatMap((text) => formsOf(text, language.pages))
  );
  return Array.from(new Set(forms));
}

export const NETSH_WORDS: NetshWords = {
  ok: all(({ ok }) => ok),
  noRules: all(({ noRules }) => noRules),
};
export const NETSH_NOT_ELEVATED = all(({ notElevated }) => notElevated);
export const NETSH_SERVICE_OFF = all(({ serviceOff }) => serviceOff);
export const NETSH_IMPORT_FAILED = all(({ importFailed }) => importFailed);
export const NETSH_NOT_FOUND = all(({ notFound }) => notFound);

/** The known texts and those that an administrator configured. */
export function netshWordsWith({ ok, noRules }: NetshWords): NetshWords {
  return {
    ok: Array.from(new Set([...NETSH_WORDS.ok, ...ok])),
    noRules: Array.from(new Set([...NETSH_WORDS.noRules, ...noRules])),
  };
}
