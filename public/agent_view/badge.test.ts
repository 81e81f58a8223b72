import { anAgent, provenState } from '../../test/builders/views';
import { ApiFailure } from '../api/api_failure';
import { timeFormatOf } from '../words/time_format';
import { badgeOf, BELIEVED_FOR } from './badge';
import { badgeSentence } from './badge_words';
import type { ShownAgent } from './shown_agent';

const NOW = 1_000_000;
const TIMES = timeFormatOf({ get: (key, otherwise = '') => otherwise });
const agent = { id: anAgent().id };
const SHOWN: ShownAgent = { shown: 'agent', agent };
const ref = { host: 'lab', agent: '001' };
const state = provenState('isolated');
const value = { is: 'shown' as const, ref, name: 'FIN-WS-01', state };
const failureOf = (code: string) => new ApiFailure('refused', '', { code });

describe('the badge', () => {
  it('shows nothing where no agent is', () => {
    expect(badgeOf({ shown: 'none' }, { value, at: NOW, isLoading: false }, NOW)).toEqual({
      show: 'nothing',
    });
  });

  it('offers nothing where the URL names another agent, whatever is known', () => {
    const shown: ShownAgent = { shown: 'differs', pinned: agent, url: anAgent({ id: '006' }).id };
    expect(badgeOf(shown, { value, at: NOW, isLoading: false }, NOW)).toEqual({
      show: 'blocked',
      pinned: agent,
      url: '006',
    });
  });

  it('offers nothing where the manager has another machine under the id', () => {
    const watched = { value: { is: 'another' as const }, at: NOW, isLoading: false };
    expect(badgeOf(SHOWN, watched, NOW)).toEqual({ show: 'blocked', pinned: agent });
  });

  it.each([undefined, { isLoading: true }])(
    'says that it is being read at first (%p)',
    (watched) => {
      expect(badgeOf(SHOWN, watched, NOW)).toEqual({ show: 'reading' });
    }
  );

  it.each(['endpoint_unknown', 'not_permitted', 'host_unknown', 'invalid_request'])(
    'is quiet where the API says %s, even of something that was shown before',
    (code) => {
      const failure = failureOf(code);
      expect(badgeOf(SHOWN, { isLoading: false, failure }, NOW)).toEqual({ show: 'nothing' });
      expect(badgeOf(SHOWN, { value, at: NOW, isLoading: false, failure }, NOW)).toEqual({
        show: 'nothing',
      });
    }
  );

  it('asks to sign in again where the session is over, also at the identity provider alone', () => {
    const failure = new ApiFailure('session_over', '');
    const over = { show: 'unread', agent, session: 'over' };
    expect(badgeOf(SHOWN, { isLoading: false, failure }, NOW)).toEqual(over);
    const badge = badgeOf(SHOWN, { value, at: NOW, isLoading: false, failure }, NOW);
    expect(badge).toEqual(over);
    expect(badgeSentence(badge, TIMES, NOW)).toContain('sign in again');
  });

  it('says that the state could not be read', () => {
    const watched = { isLoading: false, failure: failureOf('indexer_failed') };
    expect(badgeOf(SHOWN, watched, NOW)).toEqual({ show: 'unread', agent });
  });

  it('believes a state for half a minute after it was read, and no longer', () => {
    const watched = { value, at: NOW, isLoading: false, failure: failureOf('indexer_failed') };
    const known = { show: 'state', ref, name: 'FIN-WS-01', state };
    expect(badgeOf(SHOWN, watched, NOW + BELIEVED_FOR)).toEqual({ ...known, is_old: false });
    expect(badgeOf(SHOWN, watched, NOW + BELIEVED_FOR + 1)).toEqual({ ...known, is_old: true });
  });
});
