import type { Outcome } from './outcome';

/**
 * Keys of the configuration with texts that reports are read by. They are named after C-LR's program, as administrators know them; a program
 * whose reports need no such text suggests none.
 */
export const REPORT_TEXT_KEYS = ['netsh_ok_words', 'netsh_no_rules_words'] as const;
export type ReportTextKey = (typeof REPORT_TEXT_KEYS)[number];

/**
 * A text of an unknown language that an administrator may add to the configuration, for a person to judge: a step that failed looks the
 * same. The present reading is the report's own outcome.
 */
export interface ReportSuggestion {
  /** Key of the configuration it would be added to. */
  readonly key: ReportTextKey;
  readonly text: string;
  /** The outcome as it would be read with the text. */
  readonly outcome: Outcome;
}
