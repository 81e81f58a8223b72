import { answers } from '../../test/builders/evidence';
import type { StateCaution, StateStatus, UnknownReason } from './endpoint_state';
import type { Walk } from './evidence_walk';
import type { Said } from '../../test/builders/walks';
import {
  isolated,
  isolatedFew,
  isolatedUncounted,
  exportFailed,
  notElevated,
  isolatedInPart,
  isolatedSomehow,
  backupExists,
  released,
  importFailed,
  notIsolated,
  releasedInPart,
  releasedSomehow,
  walkOf,
  before,
} from '../../test/builders/walks';

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

it('an isolation without a lifeline is shown with that caution until the next proof', () => {
  const cutOff: Said = ['isolate', { ...answers.isolated, addresses: 0 }];
  expect(walkOf([cutOff]).cautions).toEqual(['no_lifeline']);
  expect(walkOf([cutOff, released]).cautions).toEqual([]);
});
