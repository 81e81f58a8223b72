/** The part of `@osd/i18n/react` (react-intl 2) that a plugin of ours uses; the host hands it to plugins at run time. */
import { Component } from 'react';
import type { ComponentClass, ComponentType, ReactElement, ReactNode } from 'react';

export interface FormattedMessageProps {
  id: string;
  defaultMessage?: string;
  description?: string;
  values?: Record<string, ReactNode | Date>;
  tagName?: string;
}

export declare class FormattedMessage extends Component<FormattedMessageProps> {}

type DateParts = 'numeric' | '2-digit';

interface DateTimeFormatProps {
  value: Date | number | string;
  timeZone?: string;
  hour12?: boolean;
  weekday?: 'narrow' | 'short' | 'long';
  year?: DateParts;
  month?: DateParts | 'narrow' | 'short' | 'long';
  day?: DateParts;
  hour?: DateParts;
  minute?: DateParts;
  second?: DateParts;
  timeZoneName?: 'short' | 'long';
}

export declare class FormattedDate extends Component<DateTimeFormatProps> {}

export declare class FormattedTime extends Component<DateTimeFormatProps> {}

export declare class FormattedRelative extends Component<{
  value: Date | number | string;
  /** Milliseconds between two renderings. */
  updateInterval?: number;
}> {}

export declare class FormattedNumber extends Component<{
  value: number;
  style?: 'decimal' | 'percent';
  maximumFractionDigits?: number;
  minimumFractionDigits?: number;
}> {}

export declare class I18nProvider extends Component<{ children: ReactElement }> {}

export interface InjectedIntl {
  formatMessage(
    message: { id: string; defaultMessage?: string; description?: string },
    values?: Record<string, string | number | boolean | Date>
  ): string;
}

export declare function injectI18n<P extends { intl: InjectedIntl }>(
  component: ComponentType<P>
): ComponentClass<Omit<P, 'intl'>>;
