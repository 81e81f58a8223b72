import { CLR_FILE, CLR_ORIGINS, clrProgram } from '../program/clr/clr_program';
import { hasLetter } from '../program/clr/netsh_answer';
import { LONGEST_NETSH_TEXT, netshWordsWith } from '../program/clr/netsh_words';
import type { EndpointPrograms } from '../program/endpoint_program';

/** The parts of the configuration that say how programs are called and how their reports are read. */
export interface ProgramsConfig {
  readonly program: string;
  readonly origin_names: readonly string[];
  readonly netsh_ok_words: readonly string[];
  readonly netsh_no_rules_words: readonly string[];
}

/** The configuration where nothing is configured. */
export const PROGRAM_DEFAULTS = { program: CLR_FILE, origin_names: CLR_ORIGINS };

/** All programs that endpoints are isolated with. Another one is added here, and to `served_endpoints.ts`. */
export function programsOf(config: ProgramsConfig): EndpointPrograms {
  const { program, origin_names: originNames } = config;
  const netsh = netshWordsWith({
    ok: config.netsh_ok_words,
    noRules: config.netsh_no_rules_words,
  });
  return [clrProgram({ originNames, program, netsh })];
}

export const LONGEST_REPORT_TEXT = LONGEST_NETSH_TEXT;

/** Says what is wrong with a configured text that reports are read by. Undefined where nothing is. */
export function problemOfReportText(text: string): string | undefined {
  return hasLetter(text) ? undefined : 'must contain a letter';
}
