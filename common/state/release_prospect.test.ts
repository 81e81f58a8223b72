import type { BackupState } from '../program/backup_state';
import type { EndpointState, StateStatus } from './endpoint_state';
import { STATE_STATUSES } from './endpoint_state';
import { releaseProspect } from './release_prospect';

const BACKUPS: readonly BackupState[] = ['none_needed', 'present', 'tainted', 'missing'];

function state(status: StateStatus, parts: Partial<EndpointState> = {}): EndpointState {
  const backup = status === 'isolated' || status === 'unknown' ? 'present' : 'none_needed';
  return { status, reasons: [], backup, cautions: [], ...parts };
}

describe('what a release can be expected to do', () => {
  it.each([
    ['reconnects', state('isolated')],
    ['will_be_refused', state('isolated', { backup: 'missing' })],
    ['may_not_reconnect', state('isolated', { backup: 'tainted' })],
    ['reconnects_if_isolated', state('unknown', { reasons: ['may_be_isolated'] })],
    ['will_be_refused', state('unknown', { reasons: ['release_failed'], backup: 'missing' })],
    ['may_not_reconnect', state('unknown', { reasons: ['isolation_partial'], backup: 'tainted' })],
    ['nothing_to_release', state('no_record')],
    ['nothing_to_release', state('not_isolated')],
    ['nothing_to_release', state('unknown', { reasons: ['found_open'], backup: 'none_needed' })],
  ] as const)('is %s', (prospect, of) => {
    expect(releaseProspect(of)).toBe(prospect);
  });

  it('is not nothing while an isolation waits for its report', () => {
    const waiting = { verb: 'isolate', n: 1, since: 0, until: 1 } as const;
    expect(releaseProspect(state('no_record', { waiting }))).toBe('reconnects_if_isolated');
  });

  it('promises a reconnection for a confirmed isolation with a good backup, and for nothing else', () => {
    const promising = STATE_STATUSES.flatMap((status) =>
      BACKUPS.filter((backup) => releaseProspect(state(status, { backup })) === 'reconnects').map(
        (backup) => `${status}, ${backup}`
      )
    );
    expect(promising).toEqual(['isolated, none_needed', 'isolated, present']);
  });
});
