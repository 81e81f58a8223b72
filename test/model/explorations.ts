import type { Adversary } from './adversary';
import { MOMENTS } from './adversary';
import type { Situation } from './requests';

/** One situation explored exhaustively, with what may go wrong in it at any step. */
export interface ExplorationPlan {
  readonly situation: Situation;
  /** The adversary in words. */
  readonly wrong: string;
  readonly over: Partial<Adversary>;
}

const ONE_DEATH = { lostAnswers: 0 };
const ANY_PAUSE = { lostAnswers: 0, pauses: 'any' } as const;
/** Clocks as far apart as those of two of our processes may be. */
const CLOCKS_APART = {
  crashes: 0,
  lostAnswers: 0,
  moments: MOMENTS.clocksApart,
  clocks: [-20_000, 20_000],
} as const;
/** Three older actions, any of which may be deleted, damaged and forgotten by the projection while the fourth is requested. */
const LOST_HISTORY = {
  crashes: 0,
  lostAnswers: 0,
  moments: MOMENTS.withinAllDeadlines,
  past: 3,
  retention: 'on',
  losses: 2,
} as const;
/** The manager refuses for its limit, and what it refused waits to be sent again. */
const LIMITED = { lostAnswers: 0, limits: 1, moments: MOMENTS.queued } as const;
const { queued, allDeadlinesTogether, withinAllDeadlines } = MOMENTS;

/** Plans for each `npm test`: a fifth of all worlds, with each kind of thing that goes wrong. */
export const SMALL: readonly ExplorationPlan[] = [
  {
    situation: 'two people isolate',
    wrong: 'a death and any pause',
    over: ANY_PAUSE,
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'a death and any pause',
    over: { ...ANY_PAUSE, moments: allDeadlinesTogether },
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'the second clock 40 s ahead of the first',
    over: CLOCKS_APART,
  },
  {
    situation: 'one request comes twice',
    wrong: 'a death and two lost answers',
    over: { lostAnswers: 2 },
  },
  {
    situation: 'a queued request comes twice',
    wrong: 'a death and a lost answer',
    over: { moments: queued },
  },
  {
    situation: 'somebody isolates',
    wrong:
      'retention of an older version, which marked nothing, and a projection that is lost twice',
    over: { ...LOST_HISTORY, goneUnmarked: 2 },
  },
  {
    situation: 'somebody isolates',
    wrong: 'retention, a lost projection, a death and a lost answer',
    over: { ...LOST_HISTORY, losses: 1, crashes: 1, lostAnswers: 1 },
  },
];

/** Further plans for `npm run soak properties`, of a minute or less each: things that go wrong together multiply the worlds. */
export const MEDIUM: readonly ExplorationPlan[] = [
  {
    situation: 'two people isolate',
    wrong: 'a death and a lost answer',
    over: {},
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'a death and a lost answer',
    over: { moments: allDeadlinesTogether },
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'the second clock 40 s behind the first',
    over: { ...CLOCKS_APART, clocks: [20_000, -20_000] },
  },
  {
    situation: 'a queued isolation, and the same from somebody else',
    wrong: 'a death',
    over: { ...ONE_DEATH, moments: queued },
  },
  {
    situation: 'a queued isolation, and a release',
    wrong: 'a death',
    over: { ...ONE_DEATH, moments: queued },
  },
  {
    situation: 'two people isolate, one of them releases',
    wrong: 'a death and a lost answer, all within their deadlines',
    over: { moments: withinAllDeadlines },
  },
  {
    situation: 'somebody isolates',
    wrong: 'the limit twice, a death and a lost answer',
    over: { ...LIMITED, limits: 2, lostAnswers: 1 },
  },
  {
    situation: 'a queued isolation, and a release',
    wrong: 'the limit',
    over: { ...LIMITED, crashes: 0 },
  },
  {
    situation: 'a queued request comes twice',
    wrong: 'the limit and a death',
    over: LIMITED,
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'the limit twice, all within their deadlines',
    over: { ...LIMITED, crashes: 0, limits: 2, moments: withinAllDeadlines },
  },
  {
    situation: 'somebody isolates',
    wrong: 'retention, a projection that is lost twice and two damaged documents',
    over: { ...LOST_HISTORY, damages: 2 },
  },
];

/** The same with more going wrong together: `npm run bench protocol`. */
export const LARGE: readonly ExplorationPlan[] = [
  {
    situation: 'one isolates, another releases',
    wrong: 'a death and a lost answer',
    over: {},
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'a death and any pause',
    over: ANY_PAUSE,
  },
  {
    situation: 'a queued isolation, and a release',
    wrong: 'a death and a lost answer',
    over: { moments: queued },
  },
  {
    situation: 'a queued isolation, and a release',
    wrong: 'the limit, a death and a lost answer',
    over: { ...LIMITED, lostAnswers: 1 },
  },
  {
    situation: 'two people isolate, one of them releases',
    wrong: 'a death and any pause',
    over: { ...ANY_PAUSE, moments: allDeadlinesTogether },
  },
  {
    situation: 'two people isolate',
    wrong: 'retention and a lost projection',
    over: { ...LOST_HISTORY, losses: 1 },
  },
  {
    situation: 'one isolates, another releases',
    wrong: 'retention, a lost projection and a damaged document',
    over: { ...LOST_HISTORY, losses: 1, damages: 1 },
  },
];
