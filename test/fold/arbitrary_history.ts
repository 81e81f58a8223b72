import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../../common/base/time';
import { localRecoveries } from '../../lab/endpoints/local_recovery';
import type { ClockAhead, Delivery, History, Step, Trouble } from './history';

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

/** Odds that something goes wrong, of 20. */
interface Odds {
  readonly trouble: number;
  readonly late: number;
  readonly lost: number;
  readonly elsewhere: number;
  readonly clock: number;
  readonly local: number;
}

const EVERYTHING: Odds = { trouble: 8, late: 2, lost: 4, elsewhere: 4, clock: 1, local: 1 };
/** Clocks and lines that are late: what makes two orders of one history. */
const CLOCKS: Odds = { trouble: 0, late: 8, lost: 1, elsewhere: 6, clock: 6, local: 0 };

function delivery({ late, lost }: Odds): fc.Arbitrary<Delivery> {
  return fc.record({
    node: fc.constantFrom(0 as const, 1 as const),
    delay: fc.oneof(
      often(20 - late - lost, fc.constant(2 * SECOND)),
      often(late, fc.constantFrom(10 * MINUTE, 40 * MINUTE, HOUR + 10 * MINUTE, 3 * HOUR)),
      often(lost, fc.constant(undefined))
    ),
    indexing: fc.constantFrom(SECOND, 20 * MINUTE),
  });
}

function troubles({ trouble }: Odds): fc.Arbitrary<Trouble[]> {
  return fc.oneof(
    often(20 - trouble, fc.constant([])),
    often(
      trouble,
      fc.oneof(
        often(6, fc.constantFrom(...TROUBLES.map((one) => [one]))),
        often(1, fc.constant<Trouble[]>(['export', 'delete']))
      )
    )
  );
}

const TROUBLES: readonly Trouble[] = [
  'export',
  'import',
  'policy',
  'delete',
  'add',
  'state',
  'not_elevated',
  'language',
  'count',
];

const sending = fc.oneof(
  often(
    4,
    fc.record({
      sending: fc.constant('dispatched' as const),
      runsAfter: fc.oneof(often(6, fc.constant(2 * SECOND)), often(1, fc.constant(undefined))),
    })
  ),
  often(
    2,
    fc.record({
      sending: fc.constantFrom('uncertain' as const, 'corrected' as const),
      runsAfter: fc.constantFrom(2 * SECOND, 55 * SECOND, undefined),
    })
  ),
  often(1, fc.constant({ sending: 'rejected' as const, runsAfter: undefined }))
);

const after = fc.constantFrom(
  5 * SECOND,
  25 * SECOND,
  80 * SECOND,
  10 * MINUTE,
  40 * MINUTE,
  2 * HOUR,
  26 * HOUR
);

function command(odds: Odds): fc.Arbitrary<Step> {
  return fc
    .record({
      after,
      verb: fc.constantFrom('isolate' as const, 'release' as const),
      from: fc.oneof(
        often(20 - odds.elsewhere, fc.constant('us' as const)),
        often(odds.elsewhere, fc.constant('elsewhere' as const))
      ),
      sending,
      addresses: fc.oneof(often(4, fc.constant(1)), often(1, fc.constant(12))),
      troubles: troubles(odds),
      delivery: delivery(odds),
    })
    .map(({ sending: sent, ...rest }) => ({
      kind: 'command',
      ...rest,
      ...(rest.from === 'us' ? sent : { sending: 'dispatched', runsAfter: 0, addresses: 1 }),
    }));
}

const local: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('local' as const),
  after,
  recovery: fc.constantFrom(...localRecoveries),
});

const clock: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('clock' as const),
  after,
  by: fc.constantFrom(-HOUR, HOUR, -20 * MINUTE),
});

/** A history of an endpoint of up to so many steps, with all that can go wrong in it; half of them mostly with their clocks. */
export function histories(longest: number): fc.Arbitrary<History> {
  return fc.oneof(historiesWith(EVERYTHING, longest), historiesWith(CLOCKS, longest));
}

function historiesWith(odds: Odds, longest: number): fc.Arbitrary<History> {
  const step = fc.oneof(
    often(20 - odds.local - odds.clock, command(odds)),
    often(odds.local, local),
    often(odds.clock, clock)
  );
  const nodeError = fc.constantFrom(0, -15 * MINUTE, 15 * MINUTE);
  return fc.record({
    nodeErrors: fc.tuple(nodeError, nodeError),
    steps: fc.array(step, { minLength: 1, maxLength: longest }),
  });
}

const resend: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('resend' as const),
  after,
  node: fc.constantFrom(0 as const, 1 as const),
});

const look: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('look' as const), after });

const ahead: fc.Arbitrary<ClockAhead> = fc.record({
  node: fc.constantFrom(0 as const, 1 as const),
  from: fc.constantFrom(0, 30 * MINUTE, 2 * HOUR),
  lasts: fc.constantFrom(HOUR, 3 * HOUR),
  by: fc.constantFrom(30 * MINUTE, 3 * HOUR, 2 * DAY, 70 * 365 * DAY),
});

/** A command by processes whose clocks are apart, which may be sent at the end of its time and run at the end of the manager's. */
const commandOfManyClocks: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom(EVERYTHING, CLOCKS).chain(command),
    fc.constantFrom(0, 20 * SECOND, -20 * SECOND),
    fc.constantFrom(0, 18 * SECOND)
  )
  .map(([step, ourClock, later]) => {
    if (step.kind !== 'command' || step.from === 'elsewhere') return step;
    const isUncertain = step.sending === 'uncertain' || step.sending === 'corrected';
    const runsAfter =
      isUncertain && step.runsAfter !== undefined ? step.runsAfter + later : step.runsAfter;
    return { ...step, runsAfter, ourClock };
  });

/**
 * Generates, beside all that `histories` has, lines sent again from the beginning of the log, persons who look, managers whose clocks are ahead for
 * a time, and clocks of ours that are apart.
 */
export function harderHistories(longest: number): fc.Arbitrary<History> {
  const step = fc.oneof(
    often(13, commandOfManyClocks),
    often(2, clock),
    often(2, resend),
    often(2, look),
    often(1, local)
  );
  const nodeError = fc.constantFrom(0, -15 * MINUTE, 15 * MINUTE);
  return fc.record(
    {
      nodeErrors: fc.tuple(nodeError, nodeError),
      ahead,
      steps: fc.array(step, { minLength: 1, maxLength: longest }),
    },
    { requiredKeys: ['nodeErrors', 'steps'] }
  );
}

const sometime = fc.integer({ min: 0, max: 12 * 60 }).map((minute) => minute * MINUTE);

/**
 * Generates histories of an endpoint with namesakes: machines with its id at a manager of the same name, whose reports arrive with its own, while
 * our manager is asked now and then who is listed under that id.
 */
export function historiesWithNamesakes(longest: number): fc.Arbitrary<History> {
  const report = fc.record({
    at: sometime,
    verb: fc.constantFrom('isolate' as const, 'release' as const),
    node: fc.constantFrom(0 as const, 1 as const),
  });
  const asked = fc.record({
    at: sometime,
    listed: fc.oneof(
      often(6, fc.constant('own' as const)),
      often(1, fc.constant('nobody' as const))
    ),
  });
  const namesakes = fc.record({
    reports: fc.array(report, { minLength: 1, maxLength: 4 }),
    asked: fc.array(asked, { maxLength: 3 }),
  });
  return fc
    .tuple(fc.oneof(histories(longest), harderHistories(longest)), namesakes)
    .map(([history, others]) => ({ ...history, namesakes: others }));
}
