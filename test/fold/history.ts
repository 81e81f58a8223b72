import type { SentAction } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { evidenceOf } from '../../common/state/evidence';
import { readClrEvent } from '../../common/program/clr/clr_event';
import type { Whose } from '../../common/state/listed_names';
import { NETSH_WORDS } from '../../common/program/clr/netsh_words';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import { alertOf } from '../../lab/endpoints/alert_document';
import type { EndpointState, NetshStep } from '../../lab/endpoints/endpoint_state';
import {
  isReallyIsolated,
  untouchedEndpoint,
  withMachine,
} from '../../lab/endpoints/endpoint_state';
import type { LocalRecovery } from '../../lab/endpoints/local_recovery';
import { recover } from '../../lab/endpoints/local_recovery';
import { apply } from '../../lab/endpoints/program';

/** Trouble of one run of the isolation program. `language`: its success word isn't known here. `count`: the delete says no number. */
export type Trouble = NetshStep | 'not_elevated' | 'language' | 'count';

/** Delivery of the program's line to us. */
export interface Delivery {
  /** The one of two managers that decodes it. */
  readonly node: 0 | 1;
  /** True time from the program's start to the decoding, ms. Undefined if it is lost. */
  readonly delay: number | undefined;
  /** Time from the decoding until it is read, ms. */
  readonly indexing: number;
}

export interface CommandStep {
  readonly kind: 'command';
  readonly verb: 'isolate' | 'release';
  /** `elsewhere`: Dev Tools or another tool; no ref of ours. */
  readonly from: 'us' | 'elsewhere';
  /** `corrected`: uncertain at first, then the manager turned out to have taken it. */
  readonly sending: 'dispatched' | 'uncertain' | 'corrected' | 'rejected';
  /** Time from sending to the program's start, ms. Undefined if it never runs. */
  readonly runsAfter: number | undefined;
  readonly addresses: number;
  readonly troubles: readonly Trouble[];
  readonly delivery: Delivery;
  /** Error of the clock of the process that sends, ms. */
  readonly ourClock?: number;
}

export type Step = { readonly after: number } & (
  | CommandStep
  | { readonly kind: 'local'; readonly recovery: LocalRecovery }
  /** The endpoint's own clock is set, by so many ms. */
  | { readonly kind: 'clock'; readonly by: number }
  /** The agent sends its log from the beginning again, with what was lost on the way the first time. */
  | { readonly kind: 'resend'; readonly node: 0 | 1 }
  /** A person looks, and says so where they find the endpoint open. */
  | { readonly kind: 'look' }
);

/** A manager's clock that is ahead for a time. */
export interface ClockAhead {
  readonly node: 0 | 1;
  /** Time from the start of the history, ms. */
  readonly from: number;
  readonly lasts: number;
  readonly by: number;
}

/** A report of another machine that has the same id at a manager of the same name, which nobody here knows. */
export interface Namesake {
  /** Time from the start of the history, ms. */
  readonly at: number;
  readonly verb: 'isolate' | 'release';
  readonly node: 0 | 1;
}

/** A question to our manager, who is listed under the id. */
export interface NameAsked {
  /** Time from the start of the history, ms. */
  readonly at: number;
  readonly listed: 'own' | 'nobody';
}

/** Machines that have the same id, and when our manager was asked for the name. */
export interface Namesakes {
  readonly reports: readonly Namesake[];
  readonly asked: readonly NameAsked[];
}

export interface History {
  /** Set: whose a report is has to be found out. Absent: every report is taken for the endpoint's own. */
  readonly namesakes?: Namesakes;
  /** Error of the two managers' clocks, ms. */
  readonly nodeErrors: readonly [number, number];
  readonly ahead?: ClockAhead;
  readonly steps: readonly Step[];
}

export const START = Date.UTC(2026, 10, 24, 8);
export const ANSWER_TIME = 5 * MINUTE;
/** The endpoint's name, as its manager lists it. */
export const OWN_NAME = 'FIN-WS-01';

/** Something that reaches us: a report of the endpoint, or what is known about the sending of an action. */
export interface Arrival {
  readonly at: number;
  readonly evidence: readonly Evidence[];
  readonly sent: readonly SentAction[];
  /** Additional knowledge of whose reports are. */
  readonly whose?: Whose;
}

export interface Played {
  /** Arrivals in order of time. */
  readonly arrivals: readonly Arrival[];
  /** The firewall's actual state from each time on, oldest first. */
  readonly truth: ReadonlyArray<{ readonly from: number; readonly kind: Kind }>;
  /** Place of each delivered report's writing among all: the same for a line that was sent again. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** True time at which each delivered report was written. */
  readonly writtenAt: ReadonlyMap<string, number>;
  /** Times at which something was so that an observer doesn't reckon with: an unseen change of the endpoint, two clocks wrong at once. */
  readonly unforeseen: ReadonlyArray<{ readonly from: number; readonly until: number }>;
}

