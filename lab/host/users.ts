import { USER_COOKIE } from './browser/user_cookie';

/** Somebody who can be signed in at the lab's dashboard. */
export interface LabUser {
  name: string;
  /** Roles of the indexer's security plugin, such as `all_access`. */
  roles: readonly string[];
  backendRoles: readonly string[];
  /** Password of this user in OpenSearch, if the host's security is `opensearch`. */
  password?: string;
}

/**
 * Stand-in for the security plugin: `none` is a dashboard without one; `lab` knows the lab's users and enforces nothing in OpenSearch;
 * `opensearch` sends each request as the lab's user with the password, to an OpenSearch that has the plugin.
 */
export type Security = 'none' | 'lab' | 'opensearch';

export const DEFAULT_USERS: readonly LabUser[] = [
  { name: 'admin', roles: ['own_index', 'all_access'], backendRoles: ['admin'] },
  { name: 'analyst', roles: ['own_index', 'soc_analyst'], backendRoles: ['soc'] },
  { name: 'reader', roles: ['own_index', 'readall'], backendRoles: ['readall'] },
];

/** The user chosen in the header of the page; the first one until one is chosen; nobody where the name is not known. */
export function signedIn(
  cookies: string | undefined,
  users: readonly LabUser[]
): LabUser | undefined {
  const name = cookieValue(cookies, USER_COOKIE);
  return name === undefined ? users[0] : users.find((user) => user.name === name);
}

export function cookieValue(cookies: string | undefined, name: string): string | undefined {
  const pair = cookies?.split(/; */).find((each) => each.startsWith(`${name}=`));
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
}
