import { hashSync } from 'bcryptjs';
import type { Users } from './security_users';
import { agentsOfLimitedAnalyst, userNames } from './security_users';

/** A low cost: the passwords are random, and each of a test's first requests waits for it. */
const hashRounds = 4;

const meta = (type: string) => ({ _meta: { type, config_version: 2 } });

/** `all_access`, `kibana_server` and the action groups come with the plugin. */
const roles = {
  // As Wazuh's installer adds it: why an index of ours that begins with `wazuh-` needs no set-up.
  manage_wazuh_index: {
    index_permissions: [
      { index_patterns: ['wazuh-*'], allowed_actions: ['read', 'delete', 'manage', 'index'] },
    ],
  },
  read_wazuh_alerts: {
    cluster_permissions: ['cluster_composite_ops_ro'],
    index_permissions: [{ index_patterns: ['wazuh-alerts-*'], allowed_actions: ['read'] }],
  },
  read_wazuh_alerts_of_some_agents: {
    cluster_permissions: ['cluster_composite_ops_ro'],
    index_permissions: [
      {
        index_patterns: ['wazuh-alerts-*'],
        allowed_actions: ['read'],
        dls: JSON.stringify({ terms: { 'agent.id': agentsOfLimitedAnalyst } }),
      },
    ],
  },
};

const rolesMapping = {
  all_access: { users: ['admin'] },
  kibana_server: { users: ['kibanaserver'] },
  manage_wazuh_index: { users: ['kibanaserver'] },
  read_wazuh_alerts: { users: ['analyst'] },
  read_wazuh_alerts_of_some_agents: { users: ['analyst_dls'] },
};

const configuration = {
  dynamic: {
    http: { anonymous_auth_enabled: false },
    authc: {
      basic: {
        http_enabled: true,
        order: 0,
        http_authenticator: { type: 'basic', challenge: true },
        authentication_backend: { type: 'internal' },
      },
    },
  },
};

/** Files for the node's `config` folder, from which the plugin fills its own index at the first start. */
export function securityConfiguration(users: Users): Record<string, string> {
  const internalUsers = Object.fromEntries(
    userNames.map((name) => [name, { hash: hashSync(users[name].password, hashRounds) }])
  );
  const documents = {
    config: { ...meta('config'), config: configuration },
    internal_users: { ...meta('internalusers'), ...internalUsers },
    roles: { ...meta('roles'), ...roles },
    roles_mapping: { ...meta('rolesmapping'), ...rolesMapping },
    action_groups: meta('actiongroups'),
    tenants: meta('tenants'),
    nodes_dn: meta('nodesdn'),
    whitelist: { ...meta('whitelist'), config: { enabled: false, requests: {} } },
    allowlist: { ...meta('allowlist'), config: { enabled: false, requests: {} } },
  };
  // JSON is YAML.
  return Object.fromEntries(
    Object.entries(documents).map(([name, document]) => [
      `opensearch-security/${name}.yml`,
      JSON.stringify(document, null, 2),
    ])
  );
}
