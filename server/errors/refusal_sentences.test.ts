import { ELIGIBILITY_CODES } from '../../common/action/eligibility';
import { ACKNOWLEDGEMENTS } from '../../common/lifeline/lifeline';
import { RIGHT_REFUSALS } from '../../common/manager/rights';
import {
  acknowledgementSentence,
  eligibilitySentence,
  rightSentence,
  sentencesOfEndpoints,
} from './refusal_sentences';

describe('the sentences of a refusal', () => {
  const all = [
    ...ELIGIBILITY_CODES.map((code) =>
      eligibilitySentence({ code, detail: 'disconnected' }, 'isolate')
    ),
    ...RIGHT_REFUSALS.map((code) => rightSentence({ code, needs: ['all_access'] })),
    ...ACKNOWLEDGEMENTS.map(acknowledgementSentence),
  ];

  it('are whole, and another for each reason', () => {
    all.forEach((sentence) => expect(sentence).toMatch(/^[A-Z].{15,}\.$/));
    expect(new Set(all).size).toBe(all.length);
  });

  it('name what is in the way', () => {
    expect(
      eligibilitySentence({ code: 'not_active', detail: 'disconnected' }, 'isolate')
    ).toContain('disconnected');
    expect(rightSentence({ code: 'role_missing', needs: ['soc', 'all_access'] })).toContain(
      'soc, all_access'
    );
  });

  it('are those of three endpoints at most, with the number of the others', () => {
    const endpoints = ['001', '002', '003', '004', '005'].map((agent_id) => ({
      agent_id,
      sentences: ['It runs Debian.', 'It is away.'],
    }));
    expect(sentencesOfEndpoints(endpoints)).toBe(
      '001: It runs Debian. It is away. 002: It runs Debian. It is away. 003: It runs Debian. It is away. And 2 more.'
    );
    expect(sentencesOfEndpoints(endpoints.slice(0, 1))).toBe('001: It runs Debian. It is away.');
  });
});
