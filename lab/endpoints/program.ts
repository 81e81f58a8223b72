import { throughConsole, throughStandardInput } from './code_pages';
import type { EndpointState, NetshStep } from './endpoint_state';
import { deletedText, failureText, notElevatedText, okText } from './netsh_texts';
import { isAcceptedByProgram } from './program_address';
import { pythonJson } from './python_json';

/** A command as the manager hands it to an agent. */
export interface Command {
  /** `!isolation.exe`: the program's file behind a `!`. */
  readonly command: string;
  readonly arguments?: readonly string[];
  readonly alert?: Readonly<Record<string, unknown>>;
  /** Start of the program, in true milliseconds since the epoch. */
  readonly at: number;
}

export interface Applied {
  readonly state: EndpointState;
  /** The line that the program appends to `active-responses.log`; `undefined` where it writes none. */
  readonly logLine: string | undefined;
}

/** The program's own sentences; Windows does not translate them. */
export const programSentences = {
  invalidAddress: 'One or more IP addresses are invalid.',
  alreadyIsolated: 'The device is already isolated, no action was taken.',
  notIsolated: 'The host is not isolated, or the backup has been removed.',
  noAction:
    'No action was provided. Please specify an action in the alert [isolate, release] > data.',
  noUser: 'No user was provided. Please specify a user in the alert > data, for audit.',
} as const;

interface Output {
  readonly state: EndpointState;
  /** Output of the program; `undefined` if it died. */
  readonly result: { readonly stdout: string; readonly stderr: string } | undefined;
}

interface StepRun {
  readonly state: EndpointState;
  /** `undefined` where Python cannot decode what `netsh` printed. */
  readonly stdout: string | undefined;
}

function refusal(state: EndpointState, sentence: string): Output {
  return { state, result: { stdout: '', stderr: sentence } };
}

function runStep(
  step: NetshStep,
  before: EndpointState,
  effect: (state: EndpointState) => EndpointState
): StepRun {
  const { language, rights, failingSteps } = before.machine;
  if (rights === 'not_elevated') {
    return { state: before, stdout: throughConsole(notElevatedText(language), language) };
  }
  if (failingSteps.includes(step)) {
    return { state: before, stdout: failureText(step === 'import' ? 'import' : 'other') };
  }
  const { rules, lifeline } = before.firewall;
  const text =
    step === 'delete' ? deletedText(language, rules + 2 * lifeline.length) : okText(language);
  return { state: effect(before), stdout: throughConsole(text, language) };
}

const saveFirewall = (state: EndpointState): EndpointState => ({
  ...state,
  backup: state.firewall,
});

const firewallStep =
  (change: Partial<EndpointState['firewall']>) =>
  (state: EndpointState): EndpointState => ({
    ...state,
    firewall: { ...state.firewall, ...change },
  });

const allow =
  (address: string) =>
  (state: EndpointState): EndpointState =>
    firewallStep({ lifeline: [...state.firewall.lifeline, address] })(state);

const unchanged = (state: EndpointState): EndpointState => state;

/** Exit codes of `netsh` are ignored: every step runs, whatever became of the one before. */
function isolate(before: EndpointState, addresses: readonly string[] | undefined): Output {
  if (addresses === undefined) return { state: before, result: undefined };
  if (!addresses.every(isAcceptedByProgram)) {
    return refusal(before, programSentences.invalidAddress);
  }
  if (before.backup !== undefined) return refusal(before, programSentences.alreadyIsolated);

  const steps: Array<[NetshStep, (state: EndpointState) => EndpointState]> = [
    ['export', saveFirewall],
    ['delete', firewallStep({ rules: 0, lifeline: [] })],
    ['state', firewallStep({ profiles: 'on' })],
    ['policy', firewallStep({ policy: 'blocked' })],
  ];
  // One call for the way in and one for the way out; the pair is one entry of the lifeline.
  for (const address of addresses) steps.push(['add', allow(address)], ['add', unchanged]);

  let state = before;
  const outputs: string[] = [];
  for (const [step, effect] of steps) {
    const run = runStep(step, state, effect);
    state = run.state;
    if (run.stdout === undefined) return { state, result: undefined };
    outputs.push(run.stdout);
  }
  const errors = steps.map(() => '');
  return {
    state,
    result: { stdout: onOneLine(outputs.join(' ')), stderr: errors.join(' ') },
  };
}

/** The program joins the text of the import letter by letter, so it answers `O k .`; and it deletes the backup in any case. */
function release(before: EndpointState): Output {
  const { backup } = before;
  if (backup === undefined) return refusal(before, programSentences.notIsolated);
  const run = runStep('import', before, (state) => ({ ...state, firewall: backup }));
  if (run.stdout === undefined) return { state: run.state, result: undefined };
  return {
    state: { ...run.state, backup: undefined },
    result: { stdout: onOneLine(Array.from(run.stdout).join(' ')), stderr: '' },
  };
}

function onOneLine(text: string): string {
  return text.replace(/\n/g, ' ');
}

function isTrueInPython(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Agents before 4.2.0 get a plain string instead of JSON: the program then answers nothing. */
function isTooOld(agentVersion: string): boolean {
  const [major = 0, minor = 0] = agentVersion
    .replace(/^Wazuh v/, '')
    .split('.')
    .map(Number);
  return major < 4 || (major === 4 && minor < 2);
}

function localTime(at: number, clockOffsetMs: number): string {
  return new Date(at + clockOffsetMs)
    .toISOString()
    .slice(0, 19)
    .replace(/-/g, '/')
    .replace('T', ' ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies one command to one endpoint and returns the line that the program writes about it, as measured on the C-LR program. Pure: no
 * clock, no randomness, no I/O.
 */
export function apply(command: Command, before: EndpointState): Applied {
  const { machine } = before;
  const program = `active-response/bin/${machine.programFile}`;
  const runs =
    machine.platform === 'windows' &&
    machine.presence === 'running' &&
    machine.program !== 'missing' &&
    command.command === `!${machine.programFile}` &&
    !isTooOld(machine.agentVersion);
  if (!runs) return { state: before, logLine: undefined };

  const input = throughStandardInput(JSON.stringify(command.alert ?? {}), machine.language);
  if (input === undefined) return { state: before, logLine: undefined };
  const alert: unknown = JSON.parse(input);
  const data = isRecord(alert) && isRecord(alert.data) ? alert.data : {};
  const { action = 'unknown', user = 'unknown' } = data;

  const { state, result } = !isTrueInPython(user)
    ? refusal(before, programSentences.noUser)
    : action === 'isolate'
    ? isolate(before, command.arguments)
    : action === 'release'
    ? release(before)
    : refusal(before, programSentences.noAction);
  if (result === undefined) return { state, logLine: undefined };

  const line = {
    command: 'add',
    origin: { name: machine.program, module: 'Isolation' },
    parameters: { program },
    [machine.program === 'WLR' ? 'wlr' : 'clr']: {
      action,
      user,
      result: `stdout: ${result.stdout}\nstderr: ${result.stderr}`,
    },
  };
  return {
    state,
    logLine: `${localTime(command.at, machine.clockOffsetMs)} ${program}: ${pythonJson(line)}`,
  };
}
