import type { NetshWords } from './netsh_words';
import {
  NETSH_IMPORT_FAILED,
  NETSH_NOT_ELEVATED,
  NETSH_NOT_FOUND,
  NETSH_SERVICE_OFF,
} from './netsh_words';

/**
 * Results of the steps of an isolation, read as a whole-string grammar: `netsh`'s exit codes are ignored by the program, and "contains Ok"
 * is no success (a failing `set policy` leaves all rules deleted and nothing blocked, between many an `Ok.`). `addresses` is the number of
 * addresses that the count of steps shows, 0 for an isolation without a lifeline.
 */
export type IsolateSteps =
  | { readonly kind: 'all_done'; readonly addresses: number; readonly deleted_rules?: number }
  | { readonly kind: 'export_failed'; readonly addresses: number }
  | { readonly kind: 'none_done'; readonly why: NoStepReason }
  | { readonly kind: 'some_done' }
  | { readonly kind: 'unrecognised' };

export type NoStepReason = 'not_elevated' | 'firewall_service_off' | 'netsh_not_found';

/** Result of importing the backup. The program deletes the backup in each case. */
export type ReleaseStep = 'done' | 'import_failed' | 'mixed' | 'unrecognised';

type Segment = 'ok' | { readonly text: string };

/** Export, delete, profiles on, policy: one answer each, then an in-rule and an out-rule for each address. */
const FIXED_STEPS = 4;

/**
 * @param text the standard output of an isolation
 * @param words the known texts of `netsh`, see `NETSH_WORDS`
 */
export function readIsolateSteps(text: string, words: NetshWords): IsolateSteps {
  const segments = segmentsOf(text, words.ok);
  const oks = segments.filter((segment) => segment === 'ok').length;
  if (oks === 0) return noStepDone(text);
  const others = segments.flatMap((segment, index) =>
    segment === 'ok' ? [] : [{ index, text: segment.text }]
  );
  const [other, more] = others;
  if (more) return { kind: 'some_done' };
  if (!other) return finished(oks, FIXED_STEPS);
  if (other.index === 0) {
    const addresses = addressesOf(oks, FIXED_STEPS - 1);
    // Too few steps for even one address: then that first text need not have been the export's.
    return addresses ? { kind: 'export_failed', addresses } : { kind: 'some_done' };
  }
  if (other.index !== 1) return { kind: 'some_done' };
  const said = withoutFixedLine(other.text, words.ok);
  // Nothing to delete: that step says so instead of its success word.
  if (isOneOf(words.noRules, said)) return finished(oks, FIXED_STEPS - 1, 0);
  const deleted = onlyNumberIn(said);
  return deleted === undefined ? { kind: 'some_done' } : finished(oks, FIXED_STEPS, deleted);
}

/** @param text the standard output of a release: the same words, but with their letters spaced out. */
export function readReleaseStep(text: string, { ok }: NetshWords): ReleaseStep {
  const squeezed = squeeze(text);
  // An empty word would make every silence a success.
  const words = ok.map(squeeze).filter((word) => word !== '');
  if (words.includes(squeezed)) return 'done';
  const failures = [...NETSH_IMPORT_FAILED, ...NETSH_NOT_ELEVATED, ...NETSH_SERVICE_OFF];
  if (failures.some((failure) => squeeze(failure) === squeezed)) return 'import_failed';
  return words.some((word) => squeezed.startsWith(word) || squeezed.endsWith(word))
    ? 'mixed'
    : 'unrecognised';
}

/** True if each step reported, on the error stream, that there is no `netsh`: nothing was done. */
export function saysNetshNotFound(errors: string): boolean {
  return isRepeated(wordsOf(errors).join(' '), NETSH_NOT_FOUND);
}

/** The only text beside the success words, if it stands in the place of the delete's sentence. */
export function textOfDeleteIn(text: string, okWords: readonly string[]): string | undefined {
  const [first, other, next, ...rest] = segmentsOf(text, okWords);
  if (first !== 'ok' || next !== 'ok' || other === undefined || other === 'ok') return undefined;
  return rest.every((segment) => segment === 'ok')
    ? withoutFixedLine(other.text, okWords)
    : undefined;
}

