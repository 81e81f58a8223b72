/**
 * A sentence with its id: the API says the English text, the browser its translation. A `{name}` in the text stands for one of `values`; a
 * value can be a sentence itself.
 */
export interface Sentence {
  readonly id: string;
  readonly text: string;
  readonly values?: Readonly<Record<string, string | Sentence>>;
}

/** Puts sentences together in English, as the API says them. */
export function inEnglish(sentences: readonly Sentence[]): string {
  return sentences.map(filled).join(' ');
}

function filled({ text, values = {} }: Sentence): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'string' ? value : filled(value);
  });
}
