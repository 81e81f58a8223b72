/**
 * Says as whom a recorded action may be sent by a process that did not record it. `api_user`: as the API user of the configuration, on the
 * recorded decision (run_as is off). `person`: under their own rights on the manager; `login` is what the manager matches its run_as rules
 * against, where this plugin can log in as them by itself.
 */
export type Authority = ApiUserAuthority | PersonAuthority;

export interface ApiUserAuthority {
  readonly as: 'api_user';
}

export interface PersonAuthority {
  readonly as: 'person';
  readonly login?: PersonLogin;
}

/** The account as the indexer gave it at the decision. JSON, since it is passed on to the manager as it came. */
export interface PersonLogin {
  readonly context: string;
}
