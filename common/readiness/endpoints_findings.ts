const CONFIGURE = 'docs/admin/configure.md';
const READINESS = 'docs/admin/readiness.md';

/** Findings about endpoints and what is configured for them. */
export const ENDPOINTS_FINDINGS = {
  protected_some: {
    status: 'ok',
    sentence: 'Some endpoints are protected ({rules} rules, {mode}).',
  },
  protected_none: {
    status: 'note',
    sentence: 'No endpoint is protected against accidental isolation.',
    remedy:
      'List domain controllers, DNS and DHCP servers and jump hosts under wazuh_isolation.protected.',
    docs: `${CONFIGURE}#protected-endpoints`,
  },
  protected_none_servers: {
    status: 'warning',
    sentence:
      'No endpoint is protected against accidental isolation, including {count} Windows servers: {names}.',
    remedy: 'List the servers that others depend on under wazuh_isolation.protected.',
    docs: `${CONFIGURE}#protected-endpoints`,
  },

  dns_dhcp_profiles: {
    status: 'ok',
    sentence: 'Profiles with DNS and DHCP addresses are offered with each isolation: {names}.',
  },
  dns_dhcp_none: {
    status: 'note',
    sentence:
      "No profile allows DNS and DHCP. An isolated endpoint can't resolve names, and one on DHCP loses its manager when its lease expires.",
    remedy: 'Add a profile with purpose: dns_dhcp under wazuh_isolation.profiles.',
    docs: `${CONFIGURE}#allowed-addresses`,
  },

  program_seen: {
    status: 'ok',
    sentence:
      'The isolation program has responded on {count} endpoints, most recently {newest_at}.',
  },
  program_not_seen: {
    status: 'note',
    sentence: "The isolation program hasn't responded on any endpoint yet.",
    remedy: 'Test the readiness of your critical endpoints before you need to isolate them.',
    docs: `${READINESS}#readiness-tests`,
  },

  group_policy_rules: {
    status: 'note',
    sentence:
      'Group Policy overrides an isolation: its allow rules stay open, and if it ignores local rules, the endpoint loses its manager. No report shows this.',
    remedy: 'For each policy, isolate one endpoint, test its traffic and release it.',
    docs: 'docs/admin/limits.md#what-isolated-means',
  },
} as const;