export type Kind = 'open' | 'isolated' | 'half';

interface Run {
  readonly at: number;
  readonly step: Step;
  readonly action: SentAction | undefined;
}

/** A line of the endpoint's log. */
export interface Line {
  readonly at: number;
  readonly text: string;
  readonly step: CommandStep;
  readonly action: SentAction | undefined;
}

/** Plays a history on a simulated endpoint, behind two managers. */
export function play(history: History): Played {
  const { steps } = history;
  const arrivals: Arrival[] = [];
  const runs: Run[] = [];
  let clock = START;
  let sentAt = 0;
  let n = 0;
  for (const step of steps) {
    clock += step.after;
    if (step.kind !== 'command' || step.from === 'elsewhere') {
      runs.push({ at: clock, step, action: undefined });
      continue;
    }
    n += 1;
    // A number is never given before the time of the one before it.
    sentAt = Math.max(sentAt, clock + (step.ourClock ?? 0));
    const action = sentAction(n, step, sentAt);
    arrivals.push(...sendingOf(action, step, clock));
    if (step.runsAfter !== undefined && step.sending !== 'rejected') {
      runs.push({ at: clock + step.runsAfter, step, action });
    }
  }
  runs.sort((a, b) => a.at - b.at);

  let endpoint = untouchedEndpoint();
  let ownClockOffset = HOUR;
  let offsetInLog = 1000;
  let newest: SentAction | undefined;
  const log: Line[] = [];
  const unforeseen: Array<{ from: number; until: number }> = [];
  const isClockSet = steps.some(({ kind }) => kind === 'clock');
  const truth: Array<{ from: number; kind: Kind }> = [{ from: 0, kind: 'open' }];
  const placeOf = new Map<string, number>();
  const writtenAt = new Map<string, number>();
  const written = new Set<string>();
  const deliver = (place: number, decoded: number, node: 0 | 1, indexing: number) => {
    const line = log[place];
    if (!line) return;
    offsetInLog += 1000;
    const stamp = decoded + clockErrorOf(history, node, decoded);
    const seenAt = decoded + indexing;
    // A clock that is further off than any is allowed to be, and not far enough to be seen.
    const isUnseen = stamp - decoded > 15 * MINUTE && stamp - seenAt <= 15 * MINUTE;
    if (isUnseen) unforeseen.push({ from: decoded, until: Infinity });
    const evidence = evidenceIn(line, { at: stamp, seenAt, node, logOffset: offsetInLog });
    placeOf.set(evidence.identity, place);
    writtenAt.set(evidence.identity, line.at);
    arrivals.push({ at: seenAt, evidence: [evidence], sent: line.action ? [line.action] : [] });
  };
  for (const { at, step, action } of runs) {
    newest = action ?? newest;
    if (step.kind === 'clock') ownClockOffset += step.by;
    else if (step.kind === 'local') {
      endpoint = recover(step.recovery, endpoint);
      unforeseen.push({ from: at, until: Infinity });
    } else if (step.kind === 'resend') {
      log.forEach((_, place) => deliver(place, at + SECOND + place, step.node, SECOND));
      // What was lost comes with it, as late as it is.
      if (isClockSet && log.length > 0) unforeseen.push({ from: at, until: Infinity });
    } else if (step.kind === 'look') {
      const isOpen = kindOf(endpoint) === 'open';
      if (newest && isOpen) {
        arrivals.push({ at, evidence: [], sent: [{ ...newest, found_open_at: at }] });
      }
    } else {
      const before = endpoint;
      const ran = runProgram(endpoint, step, action, at, ownClockOffset);
      endpoint = { ...ran.state, machine: before.machine };
      const { node, delay, indexing } = step.delivery;
      const arrives = delay === undefined || !ran.logLine ? Infinity : at + delay + indexing;
      // Until its answer comes, a command of ours did what it says or nothing; others' are not known at all.
      if (!action || step.troubles.length > 0) unforeseen.push({ from: at, until: arrives });
      if (delay !== undefined && delay > MINUTE && isClockSet) {
        unforeseen.push({ from: at, until: Infinity });
      }
      if (ran.logLine !== undefined) {
        // A clock that was set back to the second at which the very same was written: nobody can tell that from a line sent again.
        if (written.has(ran.logLine)) unforeseen.push({ from: at, until: Infinity });
        written.add(ran.logLine);
        log.push({ at, text: ran.logLine, step, action });
        if (delay !== undefined) deliver(log.length - 1, at + delay, node, indexing);
      }
    }
    truth.push({ from: at, kind: kindOf(endpoint) });
  }
  arrivals.sort((a, b) => a.at - b.at);
  return { arrivals, truth, placeOf, writtenAt, unforeseen };
}

