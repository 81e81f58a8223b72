/**
 * Says as whom a recorded action may be sent by a process that did not record it. `api_user`: as the API user of the configuration, on the
 * recorded decision (run_as is off). `person`: under their own rights on the manager, which only their own request has.
 */
export interface Authority {
  readonly as: 'api_user' | 'person';
}
