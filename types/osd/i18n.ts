/** The part of `@osd/i18n` that a plugin of ours uses; the host hands it to plugins at run time. */

export interface TranslateArguments {
  values?: Record<string, string | number | boolean | Date | null | undefined>;
  defaultMessage: string;
  description?: string;
}

export declare const i18n: {
  /** Throws on an empty id, and on a message that cannot be formatted with the values given. */
  translate(id: string, options: TranslateArguments): string;
  /** The locale, such as `en` or `zh-CN`. */
  getLocale(): string;
};
