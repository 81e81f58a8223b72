import fc from 'fast-check';
import { answers, aSentAction, minutes, theAnswerTo } from '../../test/builders/evidence';
import { addTo, EMPTY_RECORD } from './endpoint_record';
import { stateOf } from './fold';
import { HOUR, SECOND } from '../base/time';
import { runs } from '../../test/runs';

/** Two of our processes may be so far apart, ms. */
const CLOCKS_APART = 40 * SECOND;
/** A command leaves a process up to 15 s after its claim, and the manager up to 60 s after that, ms. */
const LEAVES_WITHIN = 75 * SECOND;

const OPPOSITE = { isolate: 'release', release: 'isolate' } as const;
const ANSWER = { isolate: answers.isolated, release: answers.released } as const;
const SHOWN = { isolate: 'isolated', release: 'not_isolated' } as const;

describe('an uncertain command, and one behind it from a process with another clock', () => {
  it('leave no certain state that the uncertain one can still undo', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('isolate' as const, 'release' as const),
        fc.integer({ min: 0, max: LEAVES_WITHIN }),
        fc.integer({ min: -CLOCKS_APART, max: CLOCKS_APART }),
        fc.integer({ min: 0, max: 200 * SECOND }),
        (verb, leavesAfter, clockAhead, gap) => {
          const uncertain = aSentAction(1, verb, minutes(0), { sending: 'uncertain' });
          const later = aSentAction(2, OPPOSITE[verb], minutes(0) + gap + clockAhead);
          // The later one ran three seconds after it was sent.
          fc.pre(leavesAfter > gap + 3 * SECOND);
          const record = addTo(
            EMPTY_RECORD,
            [theAnswerTo(later, ANSWER[later.verb])],
            [uncertain, later]
          );
          const { status } = stateOf(record, minutes(0) + HOUR);
          expect(status).not.toBe(SHOWN[later.verb]);
        }
      ),
      { numRuns: runs(2000) }
    );
  });

  it('leave one as soon as the uncertain one is certainly over', () => {
    const uncertain = aSentAction(1, 'isolate', minutes(0), { sending: 'uncertain' });
    const later = aSentAction(2, 'release', minutes(0) + LEAVES_WITHIN + CLOCKS_APART + 5 * SECOND);
    const record = addTo(EMPTY_RECORD, [theAnswerTo(later, answers.released)], [uncertain, later]);
    expect(stateOf(record, minutes(0) + HOUR)).toMatchObject({ status: 'not_isolated' });
  });
});
