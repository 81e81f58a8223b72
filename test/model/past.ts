import type { ActionDocument } from '../../common/action/action';
import { sentActionOf } from '../../common/action/action';
import { DAY } from '../../common/base/time';
import { ActionBuilder, ASKED_AT } from '../builders/actions';
import { answers, theAnswerTo } from '../builders/evidence';
import type { Adversary } from './adversary';

const LONG_AGO = ASKED_AT - 400 * DAY;

/** The actions of long ago that are left: isolations and releases in turn, each answered. */
export function pastOf({ past, goneUnmarked }: Adversary): readonly ActionDocument[] {
  const all = Array.from({ length: past }, (_, index) => anAction(index + 1));
  return all.slice(goneUnmarked);
}

function anAction(n: number): ActionDocument {
  const verb = n % 2 === 1 ? 'isolate' : 'release';
  const at = LONG_AGO + n * DAY;
  const sent = new ActionBuilder(verb)
    .with({ n, key_hash: `past ${n}`, mark: `past ${n}`, ref: `past000${n}`, created_at: at })
    .at(at)
    .sending()
    .dispatched();
  const command = sentActionOf(sent.build());
  if (!command) throw new Error('it was sent');
  const outcome = verb === 'isolate' ? answers.isolated : answers.released;
  return sent.settledBy(theAnswerTo(command, outcome)).build();
}
