import type { ActionDocument } from '../../common/action/action';
import type { NumbersSeen } from '../../common/ledger/newest_number';

/** A document in the abstract store. Each write gives it another version. */
export interface StoredDocument {
  readonly version: number;
  readonly action: ActionDocument;
}

/** A request. The same key is the same request again. */
export interface Asked {
  readonly process: number;
  readonly verb: 'isolate' | 'release';
  readonly key: string;
  /** `sending`: alone in its request, sent at once. `recorded`: one of several, queued and then claimed. */
  readonly start: 'sending' | 'recorded';
  /** The newest number in its preview: looked at before anything was asked, or just before the request. */
  readonly preview: 'at_first' | 'just_now';
}

/** A conditional write in progress. */
export interface PendingWrite {
  readonly purpose: 'create' | 'claim' | 'write_first' | 'end';
  /** An undefined value stands for a create. */
  readonly ifVersion: number | undefined;
  readonly action: ActionDocument;
}

/** The step of a request, between two awaits. */
export type Step =
  | { readonly at: 'preview' }
  /** Looks for the newest number. */
  | { readonly at: 'look'; readonly seen: NumbersSeen; readonly next: 'look' | NumbersHalf }
  | { readonly at: 'decide'; readonly expected: number; readonly tries: number }
  | {
      readonly at: 'write';
      readonly write: PendingWrite;
      readonly expected: number;
      readonly tries: number;
    }
  | {
      readonly at: 'settle';
      readonly write: PendingWrite;
      readonly expected: number;
      readonly tries: number;
    }
  | { readonly at: 'check'; readonly document: StoredDocument }
  | { readonly at: 'put'; readonly document: StoredDocument }
  | {
      readonly at: 'end';
      readonly document: StoredDocument;
      readonly status: 'recorded' | 'dispatched' | 'rejected' | 'uncertain';
      readonly since: number;
      /** Mark of the attempt. */
      readonly mark: string;
      readonly tries: number;
    }
  | {
      readonly at: 'over';
      readonly how: 'done' | 'repeat' | 'refused' | 'lost_history' | 'failed' | 'dead';
    };

/** The half of a look by ID that is still to be read: between two reads anything may happen. */
export interface NumbersHalf {
  readonly read: 'numbers' | 'mark';
  readonly numbers: readonly number[];
}

export interface RequestState {
  readonly asked: Asked;
  readonly attempts: number;
  readonly step: Step;
}

/** One command that left for the manager. */
export interface SentCommand {
  /** Place of the request that sent it. */
  readonly by: number;
  readonly n: number;
  readonly verb: 'isolate' | 'release';
  /** The action as the store had it then. Undefined if there was none. */
  readonly recorded: ActionDocument | undefined;
  /** The attempt that sent it. */
  readonly mark: string;
  /** It left when its own time to be sent was over. */
  readonly past: boolean;
  /** True if the manager carried it out. */
  readonly ran: boolean;
  /** Result that its sender was told. */
  readonly status: 'dispatched' | 'rejected' | 'uncertain';
  /** Its sender's clock when it was claimed, ms. */
  readonly sentAt: number;
  /** True time at which it left, ms. */
  readonly leftAt: number;
  /** It left when others could already have settled its action: a pause longer than the protocol allows. */
  readonly late: boolean;
  /** It left late, and its sender was not told that nothing came of it. */
  readonly isDoubt: boolean;
}

/** Everything that two processes, a store and a manager can be in. */
export interface World {
  /** Place in the list of moments. */
  readonly moment: number;
  readonly documents: ReadonlyMap<number, StoredDocument>;
  readonly requests: readonly RequestState[];
  readonly crashed: ReadonlySet<number>;
  readonly commands: readonly SentCommand[];
  /** Writes that their process has given up, and that the store may still carry out. */
  readonly stray: readonly PendingWrite[];
  /** Number of the store's responses lost so far. */
  readonly lostAnswers: number;
  /** Number of commands that the manager refused for its limit so far: nothing of them ran. */
  readonly limited: number;
  readonly nextVersion: number;
  readonly numbers: NumbersWorld;
}

/** Numbers of the endpoint's actions, with the fate of those of its past. */
export interface NumbersWorld {
  /** The projection's; 0 where there is none. */
  readonly hint: number;
  /** The mark of retention. */
  readonly mark: number;
  /** Actions whose documents nobody can read any more. */
  readonly damaged: ReadonlySet<number>;
  /** Number of times the projection was lost. */
  readonly losses: number;
  readonly newestGiven: number;
  readonly givenAgain: boolean;
}

/** The world before anything happened. */
/** @param past the actions that there were before, by number: all of them are over */
export function firstWorld(asked: readonly Asked[], past: readonly ActionDocument[]): World {
  const newest = Math.max(0, ...past.map(({ n }) => n));
  return {
    moment: 0,
    documents: new Map(past.map((action) => [action.n, { version: action.n, action }])),
    requests: asked.map((one) => ({ asked: one, attempts: 0, step: { at: 'preview' } })),
    crashed: new Set(),
    commands: [],
    stray: [],
    lostAnswers: 0,
    limited: 0,
    nextVersion: newest + 1,
    numbers: {
      hint: newest,
      mark: 0,
      damaged: new Set(),
      losses: 0,
      newestGiven: newest,
      givenAgain: false,
    },
  };
}

export function newestIn({ documents }: World): number {
  return Math.max(0, ...Array.from(documents.keys()));
}

export function isOver({ step }: RequestState): boolean {
  return step.at === 'over';
}

/** True if the process of this request died with it. */
export function isDead({ requests }: World, place: number): boolean {
  const step = requests[place]?.step;
  return step?.at === 'over' && step.how === 'dead';
}
