/**
 * Words of Windows' `netsh`, by language. The endpoint program decodes `netsh`'s console bytes (OEM code page) with the ANSI code page:
 * ASCII survives, other letters may arrive as other ones. A new language, or a new sentence of one, is added here and nowhere else; words
 * of an installation are added by the setting `wazuh_isolation.netsh_ok_words`.
 */
interface NetshLanguage {
  readonly language: string;
  /** The word for success of one step, in each form in which it can arrive. */
  readonly ok: readonly string[];
  /** Said instead of a success word where there is no rule to delete. */
  readonly noRules?: readonly string[];
  readonly notElevated?: readonly string[];
  readonly serviceOff?: readonly string[];
  readonly importFailed?: readonly string[];
}

const LANGUAGES: readonly NetshLanguage[] = [
  {
    language: 'English',
    ok: ['Ok.'],
    noRules: ['No rules match the specified criteria.'],
    notElevated: ['The requested operation requires elevation (Run as administrator).'],
    serviceOff: [
      'An error occurred while attempting to contact the Windows Firewall service. Make sure that the service is running and try your request again.',
      'An error occurred while attempting to contact the Windows Defender Firewall service. Make sure that the service is running and try your request again.',
    ],
    importFailed: ['An error occurred while attempting to import the policy file.'],
  },
  {
    language: 'Spanish',
    ok: ['Aceptar'],
    noRules: ['Ninguna regla coincide con los criterios especificados.'],
    // Letters of code page 850 read as 1252 are the second form.
    notElevated: [
      'La operación solicitada requiere elevación (Ejecutar como administrador).',
      'La operaci¢n solicitada requiere elevaci¢n (Ejecutar como administrador).',
    ],
  },
  {
    language: 'German',
    ok: ['OK.'],
    noRules: ['Keine Regeln stimmen mit den angegebenen Kriterien überein.'],
  },
  { language: 'Portuguese (Brazil), French', ok: ['Ok.'] },
  // Bytes 8e 8a 2e of code page 866 read as 1251 are the second form.
  { language: 'Russian', ok: ['ОК.', 'ЋЉ.'] },
  {
    language: 'Chinese, simplified',
    ok: ['确定。'],
    noRules: ['没有与指定标准相匹配的规则。'],
    notElevated: ['请求的操作需要提升(作为管理员运行)。'],
  },
  { language: 'Japanese', ok: ['OK'] },
  { language: 'Korean', ok: ['확인됨'] },
];

function all(part: (language: NetshLanguage) => readonly string[] | undefined): readonly string[] {
  return Array.from(new Set(LANGUAGES.flatMap((language) => part(language) ?? [])));
}

export const NETSH_OK_WORDS = all(({ ok }) => ok);
export const NETSH_NO_RULES = all(({ noRules }) => noRules);
export const NETSH_NOT_ELEVATED = all(({ notElevated }) => notElevated);
export const NETSH_SERVICE_OFF = all(({ serviceOff }) => serviceOff);
export const NETSH_IMPORT_FAILED = all(({ importFailed }) => importFailed);
