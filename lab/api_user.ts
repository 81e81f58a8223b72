import type { User } from './manager/rbac';

/** User as which the lab's dashboard connects to the manager. The password stands out, so that it is found wherever it should not be. */
export const API_USER: User = {
  id: 100,
  username: 'isolation-api',
  password: 'marker-password-Qx7',
  allowRunAs: true,
  roles: ['administrator'],
};
