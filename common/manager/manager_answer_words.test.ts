import { MANAGER_ANSWER_WORDS, MANAGER_CODES, managerSentence } from './manager_answer_words';

describe('what is said of a manager’s answer', () => {
  it.each(MANAGER_CODES)('is what happened and what to do: %s', (code) => {
    const { happened, next } = MANAGER_ANSWER_WORDS[code];
    expect(happened).toMatch(/^[A-Z].{10,}\.$/);
    expect(next).toMatch(/^[A-Z].{5,}\.$/);
    expect(managerSentence(code)).toBe(`${happened} ${next}`);
  });

  it('is different for each code', () => {
    expect(new Set(MANAGER_CODES.map((code) => MANAGER_ANSWER_WORDS[code].happened)).size).toBe(
      MANAGER_CODES.length
    );
  });
});
