import { OPEN_STATE, provenState } from '../../test/builders/views';
import { issueOf } from './issue';

const isolated = provenState('isolated');
const LOST = { contact: 'lost', since: 0 } as const;
const WAITING = { verb: 'release', n: 2, since: 0, until: 1 } as const;

describe('the issue of an endpoint', () => {
  it('is its action in progress before anything else', () => {
    const state = { ...isolated, removed: true, waiting: WAITING };
    expect(issueOf({ state, contact: LOST })).toEqual({ is: 'waiting' });
  });

  it('is that the manager lists it no more before the reasons of its state', () => {
    const state = {
      ...OPEN_STATE,
      status: 'unknown',
      reasons: ['found_open'],
      removed: true,
    } as const;
    expect(issueOf({ state })).toEqual({ is: 'removed' });
  });

  it('is the first reason of an unknown state before lost contact', () => {
    const state = {
      ...OPEN_STATE,
      status: 'unknown',
      reasons: ['late_report', 'found_open'],
    } as const;
    expect(issueOf({ state, contact: LOST })).toEqual({ is: 'unknown', reason: 'late_report' });
  });

  it('is lost contact before a caution', () => {
    const state = { ...isolated, cautions: ['no_backup'] } as const;
    expect(issueOf({ state, contact: LOST })).toEqual({ is: 'contact_lost' });
    expect(issueOf({ state })).toEqual({ is: 'caution', caution: 'no_backup' });
  });

  it('is none where nothing is wrong', () => {
    expect(issueOf({ state: isolated })).toBeUndefined();
  });
});
