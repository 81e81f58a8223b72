import { anEndpointView, provenState } from '../../test/builders/views';
import type { StateCaution, UnknownReason } from '../../common/state/fold';
import { issueWords } from './attention_words';
import { CAUTION_WORDS, UNKNOWN_WORDS } from './state_words';

const isolated = provenState('isolated');
const REASONS = Object.keys(UNKNOWN_WORDS) as UnknownReason[];
const CAUTIONS = Object.keys(CAUTION_WORDS) as StateCaution[];
const unknown = (reason: UnknownReason) =>
  issueWords(anEndpointView({ state: { ...isolated, status: 'unknown', reasons: [reason] } }));
const withCaution = (caution: StateCaution) =>
  issueWords(anEndpointView({ state: { ...isolated, cautions: [caution] } }));

describe('the issue of an endpoint in a table', () => {
  it.each([
    ...REASONS.map((reason) => [reason, unknown(reason)]),
    ...CAUTIONS.map((caution) => [caution, withCaution(caution)]),
  ])('is a few words, no sentence (%s)', (_, words = '') => {
    expect(words).toMatch(/^[A-Z][^.]+[^.]$/);
    expect(words.split(' ').length).toBeLessThanOrEqual(7);
  });

  it('differs for each reason, so that rows can be told apart', () => {
    expect(new Set(REASONS.map(unknown)).size).toBe(REASONS.length);
    expect(new Set(CAUTIONS.map(withCaution)).size).toBe(CAUTIONS.length);
  });

  it('is nothing where nothing is wrong', () => {
    expect(issueWords(anEndpointView({ state: isolated }))).toBeUndefined();
  });

  it('is the contact that was lost before a caution, and what waits before both', () => {
    const state = { ...isolated, cautions: ['no_backup' as const] };
    const contact = { contact: 'lost' as const, since: 0 };
    expect(issueWords({ state, contact })).toBe('A release may not reach it');
    const waiting = { verb: 'release' as const, n: 2, since: 0, until: 1 };
    expect(issueWords({ state: { ...state, waiting }, contact })).toBe('Waiting for its report');
  });
});
