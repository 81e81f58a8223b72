import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import type { SentAction } from '../../common/state/endpoint_record';
import type { EndpointState } from '../../lab/endpoints/endpoint_state';
import { isReallyIsolated, untouchedEndpoint } from '../../lab/endpoints/endpoint_state';
import { recover } from '../../lab/endpoints/local_recovery';
import type { Arrival, CommandStep, History, Kind, Played, Step } from './history';
import { ANSWER_TIME, START } from './history';
import type { Line } from './program_run';
import { evidenceIn, runProgram } from './program_run';

interface Run {
  readonly at: number;
  readonly step: Step;
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

function kindOf(endpoint: EndpointState): Kind {
  const { firewall } = endpoint;
  if (isReallyIsolated(endpoint)) return 'isolated';
  return firewall.profiles === 'on' && firewall.policy === 'blocked' ? 'half' : 'open';
}
