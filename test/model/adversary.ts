import { SECOND } from '../../common/base/time';
import { ASKED_AT } from '../builders/actions';
import type { World } from './world';
import { isOver } from './world';

/** The adversary: what may happen besides the requests. */
export interface Adversary {
  /** Number of processes that may die. */
  readonly crashes: number;
  /** Number of the store's responses that may be lost, with or without the write. */
  readonly lostAnswers: number;
  /** Number of commands that the manager may refuse for its limit of requests. */
  readonly limits: number;
  /**
   * `kept_short`: between its check and its request nobody is paused so long that others may settle its action; then the two are one
   * step, since a shorter pause changes nothing that anybody sees.
   */
  readonly pauses: 'kept_short' | 'any';
  readonly moments: readonly number[];
  /** Each process's clock minus the true time, ms; empty: they all have the same. */
  readonly clocks: readonly number[];
  /** Number of actions that the endpoint had long ago. */
  readonly past: number;
  /** Number of the first ones that an older version deleted without a mark. */
  readonly goneUnmarked: number;
  /** The value `on` lets older ones be deleted for their age. Nothing of today is, and nobody is paused until it is old. */
  readonly retention: 'off' | 'on';
  /** Number of times the projection may be lost. Afterwards it may know any number that was given, and follows as it likes. */
  readonly losses: number;
  /** Number of documents of the past that may be made unreadable. */
  readonly damages: number;
}

const seconds = (...moments: number[]) => moments.map((moment) => moment * SECOND);

/**
 * Our clock at each moment, ms from the beginning. Between them the deadlines pass: of sending (15 s), of taking a slot back (75 s), of
 * waiting for evidence (5 minutes) and, where something is queued, of claiming (15 minutes). The last comes when every request is over.
 */
export const MOMENTS = {
  sentAtOnce: seconds(0, 16, 80, 400, 5000),
  queued: seconds(0, 16, 80, 400, 1000, 5000),
  allDeadlinesTogether: seconds(0, 1000, 5000),
  withinAllDeadlines: seconds(0, 5000),
  /** The last moment at which a command may leave, and two that 35 s and 80 s after the beginning are past. */
  clocksApart: seconds(0, 14, 36, 80, 5000),
};

/** A process's own clock, ms. */
export function clockOf(process: number, world: World, adversary: Adversary): number {
  return nowIn(world, adversary) + (adversary.clocks[process] ?? 0);
}

/** @returns our clock, ms; undefined behind the last moment */
export function timeAt(moment: number, { moments }: Adversary): number | undefined {
  const offset = moments[moment];
  return offset === undefined ? undefined : ASKED_AT + offset;
}

export function nowIn({ moment }: World, adversary: Adversary): number {
  return timeAt(moment, adversary) ?? ASKED_AT;
}

export function isLast(moment: number, { moments }: Adversary): boolean {
  return moment === moments.length - 1;
}

/** The first moment at which a deadline is past; one behind the last where it never is. */
export function momentOf(deadline: number, { moments }: Adversary): number {
  const at = moments.findIndex((offset) => ASKED_AT + offset >= deadline);
  return at < 0 ? moments.length : at;
}

/** True if a process that still does something may die. */
export function mayDie({ crashed, requests }: World, { crashes }: Adversary): boolean {
  return (
    crashed.size < crashes &&
    requests.some((request) => !isOver(request) && !crashed.has(request.asked.process))
  );
}

/** Number of the store's responses that may still be lost. */
export function lostAnswersLeft({ lostAnswers, requests }: World, adversary: Adversary): number {
  return requests.every(isOver) ? 0 : adversary.lostAnswers - lostAnswers;
}

/** True if the manager may refuse another command for its limit. */
export function mayBeLimited({ limited }: World, { limits }: Adversary): boolean {
  return limited < limits;
}
