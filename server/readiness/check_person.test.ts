import { A_HOST, aPerson } from '../../test/builders/people';
import { checkPerson } from './check_person';

const settings = (roles: Readonly<Record<string, readonly string[]>> = {}) => ({
  access: { roles, allowWithoutSecurity: false },
});

describe('the permissions of the person who asks', () => {
  it('are named as on every page: a readiness test, not a probe', async () => {
    const found = await checkPerson(A_HOST, aPerson(), settings());
    expect(found[1]).toEqual({
      check: 'rights',
      code: 'rights_all',
      facts: { given: 'view, isolate, release, test readiness, export', missing: '', why: '' },
    });
  });

  it('are named so as well where they are missing', async () => {
    const access = settings({ probe: ['readiness_testers'] }).access;
    const found = await checkPerson(A_HOST, aPerson({ settings: access }), { access });
    expect(found[1]).toMatchObject({
      code: 'rights_some',
      facts: {
        missing: 'test readiness',
        why: 'You need the role readiness_testers.',
      },
    });
  });
});
