import type { BodyReading, CommandParts, Verb } from '../command/active_response';
import type { NonEmptyArray } from '../base/non_empty_array';
import type { AgentRow } from '../manager/agent';
import type { ProgramEvent } from './program_event';
import type { RecoveryFacts, RecoverySet } from './recovery_set';
import type { ReportSuggestion } from './report_suggestion';

/** Reason for which a program can't run on an endpoint. `detail`: the operating system or version that is in the way. */
export interface ProgramReason {
  readonly code: 'not_windows' | 'os_not_known' | 'version_too_old' | 'version_not_known';
  readonly detail?: string;
}

/** The endpoints that a program serves: all that a page needs of it. */
export interface ServedEndpoints {
  /** Every reason against an endpoint, by what its manager lists. Empty: the program serves it. */
  reasonsAgainst(agent: AgentRow): readonly ProgramReason[];
}

/**
 * A program that isolates and releases an endpoint when the manager tells its agent to run it. Everything that differs between two such
 * programs is here; state, ledger and pages know a program by this interface alone.
 */
export interface EndpointProgram extends ServedEndpoints {
  /** File name without a directory. The ledger keeps it with each action, and the command names it. */
  readonly file: string;
  /** Values of `data.origin.name` in its reports. */
  readonly originNames: readonly string[];
  /** Fields of an alert that its reports are read from, besides those that every alert has: `data.<body>.<name>`. */
  readonly reportFields: readonly string[];
  /** Those of them that have the text of a report, which may be large. */
  readonly textFields: readonly string[];
  /** `location` of the only alerts that are trusted: Wazuh's own entry for the program's log. */
  readonly location: string;
  /** True for the program's own log under another path, from where a report isn't trusted. */
  isOtherLocation(location: string): boolean;
  /** The command for a verb. Each part is checked before. */
  commandOf(parts: CommandParts): BodyReading;
  /** Reads the `_source` of an alert. Undefined where it isn't of this program, or can't be told from others. */
  readReport(source: unknown): ProgramEvent | undefined;
  /** The text with which a report in an unknown language would be a success. */
  suggestionOf(verb: Verb, text: string): ReportSuggestion | undefined;
  /** The file on the endpoint that it keeps to restore with a release. */
  readonly backupFile: string;
  /** Local commands for a recovery, least risky first. */
  recoverySetsOf(facts: RecoveryFacts): readonly RecoverySet[];
}

/** All programs, the first being the one that an endpoint which none serves is judged by. */
export type EndpointPrograms = NonEmptyArray<EndpointProgram>;

/** The program that serves an endpoint, or else the first. */
export function programFor<T extends ServedEndpoints>(
  programs: NonEmptyArray<T>,
  agent: AgentRow
): T {
  return programs.find((program) => program.reasonsAgainst(agent).length === 0) ?? programs[0];
}

/** The program that an action on record was sent to, or else the first: its file may have been renamed in the configuration. */
export function programNamed(programs: EndpointPrograms, file: string): EndpointProgram {
  return programs.find((program) => program.file === file) ?? programs[0];
}

/** The program that an origin belongs to, or else the first. */
export function programOfOrigin(programs: EndpointPrograms, origin: string): EndpointProgram {
  return programs.find(({ originNames }) => originNames.includes(origin)) ?? programs[0];
}

export function originNamesOf(programs: EndpointPrograms): readonly string[] {
  return programs.flatMap(({ originNames }) => originNames);
}

/** Reads the `_source` of an alert by the program it is of; undefined where it is of none. */
export function readReport(programs: EndpointPrograms, source: unknown): ProgramEvent | undefined {
  for (const program of programs) {
    const event = program.readReport(source);
    if (event) return event;
  }
  return undefined;
}
