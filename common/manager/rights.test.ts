import type { Access, AccessSettings, ManagerPolicies, Right } from './rights';
import { decideRight, DEFAULT_ROLES, RIGHTS, seesEveryAgent } from './rights';

const COMMAND: readonly Right[] = ['isolate', 'release', 'probe'];
const SEE: readonly Right[] = ['view', 'export'];

function access(overrides: Partial<Access> = {}): Access {
  return {
    user: 'alice',
    roles: ['soc_analyst'],
    runAs: 'on',
    policies: policies({}),
    ...overrides,
  };
}

function policies(
  effects: ManagerPolicies['effects'],
  rbac_mode: ManagerPolicies['rbac_mode'] = 'white'
): ManagerPolicies {
  return { rbac_mode, effects };
}

const SETTINGS: AccessSettings = { roles: {}, allowWithoutSecurity: false };
const AGENT = { id: '001', groups: ['finance'] };

const ALL = policies({
  'agent:read': { '*:*:*': 'allow' },
  'active-response:command': { '*:*:*': 'allow' },
});

function refusalsOf(
  right: Right,
  who: Access,
  settings: AccessSettings = SETTINGS,
  agent: Parameters<typeof decideRight>[3] = AGENT
): string[] {
  const decision = decideRight(right, who, settings, agent);
  return decision.given ? [] : decision.refusals.map(({ code }) => code);
}

describe('with run_as off, where the manager takes every user for its administrator', () => {
  it.each(RIGHTS)('%s is for the administrators of the dashboard alone', (right) => {
    const off = { runAs: 'off', policies: 'unreadable' } as const;
    expect(refusalsOf(right, access({ ...off, roles: ['soc_analyst'] }))).toEqual(['role_missing']);
    expect(refusalsOf(right, access({ ...off, roles: [...DEFAULT_ROLES] }))).toEqual([]);
  });

  it.each(RIGHTS)('%s is for the roles that are configured, instead of the default', (right) => {
    const off = { runAs: 'off', policies: 'unreadable' } as const;
    const roles = ['soc_analyst', 'soc_lead'];
    const settings = { ...SETTINGS, roles: { view: roles, [right]: roles } };
    expect(refusalsOf(right, access({ ...off, roles: ['soc_lead'] }), settings)).toEqual([]);
    expect(refusalsOf(right, access({ ...off, roles: ['all_access'] }), settings)).toEqual([
      'role_missing',
    ]);
  });

  it('an empty list of roles is for nobody', () => {
    const nobody = { ...SETTINGS, roles: { isolate: [] } };
    const admin = access({ runAs: 'off', policies: 'unreadable', roles: ['all_access'] });
    expect(refusalsOf('isolate', admin, nobody)).toEqual(['role_missing']);
  });

  it('says which roles would give it', () => {
    const decision = decideRight('isolate', access({ runAs: 'off' }), SETTINGS, AGENT);
    expect(decision).toEqual({
      given: false,
      refusals: [{ code: 'role_missing', needs: ['all_access'] }],
    });
  });
});

describe('a backend role', () => {
  const off = { runAs: 'off', policies: 'unreadable', roles: ['own_index'] } as const;

  it.each(['all_access', 'soc_lead'])('is not the role of the same name: %s', (name) => {
    const named = access({ ...off, backendRoles: [name] });
    const settings = { ...SETTINGS, roles: { isolate: ['soc_lead'] } };
    expect(refusalsOf('view', named, settings)).toEqual(['role_missing']);
    expect(refusalsOf('isolate', named, settings)).not.toEqual([]);
  });

  it('counts where the configuration says that it means one', () => {
    const roles = ['backend:soc_lead'];
    const settings = { ...SETTINGS, roles: { view: roles } };
    expect(refusalsOf('view', access({ ...off, backendRoles: ['soc_lead'] }), settings)).toEqual(
      []
    );
    expect(refusalsOf('view', access({ ...off, roles: ['soc_lead'] }), settings)).toEqual([
      'role_missing',
    ]);
  });
});

describe('whoever may not see an endpoint', () => {
  const others = RIGHTS.filter((right) => right !== 'view');

  it.each(others)('has no right to %s it either, whatever its own key says', (right) => {
    const settings = { ...SETTINGS, roles: { view: ['auditor'], [right]: ['soc_analyst'] } };
    const analyst = access({ roles: ['soc_analyst'], policies: ALL });
    expect(decideRight(right, analyst, settings, AGENT)).toEqual({
      given: false,
      refusals: [{ code: 'role_missing', needs: ['auditor'] }],
    });
    const both = access({ roles: ['soc_analyst', 'auditor'], policies: ALL });
    expect(decideRight(right, both, settings, AGENT)).toEqual({ given: true });
  });
});

