/**
 * The purpose of a manager call. `reads`: what people look at. `single`: one isolation or release, with its login and policies.
 * `background`: runs, readiness tests, identity and whatever else nobody waits for.
 */
export const PACE_CLASSES = ['reads', 'background', 'single'] as const;
export type PaceClass = (typeof PACE_CLASSES)[number];

/**
 * `rights`: a login, or a person's policies, without which nothing else can be shown. `again`: a login or a repeat in place of a token
 * that the manager refused. `other`: everything else.
 */
export type PaceCall = 'rights' | 'other' | 'again';

/** Calls of each class within the last minute, of all processes as far as known. */
export type Spent = Readonly<Record<PaceClass, number>>;

export const NOTHING_SPENT: Spent = { reads: 0, background: 0, single: 0 };

/** Shares of the manager's limit. */
export const SHARES = {
  /** All people's reads together, besides what background lends. */
  reads: 0.25,
  /**
   * One person's reads. As much again is for what tokens that somebody revoked make necessary: whoever revokes them takes nothing of
   * another person's own part.
   */
  person: 0.1,
  /** The part of reads that only `rights` can use: kept rows can be shown to nobody without them. */
  rights: 0.15,
  background: 0.6,
  /** The part that background keeps when it lends: what is lent can't be taken back once it is spent. */
  keptFromLending: 0.1,
  /** Share that is kept for single isolations and releases. */
  single: 0.15,
  /** The part of it that one person can use. */
  singlePerson: 0.075,
} as const;

/** One call to be made, and what was spent before it. */
export interface PaceQuestion {
  readonly as: PaceClass;
  readonly call: PaceCall;
  readonly spent: Spent;
  /** Calls of the same class by the same person within the last minute: of reads, those in place of refused tokens alone, or the others. */
  readonly byPerson: number;
  /** The manager's limit of requests in 60 s. */
  readonly limit: number;
  /** 1, or less after the manager refused what none of us explains. */
  readonly factor: number;
}

/** True if one more call fits. */
export function fits({ as, call, spent, byPerson, limit, factor }: PaceQuestion): boolean {
  const { reads, background, single } = spent;
  const all = reads + background + single;
  if (all + 1 > limit) return false;
  switch (as) {
    case 'reads': {
      const kept = Math.max(background, limit * factor * SHARES.keptFromLending);
      const lent = Math.max(0, limit * factor * SHARES.background - kept);
      const part = call === 'other' ? 1 - SHARES.rights : 1;
      return (
        reads + 1 <= (limit * factor * SHARES.reads + lent) * part &&
        byPerson + 1 <= Math.max(1, limit * factor * SHARES.person * part)
      );
    }
    case 'background':
      return (
        background + 1 <= limit * factor * SHARES.background &&
        // What was lent is spent.
        reads + background + 1 <= limit * (1 - SHARES.single)
      );
    case 'single': {
      const isOfReserve = all + 1 > limit * (1 - SHARES.single);
      return !isOfReserve || byPerson + 1 <= Math.max(1, limit * SHARES.singlePerson);
    }
  }
}

export function plus(a: Spent, b: Spent): Spent {
  return {
    reads: a.reads + b.reads,
    background: a.background + b.background,
    single: a.single + b.single,
  };
}

/** Subtracts: what is left of one where the other is taken away, and never less than nothing. */
export function without(a: Spent, b: Spent): Spent {
  return {
    reads: Math.max(0, a.reads - b.reads),
    background: Math.max(0, a.background - b.background),
    single: Math.max(0, a.single - b.single),
  };
}

export function totalOf({ reads, background, single }: Spent): number {
  return reads + background + single;
}
