import { ACKNOWLEDGEMENTS } from '../lifeline/lifeline';
import { acknowledged, firstMissing, lockOutRisks } from './requirement';

describe('what a form asks first', () => {
  it('is the reason, then each risk from the top, then the name of a protected endpoint', () => {
    const needs = ['protected', 'no_trusted_address', 'very_wide'] as const;
    const missing = (reason: string, confirmed: ReadonlyArray<(typeof needs)[number]>) =>
      firstMissing({ reason, needs, confirmed });
    expect(missing(' ', [])).toBe('reason');
    expect(missing('Ransomware', [])).toBe('no_trusted_address');
    expect(missing('Ransomware', ['no_trusted_address'])).toBe('very_wide');
    expect(missing('Ransomware', ['no_trusted_address', 'very_wide'])).toBe('protected');
    expect(missing('Ransomware', needs)).toBeUndefined();
  });
});

describe('an acknowledgement', () => {
  const needs = ['protected', 'very_wide'] as const;
  const answers = { given: [], typedName: '', name: 'DC-01' };

  it('of a protected endpoint is its name as typed, and nothing that is selected', () => {
    expect(acknowledged(needs, { ...answers, given: ['protected'] })).toEqual([]);
    expect(acknowledged(needs, { ...answers, typedName: ' DC-01 ' })).toEqual(['protected']);
    expect(acknowledged(needs, { ...answers, typedName: 'DC-02' })).toEqual([]);
  });

  it('counts only while it is needed', () => {
    expect(
      acknowledged(['very_wide'], { ...answers, given: ['very_wide', 'no_way_back'] })
    ).toEqual(['very_wide']);
  });
});

describe('the last step before an isolation', () => {
  it('asks once more for each risk after which no release may reach the endpoint, and for no other', () => {
    expect(lockOutRisks(ACKNOWLEDGEMENTS)).toEqual([
      'trusted_left_out',
      'no_trusted_address',
      'reported_not_covered',
      'no_way_back',
    ]);
    expect(lockOutRisks(['very_wide', 'protected'])).toEqual([]);
  });
});