function clockErrorOf({ nodeErrors, ahead }: History, node: 0 | 1, at: number): number {
  const isAhead =
    ahead &&
    ahead.node === node &&
    at >= START + ahead.from &&
    at < START + ahead.from + ahead.lasts;
  return nodeErrors[node] + (isAhead ? ahead.by : 0);
}

function sentAction(n: number, step: CommandStep, at: number): SentAction {
  return {
    n,
    verb: step.verb,
    ref: `ref${String(n).padStart(5, '0')}`,
    sent_at: at,
    waits_until: at + ANSWER_TIME,
    sending: 'sending',
    addresses: step.verb === 'isolate' ? step.addresses : 0,
    answered: false,
  };
}

/** @param at when it was really sent */
function sendingOf(action: SentAction, { sending }: CommandStep, at: number): Arrival[] {
  const told = (after: number, state: SentAction['sending']): Arrival => ({
    at: at + after,
    evidence: [],
    sent: [{ ...action, sending: state }],
  });
  switch (sending) {
    case 'dispatched':
      return [told(0, 'sending'), told(SECOND, 'dispatched')];
    case 'uncertain':
      return [told(0, 'sending'), told(20 * SECOND, 'uncertain')];
    case 'corrected':
      return [told(0, 'sending'), told(20 * SECOND, 'uncertain'), told(58 * SECOND, 'dispatched')];
    case 'rejected':
      return [told(0, 'sending'), told(SECOND, 'not_sent')];
  }
}

export function runProgram(
  endpoint: EndpointState,
  step: CommandStep,
  action: SentAction | undefined,
  at: number,
  clockOffsetMs: number
) {
  const machine = withMachine(endpoint, {
    clockOffsetMs,
    rights: step.troubles.includes('not_elevated') ? 'not_elevated' : 'elevated',
    language: step.troubles.includes('language') ? 'de' : 'en',
    failingSteps: STEPS.filter((one) => step.troubles.includes(one)),
  });
  const ran = apply(
    {
      command: '!isolation.exe',
      arguments: lifelineOf(step.addresses),
      alert: {
        data: { action: step.verb, user: action ? `alice#${action.ref}` : 'bob', debug: false },
      },
      at,
    },
    machine
  );
  return step.troubles.includes('count')
    ? { ...ran, logLine: ran.logLine?.replace(/Deleted \d+ rule\(s\)\. /, '') }
    : ran;
}

const STEPS: readonly NetshStep[] = ['export', 'delete', 'state', 'policy', 'add', 'import'];
/** The known words except German, so that an endpoint in German is one whose language nobody knows. */
const KNOWN_WORDS = {
  ...NETSH_WORDS,
  ok: NETSH_WORDS.ok.filter((word) => word !== 'OK.' && word !== 'OK'),
};

function lifelineOf(addresses: number): string[] {
  return Array.from({ length: addresses }, (_, i) => (i === 0 ? '192.168.1.1' : `10.0.0.${i}`));
}

export interface Decoding {
  readonly at: number;
  readonly seenAt: number;
  readonly node: number;
  readonly logOffset: number;
}

export function evidenceIn(
  { text, step, action }: Line,
  { at, seenAt, node, logOffset }: Decoding,
  name = OWN_NAME
): Evidence {
  const alert = alertOf(text, {
    agent: { id: '001', name, ip: '10.20.1.11' },
    manager: { name: `node0${node}` },
    cluster: { name: 'wazuh', node: `node0${node}` },
    at,
    logOffset,
    firedTimes: 1,
  });
  const event = readClrEvent(alert, {
    originNames: ['C-LR', 'WLR'],
    program: 'isolation.exe',
    netsh: KNOWN_WORDS,
  });
  if (!event || event.notEvidence.length > 0) throw new Error(`not read as evidence: ${text}`);
  return evidenceOf(
    event,
    seenAt,
    action && {
      n: action.n,
      sent_at: action.sent_at,
      ...(step.verb === 'isolate' ? { addresses: action.addresses } : {}),
    }
  );
}

function kindOf(endpoint: EndpointState): Kind {
  const { firewall } = endpoint;
  if (isReallyIsolated(endpoint)) return 'isolated';
  return firewall.profiles === 'on' && firewall.policy === 'blocked' ? 'half' : 'open';
}
