import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import type { StateCaution, StateStatus, UnknownReason } from './endpoint_state';
import type { Evidence } from './evidence';
import type { Walk, WalkFacts } from './evidence_walk';
import { walk } from './evidence_walk';
import type { Outcome } from '../program/outcome';

type Said = readonly [Evidence['verb'], Outcome];

const isolated: Said = ['isolate', answers.isolated];
const isolatedFew: Said = ['isolate', answers.isolatedFew];
const isolatedUncounted: Said = ['isolate', answers.isolatedUncounted];
const exportFailed: Said = ['isolate', answers.exportFailed];
const notElevated: Said = ['isolate', answers.notElevated];
const isolatedInPart: Said = ['isolate', answers.partial];
const isolatedSomehow: Said = ['isolate', answers.unrecognised];
const backupExists: Said = ['isolate', answers.backupExists];
const released: Said = ['release', answers.released];
const importFailed: Said = ['release', answers.importFailed];
const notIsolated: Said = ['release', answers.notIsolated];
const releasedInPart: Said = ['release', answers.partial];
const releasedSomehow: Said = ['release', answers.unrecognised];

const facts: WalkFacts = {
  forgotten: false,
  maxAddresses: 1,
  hasUnansweredIsolate: false,
  undecided: () => undefined,
  timesOf: ({ at }) => ({ at }),
};

function walkOf(said: readonly Said[], changes: Partial<WalkFacts> = {}): Walk {
  const evidence = said.map(([verb, outcome], i) =>
    anAnswer(verb, outcome, minutes(10 * i), { identity: `node01|001|${i}` })
  );
  return walk(evidence, { ...facts, ...changes });
}

/** Ways to each state that an answer can find. */
const before = {
  'no record': [],
  'not isolated': [isolated, released],
  isolated: [isolated],
  'isolated with a tainted backup': [isolatedFew],
  'isolated without a backup': [exportFailed],
  unknown: [isolated, notIsolated],
} as const;

