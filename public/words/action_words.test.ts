import type { StepDetail } from '../../common/action/action';
import { ACTION_STATUSES } from '../../common/action/action';
import { OUTCOME_REASONS } from '../../common/program/outcome';
import type { Outcome } from '../../common/program/outcome';
import { actionStatusWord, stepWords } from './action_words';

const step = (
  status: (typeof ACTION_STATUSES)[number],
  detail?: StepDetail,
  outcome?: Outcome,
  verb: 'isolate' | 'release' = 'isolate'
) => stepWords(verb, { n: 2, at: 0, status, by: 'system', detail }, outcome);

describe('actionStatusWord', () => {
  it.each(['recorded', 'sending', 'dispatched', 'uncertain', 'unanswered', 'rejected'] as const)(
    'never says of %s that it is done',
    (status) => {
      for (const verb of ['isolate', 'release'] as const) {
        const word = actionStatusWord(verb, status, undefined);
        expect(word).not.toMatch(/^(Isolated|Released|Not isolated|Sent)/);
      }
    }
  );

  it.each([
    ['recorded', 'Requested'],
    ['sending', 'Isolating'],
    ['dispatched', 'Isolating'],
    ['rejected', 'Rejected'],
    ['uncertain', 'Unknown'],
    ['succeeded', 'Isolated'],
    ['refused', 'Refused'],
    ['failed', 'Failed'],
    ['partial', 'Failed'],
    ['unrecognised', 'Unknown'],
    ['unanswered', 'No response'],
    ['interrupted', 'Not sent'],
    ['cancelled', 'Canceled'],
  ] as const)('says of %s: %s', (status, word) => {
    expect(actionStatusWord('isolate', status, undefined)).toBe(word);
  });

  it('tells what never left from what the manager refused', () => {
    expect(actionStatusWord('isolate', 'rejected', { code: 'not_sent' })).toBe('Not sent');
  });

  it('does not call an isolation without a backup just failed', () => {
    expect(actionStatusWord('isolate', 'failed', { code: 'export_failed' })).toBe(
      'Isolated, no backup'
    );
  });
});

describe('stepWords', () => {
  it('begins with the person', () => {
    const words = stepWords('isolate', { n: 1, at: 0, status: 'sending', by: 'alice' }, undefined);
    expect(words).toMatchObject({ word: 'Requested', sentence: expect.stringContaining('alice') });
  });

  it.each(ACTION_STATUSES)(
    'has a sentence for %s, and something to do where it ended badly',
    (status) => {
      const words = step(status);
      expect(words.sentence).not.toBe('');
      if (words.tone === 'wrong' || words.tone === 'uncertain') expect(words.next).toMatch(/\.$/);
    }
  );

  it.each(OUTCOME_REASONS)('says what %s means and what to do', (reason) => {
    const result =
      reason.endsWith('_failed') || reason.startsWith('not_elevated') ? 'failed' : 'refused';
    const words = step(result, { code: reason }, { result, reason });
    expect(words.sentence).toMatch(/\.$/);
    expect(words.next).toMatch(/\.$/);
  });

  it('says what stood behind a request that never left, with the words of the manager', () => {
    expect(
      step('rejected', {
        code: 'not_sent',
        cause: 'login_refused',
        message: 'Invalid credentials {0}',
        manager_code: 6000,
      })
    ).toMatchObject({
      word: 'Not sent',
      tone: 'wrong',
      sentence:
        "The manager rejected its API user's name or password. The manager said (6000): Invalid credentials {0}",
    });
  });

  it('has whoever is uncertain wait for the report', () => {
    expect(step('uncertain', { code: 'manager_timed_out' }).next).toContain(
      'Wait for the endpoint'
    );
    expect(step('uncertain', { code: 'recovered' }).sentence).toContain('interrupted while');
  });

  it('tells a command that left late from its outcome', () => {
    expect(step('succeeded', { code: 'sent_late' }).tone).toBe('uncertain');
  });

  it('counts what the endpoint put aside and let through', () => {
    const outcome = { result: 'succeeded' as const, deleted_rules: 1, addresses: 2 };
    expect(step('succeeded', undefined, outcome).sentence).toBe(
      'Confirmed by the endpoint: 1 firewall rule saved and removed, 2 addresses allowed.'
    );
  });

  it('do not call a release confirmed whose backup was suspect', () => {
    const entry = { n: 3, at: 0, status: 'succeeded' as const, by: 'system' };
    const outcome = { result: 'succeeded' as const };
    expect(stepWords('release', entry, outcome)).toMatchObject({
      tone: 'proven',
      word: 'Released',
    });
    expect(stepWords('release', entry, outcome, 'unconfirmed')).toMatchObject({
      tone: 'uncertain',
      word: 'Released, not confirmed',
      next: expect.stringContaining('Check locally'),
    });
  });

  it('name what was done in a step: sending, then sent, and the state only once it is confirmed', () => {
    const word = (n: number, status: 'recorded' | 'sending' | 'dispatched' | 'succeeded') =>
      stepWords('isolate', { n, at: 0, status, by: 'x' }, { result: 'succeeded' }).word;
    expect([
      word(1, 'recorded'),
      word(2, 'sending'),
      word(3, 'dispatched'),
      word(4, 'succeeded'),
    ]).toEqual(['Requested', 'Sending', 'Sent', 'Isolated']);
  });
});
