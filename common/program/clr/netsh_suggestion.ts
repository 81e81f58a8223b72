import type { Verb } from '../../command/active_response';
import {
  firstAnswerIn,
  hasLetter,
  isOfKnownFailure,
  readIsolateSteps,
  textOfDeleteIn,
} from './netsh_answer';
import type { NetshWords } from './netsh_words';
import { LONGEST_NETSH_TEXT } from './netsh_words';
import type { ReportSuggestion, ReportTextKey } from '../report_suggestion';
import { REPORT_TEXT_KEYS } from '../report_suggestion';
import { readOutcome, streamsOf } from './read_outcome';

/** Words of an unknown success word, with a fixed line before it. */
const LONGEST_UNKNOWN_WORD = 30;

/**
 * The text with which the report of an isolation would be a success. A success word is suggested only beside the delete's own sentence (a
 * count of rules, or a known sentence that there was none): text that is only repeated may as well be an error.
 * @param result `data.clr.result`
 */
export function suggestNetshText(
  verb: Verb,
  result: string,
  words: NetshWords
): ReportSuggestion | undefined {
  const streams = streamsOf(result);
  if (verb !== 'isolate' || !streams || streams.errors !== '') return undefined;
  const { output } = streams;
  const steps = readIsolateSteps(output, words).kind;
  if (steps !== 'unrecognised' && steps !== 'some_done') return undefined;
  const key = REPORT_TEXT_KEYS.find((each) => textFor(each, output, words) !== undefined);
  const text = key && textFor(key, output, words);
  if (!key || text === undefined) return undefined;
  return { key, text, outcome: readOutcome(verb, result, withText(key, text, words)) };
}

function textFor(key: ReportTextKey, output: string, words: NetshWords): string | undefined {
  const candidates =
    key === 'netsh_ok_words' ? okWordsFor(output, words.ok) : [textOfDeleteIn(output, words.ok)];
  return candidates.find((text) => text !== undefined && isSuccessWith(key, text, output, words));
}

/** The beginning of the text in each length, and what precedes the first known success word. */
function okWordsFor(output: string, okWords: readonly string[]): Array<string | undefined> {
  const first = output.split(/\s+/, LONGEST_UNKNOWN_WORD);
  const beginnings = first.map((_, i) => first.slice(0, i + 1).join(' '));
  return [...beginnings, firstAnswerIn(output, okWords)];
}

function isSuccessWith(
  key: ReportTextKey,
  text: string,
  output: string,
  words: NetshWords
): boolean {
  if (text.length > LONGEST_NETSH_TEXT || !hasLetter(text) || isOfKnownFailure(text)) return false;
  const steps = readIsolateSteps(output, withText(key, text, words));
  return steps.kind === 'all_done' && steps.addresses > 0 && steps.deleted_rules !== undefined;
}

function withText(key: ReportTextKey, text: string, { ok, noRules }: NetshWords): NetshWords {
  return key === 'netsh_ok_words'
    ? { ok: [...ok, text], noRules }
    : { ok, noRules: [...noRules, text] };
}
