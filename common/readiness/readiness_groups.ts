import type { ReadinessCheck } from './readiness_checks';

/** Groups of checks, in the order in which they are shown. */
export const READINESS_GROUPS = ['person', 'manager', 'reports', 'ledger', 'endpoints'] as const;
export type ReadinessGroup = (typeof READINESS_GROUPS)[number];

export const GROUP_OF_CHECK: Readonly<Record<ReadinessCheck, ReadinessGroup>> = {
  security: 'person',
  rights: 'person',
  run_as: 'person',
  alerts_as_person: 'person',
  manager: 'manager',
  version: 'manager',
  tls: 'manager',
  login: 'manager',
  identity: 'manager',
  clock: 'manager',
  alerts_as_dashboard: 'reports',
  alert_fields: 'reports',
  reports: 'reports',
  locations: 'reports',
  unattributed: 'reports',
  namesakes: 'reports',
  former_name: 'reports',
  future_reports: 'reports',
  reconciler: 'reports',
  references: 'reports',
  ledger: 'ledger',
  ledger_shards: 'ledger',
  ledger_readers: 'ledger',
  retention: 'ledger',
  protection: 'endpoints',
  dns_dhcp: 'endpoints',
  program: 'endpoints',
  group_policy: 'endpoints',
};
