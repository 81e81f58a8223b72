import fc from 'fast-check';
import type { Access } from '../../common/manager/rights';
import { decideRight, RIGHTS } from '../../common/manager/rights';
import { configSchema } from '../../server/configuration/config';
import { config } from '../../server/index';

const SETTINGS = { roles: {}, allowWithoutSecurity: false };

describe('who may do what, and what leaves the server', () => {
  it('statement 9: a right that cannot be checked is not given, whatever roles somebody has', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RIGHTS),
        fc.array(fc.oneof(fc.constantFrom('all_access', 'admin'), fc.string())),
        fc.constantFrom<Pick<Access, 'runAs' | 'policies'>>(
          { runAs: 'on', policies: 'unreadable' },
          { runAs: 'not_known', policies: 'unreadable' },
          { runAs: 'on', policies: { rbac_mode: 'white', effects: {} } }
        ),
        (right, roles, unread) => {
          const access = { user: 'alice', roles, ...unread };
          expect(decideRight(right, access, SETTINGS).given).toBe(false);
        }
      )
    );
  });

  it('statement 9: without a security plugin nobody has a right, unless the configuration gives it', () => {
    for (const right of RIGHTS) {
      const access: Access = {
        user: 'alice',
        roles: 'no_security_plugin',
        runAs: 'off',
        policies: 'unreadable',
      };
      expect(decideRight(right, access, SETTINGS).given).toBe(false);
    }
  });

  it('statement 10: of the configuration one switch reaches the browser', () => {
    const shown = Object.entries(config.exposeToBrowser ?? {}).filter(([, isShown]) => isShown);
    expect(shown).toEqual([['agent_view', true]]);
    expect(typeof configSchema.validate({}).agent_view).toBe('boolean');
  });
});
