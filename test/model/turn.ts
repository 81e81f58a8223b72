import type { ActionDocument } from '../../common/action/action';
import { CLAIM_WITHIN } from '../../common/action/action';
import { asSending } from '../../server/actions/new_action';
import { ANSWER_TIME, ActionBuilder } from '../builders/actions';
import type { Adversary } from './adversary';
import type { Rules } from './rules';
import type { PendingWrite, RequestState, Step, World } from './world';

/** One thing that can happen, and the world behind it. */
export interface Happening {
  readonly what: string;
  readonly world: World;
}

export interface Turn {
  readonly world: World;
  readonly index: number;
  readonly request: RequestState;
  readonly now: number;
  readonly rules: Rules;
  readonly adversary: Adversary;
}

export function goes(turn: Turn, what: string, step: Step, world: World = turn.world): Happening {
  const { index, request } = turn;
  const { verb, key } = request.asked;
  // Each attempt to write has a mark of its own.
  const attempts = request.attempts + (step.at === 'write' ? 1 : 0);
  return {
    what: `request ${index} (${verb}, ${key}) ${what}`,
    world: {
      ...world,
      requests: world.requests.map((one, at) => (at === index ? { ...one, step, attempts } : one)),
    },
  };
}

export function newActionOf(
  turn: Turn,
  n: number,
  pendingBefore: readonly number[]
): ActionDocument {
  const { request, now } = turn;
  const { verb, key, start } = request.asked;
  const recorded = new ActionBuilder(verb)
    .with({
      n,
      pending_before: pendingBefore,
      key_hash: key,
      mark: markOf(turn),
      created_at: now,
      not_after: now + CLAIM_WITHIN,
    })
    .build();
  return start === 'recorded' ? recorded : sendingOf(turn, recorded);
}

export function sendingOf(turn: Turn, action: ActionDocument): ActionDocument {
  const clock = { now: () => turn.now, randomBytes: () => Buffer.from(markOf(turn)) };
  return asSending(action, 'user', { answerTime: ANSWER_TIME }, clock);
}

export function markOf({ index, request }: Turn): string {
  return `${index}.${request.attempts}`;
}

export function claim(turn: Turn, n: number, world: World = turn.world): Happening {
  const document = world.documents.get(n);
  if (!document) throw new Error('what is claimed is there');
  const { action, version } = document;
  if (action.status !== 'recorded' || turn.now >= (action.not_after ?? 0)) {
    return goes(turn, `may not claim ${n} any more`, over('done'), world);
  }
  const write: PendingWrite = {
    purpose: 'claim',
    ifVersion: version,
    action: sendingOf(turn, action),
  };
  return goes(turn, `claims ${n}`, { at: 'write', write, expected: n, tries: 0 }, world);
}

export function lostAnswer(turn: Turn, what: string, step: Step, world: World): Happening[] {
  const lostAnswers = world.lostAnswers + 1;
  return lostAnswers > turn.adversary.lostAnswers
    ? []
    : [goes(turn, what, step, { ...world, lostAnswers })];
}

export function over(how: Extract<Step, { at: 'over' }>['how']): Step {
  return { at: 'over', how };
}
