/** Stand-in of `@osd/i18n/react`: react-intl 2, as OSD has it. */
import React from 'react';
import type { ReactElement } from 'react';
import { IntlProvider } from 'react-intl';

export {
  FormattedDate,
  FormattedMessage,
  FormattedNumber,
  FormattedPlural,
  FormattedRelative,
  FormattedTime,
  injectIntl as injectI18n,
} from 'react-intl';

export function I18nProvider({ children }: { children: ReactElement }) {
  return (
    <IntlProvider locale="en" defaultLocale="en" textComponent={React.Fragment}>
      {children}
    </IntlProvider>
  );
}