describe('an answer', () => {
  const unchanged = 'unchanged';
  interface Expected {
    readonly status?: StateStatus;
    readonly reason?: UnknownReason;
    readonly backup?: Walk['backup'];
    readonly tainted?: boolean;
    readonly cautions?: readonly StateCaution[];
  }
  type After = typeof unchanged | Expected;
  const unknown = (reason: UnknownReason, rest: Expected = {}): After => ({
    status: 'unknown',
    reason,
    ...rest,
  });
  const missing = { backup: 'missing', tainted: true } as const;
  const rows: ReadonlyArray<readonly [string, Said, Readonly<Record<keyof typeof before, After>>]> =
    [
      [
        'isolated, with many deleted rules',
        isolated,
        {
          'no record': { status: 'isolated', backup: 'present', tainted: false },
          'not isolated': { status: 'isolated', backup: 'present', tainted: false },
          isolated: { status: 'isolated', backup: 'present', tainted: false },
          'isolated with a tainted backup': { status: 'isolated', tainted: false },
          'isolated without a backup': { status: 'isolated', tainted: false },
          unknown: { status: 'isolated', backup: 'present', tainted: false },
        },
      ],
      [
        'isolated, with few',
        isolatedFew,
        {
          'no record': { status: 'isolated', tainted: true },
          'not isolated': { status: 'isolated', tainted: true },
          isolated: { status: 'isolated', tainted: true },
          'isolated with a tainted backup': { status: 'isolated', tainted: true },
          'isolated without a backup': { status: 'isolated', backup: 'present', tainted: true },
          unknown: { status: 'isolated', tainted: true },
        },
      ],
      [
        'isolated, with a number that cannot be read',
        isolatedUncounted,
        {
          'no record': { status: 'isolated', tainted: false },
          'not isolated': { status: 'isolated', tainted: false },
          isolated: { status: 'isolated', tainted: true },
          'isolated with a tainted backup': { status: 'isolated', tainted: true },
          'isolated without a backup': { status: 'isolated', tainted: true },
          unknown: { status: 'isolated', tainted: true },
        },
      ],
      [
        'isolated, but the export failed',
        exportFailed,
        {
          'no record': { status: 'isolated', ...missing },
          'not isolated': { status: 'isolated', ...missing },
          isolated: { status: 'isolated', ...missing },
          'isolated with a tainted backup': { status: 'isolated', ...missing },
          'isolated without a backup': { status: 'isolated', ...missing },
          unknown: { status: 'isolated', ...missing },
        },
      ],
      [
        'not one step done',
        notElevated,
        {
          'no record': unchanged,
          'not isolated': unchanged,
          isolated: unknown('isolation_impossible', missing),
          'isolated with a tainted backup': unknown('isolation_impossible', missing),
          'isolated without a backup': unknown('isolation_impossible', missing),
          unknown: unknown('isolation_impossible', missing),
        },
      ],
      [
        'isolated in part',
        isolatedInPart,
        {
          'no record': unknown('isolation_partial', { tainted: false }),
          'not isolated': unknown('isolation_partial', { tainted: false }),
          isolated: unknown('isolation_partial', { tainted: true }),
          'isolated with a tainted backup': unknown('isolation_partial', { tainted: true }),
          'isolated without a backup': unknown('isolation_partial', { tainted: true }),
          unknown: unknown('isolation_partial', { tainted: true }),
        },
      ],
      [
        'an isolation that is not understood',
        isolatedSomehow,
        {
          'no record': unknown('isolation_unrecognised', { tainted: false }),
          'not isolated': unknown('isolation_unrecognised', { tainted: false }),
          isolated: unknown('isolation_unrecognised', { tainted: true }),
          'isolated with a tainted backup': unknown('isolation_unrecognised', { tainted: true }),
          'isolated without a backup': unknown('isolation_unrecognised', { tainted: true }),
          unknown: unknown('isolation_unrecognised', { tainted: true }),
        },
      ],
      [
        'the backup exists',
        backupExists,
        {
          'no record': unknown('says_isolated'),
          'not isolated': unknown('says_isolated'),
          isolated: { status: 'isolated', tainted: false, cautions: ['addresses_unchanged'] },
          'isolated with a tainted backup': { status: 'isolated', tainted: true },
          'isolated without a backup': unknown('says_isolated', { tainted: true }),
          unknown: unknown('says_isolated', { tainted: true }),
        },
      ],
      [
        'released',
        released,
        {
          'no record': { status: 'not_isolated', backup: 'none', tainted: false },
          'not isolated': { status: 'not_isolated', backup: 'none', tainted: false },
          isolated: { status: 'not_isolated', backup: 'none', tainted: false },
          'isolated with a tainted backup': unknown('backup_tainted', missing),
          'isolated without a backup': unknown('backup_tainted', missing),
          unknown: unknown('backup_tainted', missing),
        },
      ],
      [
        'the import failed',
        importFailed,
        {
          'no record': unknown('release_failed', missing),
          'not isolated': unknown('release_failed', missing),
          isolated: { status: 'isolated', ...missing },
          'isolated with a tainted backup': { status: 'isolated', ...missing },
          'isolated without a backup': { status: 'isolated', ...missing },
          unknown: unknown('release_failed', missing),
        },
      ],
      [
        'not isolated, or no backup',
        notIsolated,
        {
          'no record': unchanged,
          'not isolated': unchanged,
          isolated: unknown('release_refused', missing),
          'isolated with a tainted backup': unknown('release_refused', missing),
          'isolated without a backup': unknown('release_refused', missing),
          unknown: unknown('release_refused', missing),
        },
      ],
      [
        'released in part',
        releasedInPart,
        {
          'no record': unknown('release_partial', missing),
          'not isolated': unknown('release_partial', missing),
          isolated: unknown('release_partial', missing),
          'isolated with a tainted backup': unknown('release_partial', missing),
          'isolated without a backup': unknown('release_partial', missing),
          unknown: unknown('release_partial', missing),
        },
      ],
      [
        'a release that is not understood',
        releasedSomehow,
        {
          'no record': unknown('release_unrecognised', missing),
          'not isolated': unknown('release_unrecognised', missing),
          isolated: unknown('release_unrecognised', missing),
          'isolated with a tainted backup': unknown('release_unrecognised', missing),
          'isolated without a backup': unknown('release_unrecognised', missing),
          unknown: unknown('release_unrecognised', missing),
        },
      ],
    ];
  const cases = rows.flatMap(([words, said, byState]) =>
    (Object.keys(before) as Array<keyof typeof before>).map(
      (state) => [words, state, said, byState[state]] as const
    )
  );

  it.each(cases)('"%s" where the state was "%s"', (_, state, said, expected) => {
    const unmoved = walkOf(before[state]);
    expect(walkOf([...before[state], said])).toMatchObject(
      expected === unchanged ? unmoved : expected
    );
  });
});

