import { inEnglish } from './sentence';

describe('sentences in English', () => {
  it('stand one behind the other, filled with their values and with sentences in them', () => {
    const who = { id: 'noun.release', text: 'A release' };
    expect(
      inEnglish([
        { id: 'a', text: '{action} by {by} is being sent.', values: { action: who, by: 'alice' } },
        { id: 'b', text: 'Wait a moment.' },
      ])
    ).toBe('A release by alice is being sent. Wait a moment.');
  });

  it('keep what only looks like a place for a value, also inside of one', () => {
    const sentence = { id: 'a', text: '{by} and {other}', values: { by: '{other}' } };
    expect(inEnglish([sentence])).toBe('{other} and {other}');
  });
});
