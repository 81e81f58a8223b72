import type { SentAction } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import type { Whose } from '../../common/state/listed_names';
import { MINUTE } from '../../common/base/time';
import type { NetshStep } from '../../lab/endpoints/endpoint_state';
import type { LocalRecovery } from '../../lab/endpoints/local_recovery';

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
