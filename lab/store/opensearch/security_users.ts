import { randomBytes } from 'node:crypto';

/** Everybody that the secured OpenSearch knows. */
export const userNames = ['kibanaserver', 'admin', 'analyst', 'analyst_dls', 'nobody'] as const;
export type UserName = (typeof userNames)[number];

export interface Credentials {
  readonly username: UserName;
  readonly password: string;
}

export type Users = Readonly<Record<UserName, Credentials>>;

/** The agents whose alerts `analyst_dls` sees. */
export const agentsOfLimitedAnalyst: readonly string[] = ['001', '002', '003'];

const newUser = <Name extends UserName>(username: Name) => ({
  username,
  password: randomBytes(12).toString('base64url'),
});

/** Makes users with passwords for this run only. */
export function makeUsers(): Users {
  return {
    kibanaserver: newUser('kibanaserver'),
    admin: newUser('admin'),
    analyst: newUser('analyst'),
    analyst_dls: newUser('analyst_dls'),
    nobody: newUser('nobody'),
  };
}
