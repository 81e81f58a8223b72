import { IndexerError } from '../indexer/indexer_error';
import { finding, findOut, listed } from './finding';

describe('finding something out', () => {
  it('says what was found', async () => {
    const found = finding('ledger', 'ledger_writable');
    expect(await findOut('ledger', async () => found)).toEqual([found]);
    expect(await findOut('ledger', async () => [found, found])).toEqual([found, found]);
  });

  it('says that it failed, with our own words alone', async () => {
    const ours = await findOut('ledger', () => Promise.reject(new IndexerError('indexer_busy')));
    expect(ours).toMatchObject([{ check: 'ledger', code: 'check_failed' }]);
    expect(ours[0]?.facts.why).toContain('busy');
    const foreign = await findOut('ledger', () => Promise.reject(new Error('marker-secret')));
    expect(JSON.stringify(foreign)).not.toContain('marker-secret');
  });

  it('waits for nothing longer than five seconds', async () => {
    jest.useFakeTimers();
    const asked = findOut('manager', () => new Promise(() => undefined));
    await jest.advanceTimersByTimeAsync(5000);
    expect(await asked).toEqual([{ check: 'manager', code: 'check_timed_out', facts: {} }]);
    jest.useRealTimers();
  });

  it('names a few of many', () => {
    expect(listed([])).toBe('');
    expect(listed(['a', 'b'])).toBe('a, b');
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});
