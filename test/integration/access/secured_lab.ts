import type { Client } from '@opensearch-project/opensearch';
import type { LabUser } from '../../../lab/host';
import type { Role } from '../../../lab/manager/rbac';
import { customRole } from '../../../lab/manager/rbac';
import type { UserName } from '../../../lab/store/opensearch/security_users';
import { watchForSecret } from '../../secret_watch';
import type { SharedSecuredOpenSearch } from '../store/stores';
import { clientAs, sharedSecuredOpenSearch } from '../store/stores';
import type { AccessLab, AccessLabOptions } from './access_lab';
import { startAccessLab } from './access_lab';

/** Users who can sign in, with their real password in OpenSearch, which alone decides their permissions there. */
function usersOf({ users }: SharedSecuredOpenSearch): LabUser[] {
  const names: readonly UserName[] = ['admin', 'analyst', 'analyst_dls', 'nobody'];
  return names.map((name) => ({
    name,
    roles: [],
    backendRoles: [],
    password: users[name].password,
  }));
}

/** The group that is kept from `analyst`, who sees all others. */
export const SECRET_GROUP = 'finance';

/**
 * Roles in the manager: `admin` is its administrator; `analyst` sees and commands all agents but one group; `analyst_dls` and `nobody` see
 * all and command none. In the indexer `nobody` has nothing.
 */
export const managerRoles: readonly Role[] = [
  customRole(
    200,
    'all_but_secret',
    [
      {
        actions: ['agent:read', 'active-response:command'],
        resources: ['agent:id:*'],
        effect: 'allow',
      },
      {
        actions: ['agent:read', 'active-response:command'],
        resources: [`agent:group:${SECRET_GROUP}`],
        effect: 'deny',
      },
    ],
    [{ FIND: { user_name: 'analyst' } }]
  ),
  customRole(
    201,
    'looks_only',
    [{ actions: ['agent:read'], resources: ['agent:id:*'], effect: 'allow' }],
    [{ FIND: { user_name: 'analyst_dls' } }, { FIND: { user_name: 'nobody' } }]
  ),
];

export interface SecuredLab extends AccessLab {
  readonly store: SharedSecuredOpenSearch;
  /** Client of the indexer's administrator. */
  readonly admin: Client;
}

/** The built plugin on an OpenSearch with the security plugin, before a manager with run_as on. */
export async function startSecuredLab(
  options: Partial<AccessLabOptions> = {}
): Promise<SecuredLab> {
  return startSecuredLabOn(await sharedSecuredOpenSearch(), options);
}

/** The same on a store of one's own. */
export async function startSecuredLabOn(
  store: SharedSecuredOpenSearch,
  options: Partial<AccessLabOptions> = {}
): Promise<SecuredLab> {
  Object.values(store.users).forEach(({ password }) => watchForSecret(password));
  const admin = clientAs(store, store.users.admin);
  const lab = await startAccessLab({
    store: { url: store.url, client: admin, internalUser: store.users.kibanaserver },
    security: 'opensearch',
    users: usersOf(store),
    roles: managerRoles,
    ...options,
  });
  const stop = async () => {
    await lab.stop();
    await admin.close();
  };
  return { ...lab, store, admin, stop };
}
