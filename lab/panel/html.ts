import { escape } from 'lodash';

/** Text of a page that needs no escaping any more. */
export class Html {
  constructor(readonly text: string) {}
}

/** Nothing comes of `undefined`. */
export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

function textOf(part: HtmlPart): string {
  if (part instanceof Html) return part.text;
  if (part === undefined) return '';
  return typeof part === 'object' ? part.map(textOf).join('') : escape(String(part));
}

/** Tag of a template: what is put into it is escaped, unless it was made by this function. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(strings.reduce((text, string, n) => text + textOf(parts[n - 1]) + string));
}
