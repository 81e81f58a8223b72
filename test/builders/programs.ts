import type { ProgramsConfig } from '../../common/programs/programs';
import { PROGRAM_DEFAULTS, programsOf } from '../../common/programs/programs';

/** The programs as they are configured where nothing is. */
export const PROGRAMS = programsWith({});

export function programsWith(config: Partial<ProgramsConfig>) {
  return programsOf({
    ...PROGRAM_DEFAULTS,
    netsh_ok_words: [],
    netsh_no_rules_words: [],
    ...config,
  });
}