describe('the count of deleted rules', () => {
  const counted = (rules: number): Said => [
    'isolate',
    { ...answers.isolated, deleted_rules: rules },
  ];

  it('is many above 20 and above twice the largest lifeline that this endpoint ever had', () => {
    const isTainted = (rules: number, maxAddresses: number) =>
      walkOf([counted(rules)], { maxAddresses }).tainted;
    expect(isTainted(20, 1)).toBe(true);
    expect(isTainted(21, 1)).toBe(false);
    expect(isTainted(400, 200)).toBe(true);
    expect(isTainted(401, 200)).toBe(false);
  });

  it('shows no open firewall behind an isolation that was done in part', () => {
    // Neither the export nor the delete was done: it blocks, and still has its rules.
    expect(walkOf([isolatedInPart, counted(414), released])).toMatchObject({
      status: 'unknown',
      reason: 'backup_tainted',
    });
    expect(walkOf([isolatedInPart, released, counted(412), released]).status).toBe('not_isolated');
  });
});

describe('a stuck endpoint', () => {
  it('stays unknown after a release that answers as a success', () => {
    const stuck = [isolated, importFailed, isolatedFew, released];
    expect(walkOf(stuck)).toMatchObject({ status: 'unknown', reason: 'backup_tainted' });
    expect(walkOf([exportFailed, isolatedFew, released]).status).toBe('unknown');
  });

  it('is proven isolated still by what it answered last before that', () => {
    const { lastProven } = walkOf([isolated, importFailed, isolatedFew, released]);
    expect(lastProven).toMatchObject({ status: 'isolated', at: minutes(20) });
  });

  it('is trusted again once it was isolated from an open firewall', () => {
    const stuck = [isolated, importFailed, isolatedFew, released];
    expect(walkOf([...stuck, isolated, released]).status).toBe('not_isolated');
  });
});

describe('a backup that may be missing', () => {
  it('may have been made by a command that nobody heard of again', () => {
    const unheard = { hasUnansweredIsolate: true };
    expect(walkOf([isolatedInPart, released]).status).toBe('not_isolated');
    expect(walkOf([isolatedInPart, released], unheard).status).toBe('unknown');
    expect(walkOf([isolatedSomehow, released], unheard).status).toBe('unknown');
    expect(walkOf([isolated, released], unheard).status).toBe('not_isolated');
  });
});

describe('where events were forgotten', () => {
  const forgotten = { forgotten: true };

  it('nothing is known before the first decisive answer', () => {
    expect(walkOf([], forgotten)).toMatchObject({ status: 'unknown', reason: 'too_many_events' });
    expect(walkOf([notIsolated], forgotten).status).toBe('unknown');
    expect(walkOf([released], forgotten).status).toBe('unknown');
    expect(walkOf([isolatedUncounted, released], forgotten).status).toBe('unknown');
  });

  it('an isolation of an open firewall is known again, and its release', () => {
    expect(walkOf([isolated], forgotten).status).toBe('isolated');
    expect(walkOf([isolated, released], forgotten).status).toBe('not_isolated');
  });
});

it('an isolation without a lifeline is shown with that caution until the next proof', () => {
  const cutOff: Said = ['isolate', { ...answers.isolated, addresses: 0 }];
  expect(walkOf([cutOff]).cautions).toEqual(['no_lifeline']);
  expect(walkOf([cutOff, released]).cautions).toEqual([]);
});
