import { requirementId } from './form_requirements';

describe('what a form asks for', () => {
  it('has one place on the page for each', () => {
    const ids = (['reason', 'protected', 'very_wide', 'no_trusted_address'] as const).map(
      requirementId
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
