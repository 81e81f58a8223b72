import type { ReconcilerStatus } from '../evidence/reconciler_status';
import { checkReconciler } from './check_reconciler';

const NOW = Date.UTC(2026, 10, 24, 3);
const READ: ReconcilerStatus = { pending: 2, history: 'read', last_round: NOW - 4000 };

describe('how far behind the reader of reports is', () => {
  it('is said with when it last ran and how many actions wait for it', () => {
    expect(checkReconciler(READ, NOW)).toEqual({
      check: 'reconciler',
      code: 'reconciler_up_to_date',
      facts: { last_read_at: NOW - 4000, seconds: 4, pending: 2 },
    });
  });

  it('is too far after two minutes, though it reads every half minute at the least', () => {
    const { code } = checkReconciler({ ...READ, last_round: NOW - 120_001 }, NOW);
    expect(code).toBe('reconciler_behind');
  });

  it('is not known before it has run', () => {
    expect(checkReconciler({ pending: 0, history: 'not_known' }, NOW).code).toBe(
      'reconciler_starting'
    );
  });

  it('is no comfort while what was reported before is still unread', () => {
    expect(checkReconciler({ ...READ, history: 'not_read' }, NOW).code).toBe(
      'reconciler_reading_history'
    );
  });

  it('comes second to what it could not read, and why', () => {
    const failure = { at: NOW - 1000, code: 'indexer_unreachable', message: 'No indexer.' };
    expect(checkReconciler({ ...READ, failure }, NOW)).toMatchObject({
      code: 'reconciler_failing',
      facts: { failed_at: NOW - 1000, last_read_at: NOW - 4000, why: 'No indexer.' },
    });
    const never = checkReconciler({ pending: 0, history: 'not_known', failure }, NOW);
    expect(never.facts).toMatchObject({ last_read_at: 'never' });
  });
});
