import { aLifeline, anAddress, anAgent, aPreview } from '../../test/builders/views';
import { previewChanges } from './preview_changes';

const entry = (text: string) => ({
  address: anAddress(text),
  sources: [{ source: 'configured' as const }],
});
const allowing = (...addresses: string[]) =>
  aPreview({ lifeline: aLifeline({ entries: addresses.map(entry) }) });

describe('what changed since a person decided', () => {
  it('are the addresses that are allowed now, and those that no longer are', () => {
    expect(
      previewChanges(allowing('10.0.0.1', '10.0.0.2'), allowing('10.0.0.2', '10.0.0.3'))
    ).toEqual([
      { is: 'now_allowed', addresses: ['10.0.0.3'] },
      { is: 'no_longer_allowed', addresses: ['10.0.0.1'] },
    ]);
  });

  it('is the endpoint itself where its ID was given again, even under the same name', () => {
    const again = aPreview({ agent: anAgent({ date_add: 1 }) });
    expect(previewChanges(aPreview(), again)).toEqual([
      { is: 'other_agent', name: anAgent().name },
    ]);
  });

  it('is that somebody else acted', () => {
    expect(previewChanges(aPreview(), aPreview({ n: 1 }))).toEqual([{ is: 'new_action' }]);
  });

  it('is a risk to be acknowledged that wasn’t one before, and not one that is gone', () => {
    const risky = aPreview({ lifeline: aLifeline({ needs: ['very_wide'] }) });
    const need = { is: 'new_need', need: 'very_wide' };
    expect(previewChanges(aPreview(), risky)).toContainEqual(need);
    expect(previewChanges(risky, aPreview())).not.toContainEqual(need);
  });

  it('is never nothing: the server found a difference', () => {
    expect(previewChanges(aPreview(), aPreview())).toEqual([{ is: 'something' }]);
  });
});
