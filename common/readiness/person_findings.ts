const ACCESS = 'docs/admin/access.md';

/** Findings about the person and their permissions. */
export const PERSON_FINDINGS = {
  signed_in: { status: 'ok', sentence: 'Signed in as {user}. Roles: {roles}.' },
  nobody_signs_in: {
    status: 'warning',
    sentence:
      "No one signs in to this dashboard. Anyone who can reach it can do everything, and the history can't show who acted.",
    remedy: 'Install the security plugin and remove allow_without_security from the configuration.',
    docs: `${ACCESS}#without-a-security-plugin`,
  },
  nobody_may: {
    status: 'problem',
    sentence: 'No one signs in to this dashboard, so no one has any permission here.',
    remedy:
      'Install the security plugin. On test systems only, set wazuh_isolation.allow_without_security.',
    docs: `${ACCESS}#without-a-security-plugin`,
  },

  rights_all: { status: 'ok', sentence: 'Your permissions on this manager: {given}.' },
  rights_some: {
    status: 'note',
    sentence: 'Your permissions on this manager: {given}. Missing: {missing}. {why}',
    remedy: 'If you need them, ask an administrator.',
    docs: `${ACCESS}#permissions`,
  },
  rights_none: {
    status: 'problem',
    sentence: 'You have no permissions on this manager. {why}',
    remedy: 'Ask an administrator for the role or permission named above.',
    docs: `${ACCESS}#permissions`,
  },

  run_as_on: {
    status: 'ok',
    sentence:
      'You act under your own name on the manager (run_as is on). Its policies decide for each endpoint.',
  },
  run_as_off: {
    status: 'warning',
    sentence:
      'All dashboard users share one manager account because run_as is off. Only the configured dashboard roles limit what they can do.',
    remedy:
      'Turn on run_as for this host in Wazuh, or make sure wazuh_isolation.roles lists only the roles you intend.',
    docs: `${ACCESS}#permissions`,
  },
  run_as_not_known: {
    status: 'problem',
    sentence:
      "Couldn't determine whether users act under their own name on this manager (run_as), so no one has any permission.",
    remedy:
      'Check that the manager is running and that its API user is allowed to use run_as. Then open any Wazuh page.',
    docs: `${ACCESS}#permissions`,
  },
} as const;
