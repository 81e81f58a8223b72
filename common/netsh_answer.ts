import {
  NETSH_IMPORT_FAILED,
  NETSH_NOT_ELEVATED,
  NETSH_NO_RULES,
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

export type NoStepReason = 'not_elevated' | 'firewall_service_off';

/** Result of importing the backup. The program deletes the backup in each case. */
export type ReleaseStep = 'done' | 'import_failed' | 'mixed' | 'unrecognised';

type Segment = 'ok' | { readonly text: string };

/** Export, delete, profiles on, policy: one answer each, then an in-rule and an out-rule for each address. */
const FIXED_STEPS = 4;

/**
 * @param text the standard output of an isolation
 * @param okWords the words for success, see `NETSH_OK_WORDS`
 */
export function readIsolateSteps(text: string, okWords: readonly string[]): IsolateSteps {
  const segments = segmentsOf(text, okWords);
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
  // Nothing to delete: that step says so instead of its success word.
  if (NETSH_NO_RULES.includes(other.text)) return finished(oks, FIXED_STEPS - 1, 0);
  const deleted = onlyNumberIn(other.text);
  return deleted === undefined ? { kind: 'some_done' } : finished(oks, FIXED_STEPS, deleted);
}

/** @param text the standard output of a release: the same words, but with their letters spaced out. */
export function readReleaseStep(text: string, okWords: readonly string[]): ReleaseStep {
  const squeezed = squeeze(text);
  // An empty word would make every silence a success.
  const words = okWords.map(squeeze).filter((word) => word !== '');
  if (words.includes(squeezed)) return 'done';
  const failures = [...NETSH_IMPORT_FAILED, ...NETSH_NOT_ELEVATED, ...NETSH_SERVICE_OFF];
  if (failures.some((failure) => squeeze(failure) === squeezed)) return 'import_failed';
  return words.some((word) => squeezed.startsWith(word) || squeezed.endsWith(word))
    ? 'mixed'
    : 'unrecognised';
}

const LONGEST_UNKNOWN_WORD = 4;

/**
 * The text that would have to be a success word for the answer to be a success: what an unknown language most likely says for
 * `Ok.`. For a person to judge and put into `wazuh_isolation.netsh_ok_words`: a failure said six times looks the same.
 */
export function unknownOkWordIn(text: string): string | undefined {
  const words = wordsOf(text);
  for (let length = 1; length <= LONGEST_UNKNOWN_WORD; length++) {
    const candidate = words.slice(0, length).join(' ');
    const steps = candidate === '' ? undefined : readIsolateSteps(text, [candidate]);
    if (steps?.kind === 'all_done' && steps.addresses > 0) return candidate;
  }
  return undefined;
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
  const patterns = okWords
    .map(wordsOf)
    .filter((words) => words.length > 0)
    .sort((a, b) => b.length - a.length);
  const words = wordsOf(text);
  const segments: Segment[] = [];
  let other: string[] = [];
  const closeOther = () => {
    if (other.length > 0) segments.push({ text: other.join(' ') });
    other = [];
  };
  for (let at = 0; at < words.length; ) {
    const position = at;
    const found = patterns.find((pattern) =>
      pattern.every((word, i) => words[position + i] === word)
    );
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

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
