import type { Policy } from './rbac';

// Of each: id, name, actions, resources. All of them allow.
const table: ReadonlyArray<readonly [number, string, string, string]> = [
  [1, 'agents_all_resourceless', 'agent:create group:create agent:uninstall', '*:*:*'],
  [
    2,
    'agents_all_agents',
    'agent:read agent:delete agent:modify_group agent:reconnect agent:restart agent:upgrade',
    'agent:id:* agent:group:*',
  ],
  [
    3,
    'agents_all_groups',
    'group:read group:delete group:update_config group:modify_assignments',
    'group:id:*',
  ],
  [6, 'agents_commands_agents', 'active-response:command', 'agent:id:*'],
  [
    7,
    'security_all_resourceless',
    'security:create security:create_user security:read_config security:update_config security:revoke security:edit_run_as',
    '*:*:*',
  ],
  [
    8,
    'security_all_security',
    'security:read security:update security:delete',
    'role:id:* policy:id:* user:id:* rule:id:*',
  ],
  [
    29,
    'cluster_all_resourceless',
    'cluster:status manager:read manager:read_api_config manager:update_config manager:restart',
    '*:*:*',
  ],
  [
    30,
    'cluster_all_nodes',
    'cluster:read_api_config cluster:read cluster:restart cluster:update_config',
    'node:id:*',
  ],
  [12, 'ciscat_read_ciscat', 'ciscat:read', 'agent:id:*'],
  [14, 'decoders_all_files', 'decoders:read decoders:delete', 'decoder:file:*'],
  [15, 'decoders_all_resourceless', 'decoders:update', '*:*:*'],
  [18, 'lists_all_rules', 'lists:read lists:delete', 'list:file:*'],
  [19, 'lists_all_resourceless', 'lists:update', '*:*:*'],
  [21, 'rootcheck_all_rootcheck', 'rootcheck:clear rootcheck:read rootcheck:run', 'agent:id:*'],
  [23, 'rules_all_files', 'rules:read rules:delete', 'rule:file:*'],
  [24, 'rules_all_resourceless', 'rules:update', '*:*:*'],
  [16, 'mitre_read_mitre', 'mitre:read', '*:*:*'],
  [25, 'sca_read_sca', 'sca:read', 'agent:id:*'],
  [27, 'syscheck_all_syscheck', 'syscheck:clear syscheck:read syscheck:run', 'agent:id:*'],
  [28, 'syscollector_read_syscollector', 'syscollector:read', 'agent:id:*'],
  [33, 'logtest_all_logtest', 'logtest:run', '*:*:*'],
  [34, 'task_status_task', 'task:status', '*:*:*'],
  [35, 'events_ingest_resourceless', 'event:ingest', '*:*:*'],
];

/** The policies of the role `administrator`, as every manager has them from the start. */
export const administratorPolicies: readonly Policy[] = table.map(
  ([id, name, actions, resources]) => ({
    id,
    name,
    policy: { actions: actions.split(' '), resources: resources.split(' '), effect: 'allow' },
  })
);
