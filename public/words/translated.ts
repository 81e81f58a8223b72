import { i18n } from '@osd/i18n';
import type { Sentence } from '../../common/refusal/sentence';

/** Says in the reader's language what the API says in English. */
export function translated(sentences: readonly Sentence[]): string {
  return sentences.map(translatedSentence).join(' ');
}

function translatedSentence({ id, text, values = {} }: Sentence): string {
  const filled = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : translatedSentence(value),
  ]);
  return i18n.translate(`endpointIsolation.${id}`, {
    defaultMessage: typographic(text),
    values: Object.fromEntries(filled),
  });
}

/** Straight quotes are escape characters in the messages of the interface. */
function typographic(text: string): string {
  return text.replace(/'/g, '’').replace(/"([^"]*)"/g, '“$1”');
}
