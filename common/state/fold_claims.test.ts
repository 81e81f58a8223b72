import fc from 'fast-check';
import {
  harderHistories,
  histories,
  historiesWithNamesakes,
} from '../../test/fold/arbitrary_history';
import { everyHistory } from '../../test/fold/every_history';
import type { Arrival, History } from '../../test/fold/history';
import type { Moment } from '../../test/fold/moments';
import { momentsOf, recordOf } from '../../test/fold/moments';
import { playAmongNamesakes } from '../../test/fold/namesakes';
import { runs } from '../../test/runs';
import { stateOf } from './fold';
import { HOUR } from '../base/time';

/** More of them, and other ones each time: `ISOLATION_HISTORIES=100000`. */
const ASKED = Number(process.env.ISOLATION_HISTORIES ?? 0);
const GENERATED = ASKED > 0 ? ASKED : runs(10000);
const SEED = Number(process.env.ISOLATION_SEED ?? (ASKED > 0 ? Date.now() : 20261124));
/** Every history of two steps are some 5,000, of three some 400,000. */
const EVERY_UP_TO = ASKED >= 100000 ? 3 : 2;

const onlyOf = (possible: Moment['possible']) =>
  possible.size === 1 ? Array.from(possible)[0] : undefined;

/** Says more than anyone could know. An open firewall that may as well be one left half done is looked at separately. */
function isClaimedTooMuch({ claim, possible }: Moment): boolean {
  if (claim === 'nothing') return false;
  return claim === 'isolated' ? onlyOf(possible) !== 'isolated' : possible.has('isolated');
}

/** Share of moments at which the fold claims what an observer could, of those at which one could. */
class Share {
  private could = 0;
  private did = 0;

  count({ claim, possible, state }: Moment): void {
    const known = onlyOf(possible);
    if (state.waiting || known === undefined || known === 'half') return;
    this.could += 1;
    if (claim === known) this.did += 1;
  }

  print(name: string): void {
    process.stdout.write(`figure ${name} ${(this.did / this.could).toFixed(3)} share\n`);
  }
}

function inspect(history: History, share: Share): void {
  for (const moment of momentsOf(history)) {
    share.count(moment);
    if (isClaimedTooMuch(moment)) {
      throw new Error(`claimed too much at ${moment.now}: ${JSON.stringify(moment.state)}`);
    }
    const { truth, possible } = moment;
    // Else it is the observer that knows too much, and the test that proves nothing.
    if (truth !== 'unforeseeable' && !possible.has(truth)) {
      throw new Error(`the observer missed the truth at ${moment.now}: ${truth}`);
    }
  }
}

describe('a state never claims more than an observer could who knows every world', () => {
  it(`in each history of up to ${EVERY_UP_TO} steps`, () => {
    const share = new Share();
    for (let length = 1; length <= EVERY_UP_TO; length++) {
      for (const history of everyHistory(length)) {
        try {
          inspect(history, share);
        } catch (error) {
          throw new Error(`${String(error)} in ${JSON.stringify(history)}`);
        }
      }
    }
    share.print('fold_claim_share_of_every_short_history');
  });

  it(`in ${GENERATED} histories of up to six steps with everything that can go wrong`, () => {
    const share = new Share();
    fc.assert(
      fc.property(histories(6), (history) => inspect(history, share)),
      { numRuns: GENERATED, seed: SEED }
    );
    share.print('fold_claim_share_of_generated_histories');
  });

  it(`in ${GENERATED} histories with lines sent again, managers ahead of their time and clocks apart`, () => {
    const share = new Share();
    fc.assert(
      fc.property(harderHistories(6), (history) => inspect(history, share)),
      { numRuns: GENERATED, seed: SEED }
    );
    share.print('fold_claim_share_of_harder_histories');
  });

  it(`in ${GENERATED} histories of an endpoint that has namesakes`, () => {
    const share = new Share();
    fc.assert(
      fc.property(historiesWithNamesakes(6), (history) => inspect(history, share)),
      { numRuns: GENERATED, seed: SEED }
    );
    share.print('fold_claim_share_of_histories_with_namesakes');
  });

  it('nor that an endpoint is open which one run may have left half done', () => {
    fc.assert(
      fc.property(histories(4), (history) =>
        momentsOf(history).every(({ claim, possible }) => claim !== 'open' || !possible.has('half'))
      ),
      { numRuns: GENERATED / 4, seed: SEED }
    );
  });
});

function readAgain(arrival: Arrival): Arrival {
  const evidence = arrival.evidence.map((one) =>
    one.seen_at === undefined ? one : { ...one, seen_at: one.seen_at + 25 * HOUR }
  );
  return { ...arrival, evidence };
}

it('a history gives the same record in whatever order it arrives', () => {
  const shuffled = fc
    .oneof(histories(6), harderHistories(6), historiesWithNamesakes(6))
    .chain((history) => {
      const { arrivals } = playAmongNamesakes(history);
      return fc.tuple(
        fc.constant(arrivals),
        fc.shuffledSubarray([...arrivals], { minLength: arrivals.length })
      );
    });
  fc.assert(
    fc.property(shuffled, ([arrivals, other]) => {
      const record = recordOf(arrivals);
      expect(recordOf([...other, ...other])).toEqual(record);
      const now = arrivals[0]?.at ?? 0;
      expect(stateOf(recordOf(other), now)).toEqual(stateOf(record, now));
      // Whoever reads everything again a day later saw nothing first.
      expect(recordOf([...arrivals, ...arrivals.map(readAgain)])).toEqual(record);
    }),
    { numRuns: GENERATED / 4, seed: SEED }
  );
});
