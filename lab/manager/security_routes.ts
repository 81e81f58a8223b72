import type { Route } from './context';
import { listing } from './problem';

export const securityRoutes: readonly Route[] = [
  {
    method: 'DELETE',
    path: '/security/user/authenticate',
    run: ({ caller }, { tokens }) => {
      tokens.revoke([caller.name]);
      return { message: `User ${caller.name} was successfully logged out`, error: 0 };
    },
  },
  {
    method: 'GET',
    path: '/security/users/me',
    run: ({ caller }, { rbac }) => {
      const { id, username, allowRunAs } = rbac.user(caller.name) ?? {};
      const me = { id, username, allow_run_as: allowRunAs, roles: caller.roles };
      return listing([me], [], { all: 'Current user information was returned' });
    },
  },
  {
    method: 'GET',
    path: '/security/users/me/policies',
    run: ({ caller }) => ({
      data: { ...caller.rights, rbac_mode: caller.mode },
      message: 'Current user processed policies information was returned',
      error: 0,
    }),
  },
];
