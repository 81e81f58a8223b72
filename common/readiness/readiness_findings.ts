import { ENDPOINTS_FINDINGS } from './endpoints_findings';
import { LEDGER_FINDINGS } from './ledger_findings';
import { MANAGER_FINDINGS } from './manager_findings';
import { PERSON_FINDINGS } from './person_findings';
import type { ReadinessCheck, ReadinessStatus } from './readiness_checks';
import { REPORTS_FINDINGS } from './reports_findings';

/** Texts and numbers that belong into the sentence; one whose name ends in `_at` is a time, ms. */
export type ReadinessFacts = Readonly<Record<string, string | number>>;

interface Words {
  readonly status: ReadinessStatus;
  /** English, with `{fact}`s. */
  readonly sentence: string;
  readonly remedy?: string;
  /** File and heading of the documentation that explains it. */
  readonly docs?: string;
}

/** Findings that any check can have. */
const CHECK_FINDINGS = {
  check_failed: {
    status: 'unknown',
    sentence: 'This check failed. {why}',
    remedy: 'Check again in a moment.',
    docs: 'docs/admin/readiness.md#about-readiness',
  },
  check_timed_out: {
    status: 'unknown',
    sentence: 'This check timed out.',
    remedy: 'Check again in a moment.',
    docs: 'docs/admin/readiness.md#about-readiness',
  },
} as const;

/** Every finding: how bad it is, what it means and what to do. The browser translates the sentences by their code. */
export const READINESS_WORDS = {
  ...PERSON_FINDINGS,
  ...MANAGER_FINDINGS,
  ...REPORTS_FINDINGS,
  ...LEDGER_FINDINGS,
  ...ENDPOINTS_FINDINGS,
  ...CHECK_FINDINGS,
} as const;
export type ReadinessCode = keyof typeof READINESS_WORDS;

/** The words of a code, as one type. */
export function readinessWords(code: ReadinessCode): Words {
  return READINESS_WORDS[code];
}

/** One thing that was found out. */
export interface ReadinessFinding {
  readonly check: ReadinessCheck;
  readonly code: ReadinessCode;
  readonly facts: ReadinessFacts;
}

/** A sentence with its facts in their places. @param format how a time is written */
export function withFacts(
  sentence: string,
  facts: ReadinessFacts,
  format: (at: number) => string
): string {
  const texts = factTexts(facts, format);
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => texts.get(name) ?? place).trim();
}

/** The facts as they stand in a sentence. @param format how a time is written */
export function factTexts(
  facts: ReadinessFacts,
  format: (at: number) => string
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'number' && name.endsWith('_at') ? format(fact) : String(fact),
    ])
  );
}
