import { ACTION_STATUSES } from '../../common/action/action';
import { probeWords, WHAT_A_PROBE_DOES } from './probe_words';

describe('the words of a test of the way', () => {
  it.each(ACTION_STATUSES)('are sentences, and none of isolation (%s)', (status) => {
    const { word, sentence, next = '' } = probeWords({ status });
    const said = `${word} ${sentence} ${next}`;
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(said).not.toMatch(/\b(isolated|isolating|released|releasing)\b/i);
  });

  it('say that it is ready of nothing but the expected answer', () => {
    const ready = ACTION_STATUSES.filter((status) => probeWords({ status }).tone === 'proven');
    expect(ready).toEqual(['succeeded']);
  });

  it('give the manager’s reason of what was not sent', () => {
    const { sentence } = probeWords({ status: 'rejected', detail: { code: 'agent_not_active' } });
    expect(sentence).not.toBe(probeWords({ status: 'rejected' }).sentence);
  });

  it('promise that nothing is changed', () => {
    expect(WHAT_A_PROBE_DOES).toContain('without changing anything');
  });
});
