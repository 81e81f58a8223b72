import { aLifeline, anAddress, anAgent, aPreview } from '../../test/builders/views';
import type { ActionPreview } from '../../common/action/preview';
import { previewChanges } from '../../common/action/preview_changes';
import { changeSentence } from './change_words';

const entry = (text: string) => ({
  address: anAddress(text),
  sources: [{ source: 'configured' as const }],
});

const sentences = (before: ActionPreview, after: ActionPreview) =>
  previewChanges(before, after).map(changeSentence);

describe('what changed since a person decided', () => {
  it('names what is let through now and what is no longer', () => {
    const before = aPreview({
      lifeline: aLifeline({ entries: [entry('10.0.0.1'), entry('10.0.0.2')] }),
    });
    const after = aPreview({
      lifeline: aLifeline({ entries: [entry('10.0.0.2'), entry('10.0.0.3')] }),
    });
    expect(sentences(before, after)).toEqual([
      'Now also allowed: 10.0.0.3.',
      'No longer allowed: 10.0.0.1.',
    ]);
  });

  it('says that somebody else acted, and that the id is another machine', () => {
    const after = aPreview({ n: 1, agent: anAgent({ name: 'FIN-WS-77', date_add: 1 }) });
    const [agent, action] = sentences(aPreview(), after);
    expect(agent).toContain('this ID now belongs to FIN-WS-77');
    expect(action).toBe('Someone else requested an action on this endpoint.');
  });

  it('names what has to be confirmed now', () => {
    const after = aPreview({ lifeline: aLifeline({ needs: ['reported_unreadable'] }) });
    expect(sentences(aPreview(), after)[0]).toContain('couldn’t be read');
  });

  it('always says something', () => {
    expect(sentences(aPreview(), aPreview())).toHaveLength(1);
  });
});
