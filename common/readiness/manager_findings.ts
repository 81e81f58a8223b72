const CONFIGURE = 'docs/admin/configure.md';
const READINESS = 'docs/admin/readiness.md';

/** Findings about the manager and the connection to it. */
export const MANAGER_FINDINGS = {
  manager_reached: { status: 'ok', sentence: 'The manager API responds (direct connection).' },
  manager_reached_by_wazuh: {
    status: 'ok',
    sentence: 'The manager API responds (through the Wazuh plugin).',
  },
  manager_failed: {
    status: 'problem',
    sentence: "The manager API can't be reached. {why}",
    remedy: "You can't isolate or release endpoints until it responds.",
    docs: `${CONFIGURE}#direct-connections-to-managers`,
  },

  version_supported: { status: 'ok', sentence: 'Wazuh {version}.' },
  version_untried: {
    status: 'warning',
    sentence: 'Wazuh {version}. Supported versions are 4.9 to 4.14.',
    remedy:
      'Before you rely on it, isolate and release an endpoint you can afford to lose for a while.',
    docs: `${READINESS}#wazuh-versions`,
  },
  version_too_new: {
    status: 'problem',
    sentence: 'Wazuh {version} no longer has this kind of active response.',
    remedy: "Endpoints can't be isolated on this manager. Use a manager from 4.9 to 4.14.",
    docs: 'docs/admin/limits.md#what-it-does-not-do',
  },

  tls_verified: { status: 'ok', sentence: "The manager's certificate is verified." },
  tls_not_verified_by_wazuh: {
    status: 'warning',
    sentence:
      "The manager's certificate isn't verified: the Wazuh plugin's own client never does (4.x).",
    remedy:
      'Keep the network between dashboard and manager trusted, or configure the manager under wazuh_isolation.hosts, where certificates are verified.',
    docs: `${CONFIGURE}#direct-connections-to-managers`,
  },
  tls_not_verified: {
    status: 'warning',
    sentence:
      "The manager's certificate isn't verified: verification is turned off in the configuration.",
    remedy:
      "Set ca_file to the manager's CA and remove verify_tls: false from wazuh_isolation.hosts.",
    docs: `${CONFIGURE}#direct-connections-to-managers`,
  },

  logins_fine: { status: 'ok', sentence: 'API logins to the manager succeed.' },
  logins_paused: {
    status: 'problem',
    sentence:
      'The last {failures} logins to the manager failed. Next attempt no earlier than {retry_at}. {why}',
    remedy:
      "Correct the API user and password. After 50 failures the manager refuses this dashboard's logins for five minutes.",
    docs: `${CONFIGURE}#direct-connections-to-managers`,
  },

  identity_known: {
    status: 'ok',
    sentence: 'Reports from this manager are identified by {names}.',
  },
  identity_not_known: {
    status: 'problem',
    sentence: "The manager can't be identified, so no report can be matched to its endpoints.",
    remedy:
      'Check that the manager responds and that the API user can read the cluster (cluster:status, cluster:read).',
    docs: `${CONFIGURE}#several-managers`,
  },
  identity_collides: {
    status: 'problem',
    sentence:
      "This manager and {others} share a name ({names}). Their reports can't be matched to either one, and nothing can be done on them.",
    remedy:
      'Give each cluster a unique name in ossec.conf, or each manager a unique host name, and restart it.',
    docs: `${CONFIGURE}#several-managers`,
  },

  clocks_agree: {
    status: 'ok',
    sentence: 'The manager and dashboard clocks differ by {seconds} s.',
  },
  clocks_apart: {
    status: 'warning',
    sentence: 'The manager and dashboard clocks differ by {seconds} s.',
    remedy: "Sync both to the same time server. Otherwise, times in the history won't line up.",
    docs: `${READINESS}#clocks`,
  },
  clocks_far_apart: {
    status: 'problem',
    sentence: 'The manager and dashboard clocks differ by {minutes} minutes.',
    remedy:
      "Sync both to the same time server. Reports appear late, and lost contact can't be detected reliably.",
    docs: `${READINESS}#clocks`,
  },
} as const;
