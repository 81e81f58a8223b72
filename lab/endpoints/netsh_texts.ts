/** Languages of Windows whose `netsh` texts are known at least in part. */
export const netshLanguages = ['en', 'es', 'de', 'pt', 'fr', 'ru', 'zh', 'ja', 'ko'] as const;
export type NetshLanguage = (typeof netshLanguages)[number];

interface NetshTexts {
  readonly ok: string;
  readonly deleted: (rules: number) => string;
  readonly noRules: string;
  readonly notElevated: string;
}

// Also stands in for sentences that are not known in a language.
const english: NetshTexts = {
  ok: 'Ok.',
  deleted: (rules) => `Deleted ${rules} rule(s).`,
  noRules: 'No rules match the specified criteria.',
  notElevated: 'The requested operation requires elevation (Run as administrator).',
};

const texts: Record<NetshLanguage, NetshTexts> = {
  en: english,
  es: {
    ok: 'Aceptar',
    deleted: (rules) => `Se eliminaron ${rules} reglas.`,
    noRules: 'Ninguna regla coincide con los criterios especificados.',
    notElevated: 'La operación solicitada requiere elevación (Ejecutar como administrador).',
  },
  de: {
    ...english,
    ok: 'OK.',
    deleted: (rules) => `${rules} Regel(n) gelöscht.`,
    noRules: 'Keine Regeln stimmen mit den angegebenen Kriterien überein.',
  },
  pt: { ...english, noRules: 'Nenhuma regra corresponde aos critérios especificados.' },
  fr: {
    ...english,
    deleted: (rules) => `${rules} règle(s) supprimée(s).`,
    noRules: 'Aucune règle ne correspond aux critères spécifiés.',
  },
  ru: {
    ...english,
    ok: 'ОК.',
    deleted: (rules) => `Удалено правил: ${rules}.`,
    noRules: 'Ни одно правило не соответствует указанным критериям.',
  },
  zh: {
    ok: '确定。',
    deleted: (rules) => `已删除 ${rules} 规则。`,
    noRules: '没有与指定标准相匹配的规则。',
    notElevated: '请求的操作需要提升(作为管理员运行)。',
  },
  ja: { ...english, ok: 'OK', noRules: '指定された条件に一致する規則はありません。' },
  ko: { ...english, ok: '확인됨', noRules: '지정된 조건과 일치하는 규칙이 없습니다.' },
};

/** Output of `netsh` if a step fails for another reason than missing rights. Known in English only. */
const failures = {
  // The two spaces are the real ones.
  service:
    'An error occurred while attempting to contact the  Windows Defender Firewall service. Make sure that the service is running and try your request again.',
  import: 'An error occurred while attempting to import the policy file.',
};

/** Standard output of one successful step; `\n\n` at its end as every `netsh` answer has. */
export function okText(language: NetshLanguage): string {
  return `${texts[language].ok}\n\n`;
}

/** Standard output of `delete rule name=all` that found `rules` rules; with none it says so and prints no OK. */
export function deletedText(language: NetshLanguage, rules: number): string {
  const { deleted, noRules, ok } = texts[language];
  return rules === 0 ? `\n${noRules}\n\n` : `\n${deleted(rules)}\n${ok}\n\n`;
}

export function notElevatedText(language: NetshLanguage): string {
  return `${texts[language].notElevated}\n\n`;
}

export function failureText(step: 'import' | 'other'): string {
  return `${step === 'import' ? failures.import : failures.service}\n\n`;
}
