/** Stand-in of `@osd/i18n`: English only, messages in ICU format as react-intl 2 reads them. */
import IntlMessageFormat from 'intl-messageformat';

interface TranslateArguments {
  defaultMessage: string;
  values?: Record<string, unknown>;
}

const parsed = new Map<string, IntlMessageFormat>();

function messageOf(text: string): IntlMessageFormat {
  const known = parsed.get(text);
  if (known) return known;
  const message = new IntlMessageFormat(text, 'en');
  parsed.set(text, message);
  return message;
}

export const i18n = {
  /** @throws where the id is empty or the message cannot be formatted with the values, as OSD's own does. */
  translate(id: string, { defaultMessage, values = {} }: TranslateArguments): string {
    if (!id) throw new Error('[I18n] An `id` must be a non-empty string to translate a message.');
    try {
      return messageOf(defaultMessage).format(values);
    } catch (error) {
      throw new Error(
        `[I18n] Error formatting the default message for: "${id}".\n${(error as Error).message}`
      );
    }
  },
  getLocale: () => 'en',
};
