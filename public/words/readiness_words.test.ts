import type { ReadinessCode } from '../../common/readiness/readiness_findings';
import {
  READINESS_WORDS,
  readinessWords,
  withFacts,
} from '../../common/readiness/readiness_findings';
import type { ReadinessView } from '../../common/api/readiness_view';
import { readinessText } from './readiness_words';

type Check = ReadinessView['checks'][number];
const CODES = Object.keys(READINESS_WORDS) as ReadinessCode[];
const iso = (at: number) => new Date(at).toISOString();

/** A check with a fact for every placeholder in its sentences. */
function aCheck(code: ReadinessCode): Check {
  const { status, sentence, remedy = '' } = readinessWords(code);
  const places = `${sentence}${remedy}`.match(/\{\w+\}/g) ?? [];
  const facts = Object.fromEntries(
    places.map((place) => [place.slice(1, -1), place.endsWith('_at}') ? 0 : '{x} <b> 7'])
  );
  return { check: 'manager', status, code, facts, sentence: 'of the server' };
}

describe('the words of Readiness on the page', () => {
  it.each(CODES)(
    'are those of the API, with the person’s own way of writing times (%s)',
    (code) => {
      const { sentence, remedy } = readinessWords(code);
      const check = aCheck(code);
      expect(readinessText(check, iso)).toEqual({
        sentence: withFacts(sentence, check.facts, iso),
        ...(remedy === undefined ? {} : { remedy: withFacts(remedy, check.facts, iso) }),
      });
    }
  );

  it('are the server’s own for what only a newer server finds, and where a fact is missing', () => {
    const unknown = { ...aCheck('tls_verified'), code: 'constructor' as ReadinessCode };
    expect(readinessText(unknown, iso).sentence).toBe('of the server');
    const cut = { ...aCheck('version_supported'), facts: {} };
    expect(readinessText(cut, iso).sentence).toBe('of the server');
  });
});
