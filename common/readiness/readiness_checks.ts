/** Checks before an emergency, in the order in which they are shown. */
export const READINESS_CHECKS = [
  'security',
  'rights',
  'run_as',
  'manager',
  'version',
  'tls',
  'login',
  'identity',
  'clock',
  'alerts_as_person',
  'alerts_as_dashboard',
  'alert_fields',
  'reports',
  'locations',
  'unattributed',
  'namesakes',
  'former_name',
  'future_reports',
  'reconciler',
  'ledger',
  'ledger_shards',
  'ledger_readers',
  'retention',
  'references',
  'protection',
  'dns_dhcp',
  'program',
  'group_policy',
] as const;
export type ReadinessCheck = (typeof READINESS_CHECKS)[number];

/** `note`: nothing is wrong, and still it should be known. `unknown`: it could not be found out. */
export const READINESS_STATUSES = ['ok', 'note', 'unknown', 'warning', 'problem'] as const;
export type ReadinessStatus = (typeof READINESS_STATUSES)[number];
