import { aPerson } from '../../test/builders/people';
import type { Answer } from '../../test/fakes/opensearch';
import { fakeClient, responseError } from '../../test/fakes/opensearch';
import { checkLedgerReaders, checkRetention } from './check_ledger';

const INDICES = { actions: 'wazuh-isolation-actions', endpoints: 'wazuh-isolation-endpoints' };
const FOUND = { responses: [{ hits: { hits: [], total: { value: 1 } } }] };
const DENIED = {
  responses: [{ error: { root_cause: [{ type: 'security_exception' }] }, status: 403 }],
};

function personWith(answer: Answer, roles = ['analyst', 'wazuh_reader']) {
  return { ...aPerson({ roles }), alerts: fakeClient(answer) };
}

const rolesOf =
  (roles: unknown): Answer =>
  ({ path }) =>
    path === '/_msearch' ? FOUND : roles;
const permission = (patterns: string[], actions: string[]) => ({
  index_permissions: [{ index_patterns: patterns, allowed_actions: actions }],
});

describe('who can read the ledger past the rules of the plugin', () => {
  it('is not somebody whom the indexer refuses', async () => {
    const found = await checkLedgerReaders(
      personWith(() => DENIED),
      INDICES
    );
    expect(found.code).toBe('ledger_private');
  });

  it('is told with the roles that give it, where those can be read', async () => {
    const roles = {
      analyst: permission(['wazuh-alerts-*'], ['read']),
      wazuh_reader: permission(['wazuh-*'], ['indices:data/read/search']),
      of_somebody_else: permission(['*'], ['*']),
    };
    const found = await checkLedgerReaders(personWith(rolesOf(roles)), INDICES);
    expect(found).toMatchObject({
      code: 'ledger_open',
      facts: {
        roles: 'wazuh_reader',
        indices: 'wazuh-isolation-actions, wazuh-isolation-endpoints',
      },
    });
  });

  it.each([
    [['wazuh-isolation-?ctions'], ['crud'], true],
    [['/wazuh.*/'], ['read'], true],
    [['*'], ['*'], true],
    [['wazuh-isolation-actions'], ['indices:monitor/stats'], false],
    [['wazuh-isolation'], ['read'], false],
    [['wazuh.isolation*'], ['read'], false],
  ])('is decided by pattern %j and action %j: %s', async (patterns, actions, gives) => {
    const roles = { wazuh_reader: permission(patterns, actions) };
    const found = await checkLedgerReaders(personWith(rolesOf(roles)), INDICES);
    expect(found.code).toBe(gives ? 'ledger_open' : 'ledger_open_somehow');
  });

  it('is told with all roles of the person, where it cannot be read which of them gives it', async () => {
    const person = personWith(({ path }) => {
      if (path === '/_msearch') return FOUND;
      throw responseError(403, { status: 'FORBIDDEN' });
    });
    const found = await checkLedgerReaders(person, INDICES);
    expect(found).toMatchObject({
      code: 'ledger_open_somehow',
      facts: { roles: 'analyst, wazuh_reader' },
    });
  });

  it('is everybody without a security plugin', async () => {
    const person = aPerson({ roles: 'no_security_plugin' });
    expect((await checkLedgerReaders(person, INDICES)).code).toBe('ledger_unprotected');
  });
});

describe('what deletes the ledger', () => {
  const unmanaged = {
    'index.plugins.index_state_management.policy_id': null,
    enabled: null,
  };
  const explained =
    (actions: object): Answer =>
    () => ({
      [INDICES.actions]: actions,
      [INDICES.endpoints]: unmanaged,
      total_managed_indices: 1,
    });
  const forbidden: Answer = () => {
    throw responseError(403, { error: { type: 'security_exception' } });
  };
  const check = (asDashboard: Answer, asPerson: Answer = forbidden) =>
    checkRetention(INDICES, fakeClient(asDashboard), personWith(asPerson));

  it('is a policy that takes it in, whichever way it is told', async () => {
    for (const name of ['policy_id', 'index.plugins.index_state_management.policy_id']) {
      expect(await check(explained({ [name]: 'delete_after_90d' }))).toMatchObject({
        code: 'retention_matches',
        facts: { policies: 'delete_after_90d', indices: 'wazuh-isolation-actions' },
      });
    }
  });

  it('is nothing where no policy does, or where there is no index management', async () => {
    expect((await check(explained(unmanaged))).code).toBe('retention_none');
    const absent: Answer = () => {
      throw responseError(400, {
        error: 'no handler found for uri [/_plugins/_ism] and method [GET]',
      });
    };
    expect((await check(absent)).code).toBe('retention_none');
  });

  it('is asked as the person where the dashboard may not, and else not known', async () => {
    expect((await check(forbidden, explained({ policy_id: 'p' }))).code).toBe('retention_matches');
    expect((await check(forbidden)).code).toBe('retention_not_known');
  });
});

describe('a refusal that Readiness expects', () => {
  it.each([
    ['no index management', 400, 'no handler found for uri [/_plugins/_ism] and method [GET]'],
    ['no right', 403, { type: 'security_exception' }],
    ['no such index', 404, { type: 'index_not_found_exception' }],
  ])('is not written into the log of the host: %s', async (_what, status, error) => {
    const refused: Answer = ({ path }) => {
      if (path === '/_msearch') return FOUND;
      throw responseError(status, { error });
    };
    const asDashboard = fakeClient(refused);
    const alerts = fakeClient(refused);
    const person = { ...aPerson({ roles: ['analyst'] }), alerts };
    await checkRetention(INDICES, asDashboard, person);
    expect((await checkLedgerReaders(person, INDICES)).code).toBe('ledger_open_somehow');
    expect([...asDashboard.logged, ...alerts.logged]).toEqual([]);
  });
});
