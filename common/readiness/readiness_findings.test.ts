import type { ReadinessCode } from './readiness_findings';
import { READINESS_WORDS, readinessWords, withFacts } from './readiness_findings';

const CODES = Object.keys(READINESS_WORDS) as ReadinessCode[];

describe('the words of Readiness', () => {
  it.each(CODES)(
    'say what is so, and for what is not well what to do and where it is explained (%s)',
    (code) => {
      const { status, sentence, remedy, docs } = readinessWords(code);
      expect(sentence).toMatch(/^[A-Z{].*[.}]$/);
      const isWell = status === 'ok' || code === 'ledger_unprotected';
      expect(remedy === undefined ? 'none' : 'given').toBe(isWell ? 'none' : 'given');
      if (status !== 'ok') expect(docs).toMatch(/^docs\/admin\/\w+\.md/);
    }
  );

  it('carry their facts, and times as they are written where they are read', () => {
    const format = (at: number) => new Date(at).toISOString();
    expect(
      withFacts('{count} since {failed_at}. {why}', { count: 3, failed_at: 0, why: '' }, format)
    ).toBe('3 since 1970-01-01T00:00:00.000Z.');
  });

  it('take a fact as text, whatever is in it, and no fact from what every object has', () => {
    const format = String;
    expect(withFacts('{why} {constructor}', { why: '$& {why} <b>' }, format)).toBe(
      '$& {why} <b> {constructor}'
    );
  });
});
