import { A_HOST, aPerson, policiesOn } from '../../test/builders/people';
import { RIGHTS } from '../../common/manager/rights';
import { refuseUnlessGiven } from './gate';

describe('the gate before a route', () => {
  it.each(RIGHTS)(
    'lets nobody through who may %s nowhere, and says what is missing',
    async (right) => {
      const offHost = { ...A_HOST, runAs: 'off' as const };
      const person = aPerson({ host: offHost, roles: ['readall'] });
      await expect(refuseUnlessGiven({ hostId: 'lab', right }, person)).rejects.toMatchObject({
        code: 'not_permitted',
        status: 403,
        message: expect.stringContaining('all_access'),
        attributes: { refusals: [{ code: 'role_missing', needs: ['all_access'] }] },
      });
    }
  );

  it.each(RIGHTS)('lets through who may %s somewhere', async (right) => {
    const person = aPerson({ policies: policiesOn({ 'agent:id:007': 'allow' }) });
    await expect(refuseUnlessGiven({ hostId: 'lab', right }, person)).resolves.toBeUndefined();
  });

  it('knows no manager that is not configured', async () => {
    await expect(
      refuseUnlessGiven({ hostId: '../lab', right: 'view' }, aPerson())
    ).rejects.toMatchObject({ code: 'host_unknown' });
  });

  it('reads the rights anew for whoever acts, and not for a look', async () => {
    const asked: string[] = [];
    const person = aPerson();
    const watched = {
      ...person,
      decide: (...args: Parameters<typeof person.decide>) => {
        asked.push(args[3]);
        return person.decide(...args);
      },
    };
    await refuseUnlessGiven({ hostId: 'lab', right: 'isolate', agents: ['001'] }, watched);
    await refuseUnlessGiven({ hostId: 'lab', right: 'view' }, watched);
    await refuseUnlessGiven({ hostId: 'lab', right: 'export' }, watched);
    await refuseUnlessGiven({ hostId: 'lab', right: 'view', opened: 'by_timer' }, watched);
    expect(asked).toEqual(['doing', 'showing', 'doing', 'timer']);
  });

  it.each([
    ['over_budget', /share of the manager's requests/],
    ['timed_out', /didn't respond in time/],
    ['too_old', /more than 5 minutes old/],
  ])(
    'takes nobody for somebody without the right whose rights are unread: %s',
    async (why, words) => {
      const person = aPerson({ policies: 'unreadable', unreadBecause: why });
      await expect(
        refuseUnlessGiven({ hostId: 'lab', right: 'view' }, person)
      ).rejects.toMatchObject({
        code: 'rights_unread',
        status: 503,
        message: expect.stringMatching(words),
      });
    }
  );

  it('says what is missing to whoever lacks a role, even if the rest is unread', async () => {
    const person = aPerson({
      policies: 'unreadable',
      settings: { roles: { view: ['auditor'] }, allowWithoutSecurity: false },
    });
    await expect(refuseUnlessGiven({ hostId: 'lab', right: 'view' }, person)).rejects.toMatchObject(
      { code: 'not_permitted', status: 403 }
    );
  });
});