describe('with run_as on', () => {
  it.each(RIGHTS)('%s is given by the manager alone where no roles are configured', (right) => {
    expect(refusalsOf(right, access({ policies: ALL, roles: [] }))).toEqual([]);
  });

  it.each(RIGHTS)('%s needs the configured roles as well where there are some', (right) => {
    const settings = { ...SETTINGS, roles: { [right]: ['soc_lead'] } };
    expect(refusalsOf(right, access({ policies: ALL }), settings)).toEqual(['role_missing']);
    expect(
      refusalsOf(right, access({ policies: policies({}), roles: ['soc_lead'] }), settings)
    ).toContain('manager_denies');
  });

  it.each(COMMAND)('%s needs to see the agent and to command it', (right) => {
    const seeing = policies({ 'agent:read': { 'agent:id:*': 'allow' } });
    expect(refusalsOf(right, access({ policies: seeing }))).toEqual(['manager_denies']);
    const commanding = policies({ 'active-response:command': { 'agent:id:*': 'allow' } });
    expect(refusalsOf(right, access({ policies: commanding }))).toEqual(['manager_denies']);
  });

  it.each(SEE)('%s needs to see the agent', (right) => {
    const seeing = policies({ 'agent:read': { 'agent:id:001': 'allow' } });
    expect(refusalsOf(right, access({ policies: seeing }))).toEqual([]);
    expect(refusalsOf(right, access({ policies: policies({}) }))).toEqual(['manager_denies']);
  });

  it.each([
    ['its id', { 'agent:id:001': 'allow' }, true],
    ['another id', { 'agent:id:0010': 'allow' }, false],
    ['all ids', { 'agent:id:*': 'allow' }, true],
    ['its group', { 'agent:group:finance': 'allow' }, true],
    ['another group', { 'agent:group:default': 'allow' }, false],
    ['all groups', { 'agent:group:*': 'allow' }, true],
    ['everything', { '*:*:*': 'allow' }, true],
    ['a resource that is not an agent', { 'node:id:*': 'allow' }, false],
    ['all ids, but not its group', { 'agent:id:*': 'allow', 'agent:group:finance': 'deny' }, false],
    [
      'its group, but not its id',
      { 'agent:group:finance': 'allow', 'agent:id:001': 'deny' },
      false,
    ],
    ['its id, but nothing at all', { 'agent:id:001': 'allow', '*:*:*': 'deny' }, false],
  ] as const)('a policy on %s decides: deny beats allow', (_, effects, isGiven) => {
    const who = access({ policies: policies({ 'agent:read': effects }) });
    expect(refusalsOf('view', who)).toEqual(isGiven ? [] : ['manager_denies']);
  });

  it('an agent without a group is in no group, also not in all of them', () => {
    const who = access({ policies: policies({ 'agent:read': { 'agent:group:*': 'allow' } }) });
    expect(refusalsOf('view', who, SETTINGS, { id: '001', groups: [] })).toEqual([
      'manager_denies',
    ]);
  });

  it('black mode gives what nothing denies', () => {
    const black = policies({ 'agent:read': { 'agent:id:002': 'deny' } }, 'black');
    expect(refusalsOf('view', access({ policies: black }))).toEqual([]);
    expect(
      refusalsOf('view', access({ policies: black }), SETTINGS, { id: '002', groups: [] })
    ).toEqual(['manager_denies']);
  });

  it('on no agent in particular any allowed one gives it', () => {
    const who = access({ policies: policies({ 'agent:read': { 'agent:id:007': 'allow' } }) });
    expect(decideRight('view', who, SETTINGS)).toEqual({ given: true });
    const none = access({ policies: policies({ 'agent:read': { 'agent:id:007': 'deny' } }) });
    expect(decideRight('view', none, SETTINGS).given).toBe(false);
  });

  it('a right that cannot be read is none', () => {
    expect(refusalsOf('view', access({ policies: 'unreadable', roles: ['all_access'] }))).toEqual([
      'policies_unreadable',
    ]);
  });

  it('a policy is not found by the name of something that every object has', () => {
    const who = access({ policies: policies({}) });
    expect(refusalsOf('view', who, SETTINGS, { id: 'constructor', groups: ['__proto__'] })).toEqual(
      ['manager_denies']
    );
  });
});

describe('where it is not known whether run_as is on', () => {
  it.each(RIGHTS)('%s is given to nobody, also not to an administrator', (right) => {
    const who = access({ runAs: 'not_known', policies: ALL, roles: ['all_access'] });
    expect(refusalsOf(right, who)).toEqual(['run_as_not_known']);
  });
});

describe('without the security plugin', () => {
  const nobody = access({ roles: 'no_security_plugin', runAs: 'off', policies: 'unreadable' });

  it.each(RIGHTS)('%s is refused', (right) => {
    expect(refusalsOf(right, nobody)).toEqual(['no_security_plugin']);
  });

  it.each(RIGHTS)('%s is given where the configuration says so', (right) => {
    const allowed = { roles: { [right]: ['soc_lead'] }, allowWithoutSecurity: true };
    expect(refusalsOf(right, nobody, allowed)).toEqual([]);
  });

  it('the manager still decides where run_as is on', () => {
    const allowed = { ...SETTINGS, allowWithoutSecurity: true };
    const who = access({ roles: 'no_security_plugin', policies: policies({}) });
    expect(refusalsOf('view', who, allowed)).toEqual(['manager_denies']);
  });
});

describe('whether nothing is held back from a person', () => {
  it.each<[string, Partial<Access>, boolean]>([
    ['with run_as off, and the role', { runAs: 'off', roles: ['all_access'] }, true],
    ['with run_as off, without the role', { runAs: 'off' }, false],
    ['with all agents allowed', { policies: ALL }, true],
    [
      'with all ids allowed',
      { policies: policies({ 'agent:read': { 'agent:id:*': 'allow' } }) },
      true,
    ],
    [
      'with all ids allowed but a group',
      {
        policies: policies({
          'agent:read': { 'agent:id:*': 'allow', 'agent:group:secret': 'deny' },
        }),
      },
      false,
    ],
    [
      'with one group',
      { policies: policies({ 'agent:read': { 'agent:group:a': 'allow' } }) },
      false,
    ],
    ['in black mode with nothing denied', { policies: policies({}, 'black') }, true],
    [
      'in black mode with something denied',
      { policies: policies({ 'agent:read': { 'agent:id:001': 'deny' } }, 'black') },
      false,
    ],
    ['with policies that cannot be read', { policies: 'unreadable' }, false],
    ['where it is not known whether run_as is on', { runAs: 'not_known', policies: ALL }, false],
  ])('%s', (_, who, isWhole) => {
    expect(seesEveryAgent(access(who), SETTINGS)).toBe(isWhole);
  });
});
