import { REFUSALS } from '../../common/refusal/refusal_codes';
import { ApiFailure } from '../api/api_failure';
import { apiFailureWords } from './api_failure_words';
import { refusalReasons } from './refusal_reasons';

const refused = (code: string, attributes: Record<string, unknown> = {}, message = 'Its words.') =>
  new ApiFailure('refused', message, { status: 400, code, attributes: { code, ...attributes } });

describe('apiFailureWords', () => {
  it.each(Object.keys(REFUSALS))('says what happened and what to do for %s', (code) => {
    const { happened, next } = apiFailureWords(refused(code));
    expect(happened).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  });

  it.each(['no_answer', 'page_outdated', 'session_over', 'not_readable'] as const)(
    'has a way out of %s',
    (kind) => {
      expect(apiFailureWords(new ApiFailure(kind, '')).next).toMatch(/\.$/);
    }
  );

  it('tells our own refusal from one of the manager that has the same code', () => {
    expect(apiFailureWords(refused('not_permitted')).happened).toBe(
      'You don’t have permission. No action was taken.'
    );
    expect(apiFailureWords(refused('not_permitted', { manager_code: 4000 })).happened).toBe(
      "The manager doesn't allow this user to do that on this agent."
    );
  });

  it('shows the words of the manager behind our own', () => {
    const failure = refused(
      'connection_refused',
      {},
      'The manager API refused the connection. Nothing was sent. Check that wazuh-manager is running and the configured port is correct. It said: x'
    );
    expect(apiFailureWords(failure).detail).toBe('It said: x');
  });

  it('shows the sentence of the API where the code is not known', () => {
    expect(apiFailureWords(refused('of_next_year')).happened).toBe('Its words.');
    expect(apiFailureWords(refused('of_next_year', {}, '')).happened).toMatch(
      /without giving a reason/
    );
    expect(apiFailureWords(refused('constructor')).happened).toBe('Its words.');
  });
});

describe('a manager that shares its name', () => {
  const reasons = [{ code: 'manager_ambiguous' }];

  it('is what a read says that it refuses, and not an action that nobody asked for', () => {
    const { happened, next } = apiFailureWords(refused('not_eligible', { reasons }));
    expect(happened).toContain('share a name');
    expect(`${happened} ${next}`).not.toMatch(/action|below/i);
  });

  it('is not taken for other reasons against an action', () => {
    const others = refused('not_eligible', { reasons: [{ code: 'not_windows' }, null, 7] });
    expect(apiFailureWords(others).happened).toContain('No action was taken');
  });
});

describe('refusalReasons', () => {
  it('reads every reason that it knows, and leaves out the rest', () => {
    const failure = refused('not_eligible', {
      endpoints: [
        {
          agent_id: '001',
          reasons: [
            { code: 'not_windows', detail: 'Ubuntu' },
            { code: 'role_missing', needs: ['all_access'] },
            'very_wide',
            { code: 'not_windows', detail: 7 },
            { code: 'role_missing', needs: [7] },
            null,
            7,
          ],
        },
        { agent_id: '002', reasons: [{ code: 'not_windows', detail: 'Ubuntu' }] },
      ],
      refusals: [{ code: 'manager_denies', needs: ['agent:read'] }],
    });
    expect(refusalReasons(failure)).toEqual([
      'You need the Wazuh permission agent:read.',
      'Only Windows endpoints can be isolated. This is Ubuntu.',
      'You need the role all_access.',
      expect.stringContaining('A very large network'),
    ]);
  });

  it('reads none where there are none', () => {
    expect(refusalReasons(refused('not_eligible', { endpoints: 'x' }))).toEqual([]);
  });
});