/** The text before the first known success word, with that word: it is a success word itself if a fixed line precedes each answer. */
export function firstAnswerIn(text: string, okWords: readonly string[]): string | undefined {
  const [first, next] = segmentsOf(text, okWords);
  if (first === undefined || first === 'ok' || next !== 'ok') return undefined;
  const words = wordsOf(text);
  const line = wordsOf(first.text);
  const found = patternAt(words, line.length, patternsOf(okWords));
  return found && [...line, ...found].join(' ');
}

/** True if it can be told from other texts: `?` stands for each letter that was lost. */
export function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** True if the text is, or is part of, what `netsh` is known to say where a step failed. */
export function isOfKnownFailure(text: string): boolean {
  const said = squeeze(text);
  return [
    ...NETSH_NOT_ELEVATED,
    ...NETSH_SERVICE_OFF,
    ...NETSH_IMPORT_FAILED,
    ...NETSH_NOT_FOUND,
  ].some((failure) => squeeze(failure).includes(said));
}

function finished(oks: number, fixed: number, deleted?: number): IsolateSteps {
  const addresses = addressesOf(oks, fixed);
  if (addresses === undefined) return { kind: 'some_done' };
  return deleted === undefined
    ? { kind: 'all_done', addresses }
    : { kind: 'all_done', addresses, deleted_rules: deleted };
}

/** Two rules for each address. undefined: the count fits no whole run. */
function addressesOf(oks: number, fixed: number): number | undefined {
  const rules = oks - fixed;
  return rules >= 0 && rules % 2 === 0 ? rules / 2 : undefined;
}

function noStepDone(text: string): IsolateSteps {
  const said = wordsOf(text).join(' ');
  if (isRepeated(said, NETSH_NOT_ELEVATED)) return { kind: 'none_done', why: 'not_elevated' };
  if (isRepeated(said, NETSH_SERVICE_OFF))
    return { kind: 'none_done', why: 'firewall_service_off' };
  return { kind: 'unrecognised' };
}

/** One of the sentences, once or more, and nothing else. */
function isRepeated(said: string, sentences: readonly string[]): boolean {
  return sentences.some(
    (sentence) => said !== '' && said.split(sentence).every((rest) => rest.trim() === '')
  );
}

/** The rule count of the delete: one text with exactly one number in it, in any language. */
function onlyNumberIn(text: string): number | undefined {
  const [first, second] = text.match(/\d+/g) ?? [];
  if (first === undefined || second !== undefined || first.length > 9) return undefined;
  return Number(first);
}

function segmentsOf(text: string, okWords: readonly string[]): Segment[] {
  const patterns = patternsOf(okWords);
  const words = wordsOf(text);
  const segments: Segment[] = [];
  let other: string[] = [];
  const closeOther = () => {
    if (other.length > 0) segments.push({ text: other.join(' ') });
    other = [];
  };
  for (let at = 0; at < words.length; ) {
    const found = patternAt(words, at, patterns);
    if (found) {
      closeOther();
      segments.push('ok');
      at += found.length;
    } else {
      other.push(words[at] ?? '');
      at += 1;
    }
  }
  closeOther();
  return segments;
}

type Pattern = readonly string[];

/** The longest come first. */
function patternsOf(okWords: readonly string[]): Pattern[] {
  return okWords
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .sort((a, b) => b.length - a.length);
}

function patternAt(
  words: readonly string[],
  at: number,
  patterns: readonly Pattern[]
): Pattern | undefined {
  return patterns.find((pattern) => pattern.every((word, i) => words[at + i] === word));
}

/**
 * The delete's text without the line that a success word shows to stand before each answer: what a word of several begins with, like the
 * text, is none of the delete's own words. With `Page: 65001 Ok.` known, `Page: 65001` is none of them.
 */
function withoutFixedLine(text: string, okWords: readonly string[]): string {
  const said = wordsOf(text);
  const shared = patternsOf(okWords).map((pattern) => {
    const end = pattern.findIndex((word, i) => said[i] !== word);
    return end < 0 ? 0 : end;
  });
  const longest = Math.max(0, ...shared);
  return longest === 0 ? text : said.slice(longest).join(' ');
}

/** Configured sentences are written with any white space. */
function isOneOf(sentences: readonly string[], said: string): boolean {
  return sentences.some((sentence) => wordsOf(sentence).join(' ') === said && said !== '');
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
