import { firstMissing, requirementId } from './form_requirements';

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

  it('has one place on the page for each', () => {
    const ids = (['reason', 'protected', 'very_wide', 'no_trusted_address'] as const).map(
      requirementId
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
