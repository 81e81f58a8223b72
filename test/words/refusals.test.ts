import { ApiFailure } from '../../public/api/api_failure';
import { apiFailureWords } from '../../public/words/api_failure_words';
import { conflictSentence } from '../../public/words/conflict_words';
import { eligibilitySentence } from '../../public/words/eligibility_words';
import { acknowledgementSentence } from '../../public/words/lifeline_words';
import { rightSentence } from '../../public/words/right_words';
import { CONFLICTS } from '../../common/action/conflict';
import { ELIGIBILITY_CODES } from '../../common/action/eligibility';
import { ACKNOWLEDGEMENTS } from '../../common/lifeline/lifeline';
import { MANAGER_CODES } from '../../common/manager/manager_answer_words';
import { RIGHT_REFUSALS } from '../../common/manager/rights';
import { conflictSentence as sentenceOfConflict } from '../../common/refusal/conflict_sentences';
import { REFUSALS } from '../../common/refusal/refusal_codes';
import type { RefusalCode } from '../../common/refusal/refusal_codes';
import { inEnglish } from '../../common/refusal/sentence';
import { Refusal } from '../../server/errors/refusal';
import * as api from '../../server/errors/refusal_sentences';
import { refuseUnknownManager } from '../../server/errors/unknown_manager';

/** A text of the interface with the API's quotes. */
const straight = (text: string) => text.replace(/’/g, "'").replace(/[“”]/g, '"');

const shown = ({ code, message, status, attributes }: Refusal) => {
  const answer = { status, code, attributes: { code, ...attributes } };
  return apiFailureWords(new ApiFailure('refused', message, answer));
};

describe('a refusal', () => {
  const codes = Object.keys(REFUSALS) as RefusalCode[];

  it.each(codes)('is said by the browser in the words of the API: %s', (code) => {
    const refusal = new Refusal(code);
    const { happened, next, detail } = shown(refusal);
    expect(straight(`${happened} ${next}`)).toBe(refusal.message);
    expect(happened).toMatch(/^[A-Z].{15,}\.$/);
    expect(next).toMatch(/^[A-Z].{5,}\.$/);
    expect(detail).toBeUndefined();
  });

  it('is another one for each code', () => {
    expect(new Set(codes.map((code) => new Refusal(code).message)).size).toBe(codes.length);
  });

  it('names in between what no table can, once, in the API and in the browser', () => {
    const refusal = new Refusal('invalid_request', 'List each endpoint only once.');
    expect(refusal.message).toBe(
      "The request isn't valid. No action was taken. List each endpoint only once. Correct it and send it again."
    );
    expect(shown(refusal).detail).toBe('List each endpoint only once.');
  });

  it.each(['not_known', 'ambiguous'] as const)('of a manager that is %s is one too', (known) => {
    const refusal = refuseUnknownManager(known);
    const { happened, next } = shown(refusal);
    expect(straight(`${happened} ${next}`)).toBe(refusal.message);
    expect(refusal.message).not.toMatch(/on this endpoint|below/);
  });
});

describe('a reason', () => {
  const verbs = ['isolate', 'release', 'reisolate', 'probe'] as const;

  it.each(ELIGIBILITY_CODES)('against an action has one sentence for both: %s', (code) => {
    const reason = { code, detail: 'disconnected' };
    for (const verb of verbs) {
      const said = api.eligibilitySentence(reason, verb);
      expect(straight(eligibilitySentence(reason, verb))).toBe(said);
      expect(said).toMatch(/^[A-Z].{15,}\.$/);
      expect(said).not.toMatch(/[{}]/);
    }
  });

  it('that no command reaches an endpoint leads around it, by what was asked for', () => {
    const said = verbs.map((verb) => api.eligibilitySentence({ code: 'not_active' }, verb));
    expect(new Set(said).size).toBe(verbs.length);
    expect(said[0]).toContain('use the switch, VPN or network firewall');
    expect(said[1]).toContain('recover it locally');
  });

  it.each([
    ...RIGHT_REFUSALS.map((code) => ({ code, needs: ['all_access'] })),
    { code: 'role_missing' as const, needs: ['soc', 'all_access'] },
    ...['too_old', ...MANAGER_CODES].map((why) => ({
      code: 'policies_unreadable' as const,
      needs: [why],
    })),
  ])('that a person may not has one sentence for both: %p', (refusal) => {
    expect(straight(rightSentence(refusal))).toBe(api.rightSentence(refusal));
  });

  it.each(ACKNOWLEDGEMENTS)('to acknowledge has one sentence for both: %s', (need) => {
    expect(straight(acknowledgementSentence(need))).toBe(api.acknowledgementSentence(need));
  });

  it.each(CONFLICTS)('that another action is in the way has one for both: %s', (code) => {
    for (const until of [undefined, 0]) {
      const conflict = { code, verb: 'release', by: '{eve}', until } as const;
      const said = inEnglish([sentenceOfConflict(conflict, () => '12:03')]);
      expect(straight(conflictSentence(conflict, () => '12:03'))).toBe(said);
      expect(said).toContain('A release by {eve}');
    }
  });
});
