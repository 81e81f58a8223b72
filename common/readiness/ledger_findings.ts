const ACCESS = 'docs/admin/access.md';
const READINESS = 'docs/admin/readiness.md';

/** Findings about the ledger, the plugin's own indices. */
export const LEDGER_FINDINGS = {
  ledger_writable: { status: 'ok', sentence: 'The ledger is writable.' },
  ledger_failed: {
    status: 'problem',
    sentence: "The ledger can't be written. Actions that can't be recorded aren't sent. {why}",
    remedy: "The dashboard's own user needs read, write, index and manage on {indices}.",
    docs: `${ACCESS}#permissions-in-the-indexer`,
  },
  ledger_unreadable: {
    status: 'warning',
    sentence: "{count} ledger documents can't be read and were left unchanged: {ids}.",
    remedy:
      'They were edited by hand, truncated, or written by a newer version. Everything else continues to work.',
    docs: `${READINESS}#unreadable-documents`,
  },

  ledger_shards_there: { status: 'ok', sentence: 'The whole ledger can be searched.' },
  ledger_shards_missing: {
    status: 'problem',
    sentence:
      "Part of the ledger can't be searched because shards of {indices} are missing, for at least {minutes} minutes. Endpoints whose latest action can't be determined can't be isolated or released.",
    remedy:
      'Check the health of these indices in the indexer. Everything resumes automatically once all shards are back.',
    docs: `${READINESS}#missing-shards`,
  },

  ledger_private: {
    status: 'ok',
    sentence: "You can't read the ledger except through this plugin.",
  },
  ledger_open: {
    status: 'warning',
    sentence:
      'You can read {indices} directly, including data this plugin would hide from you. Roles that allow it: {roles}.',
    remedy:
      'Limit these roles to people who are allowed to see everything, or keep the ledger under another prefix.',
    docs: `${ACCESS}#who-can-read-the-ledger`,
  },
  ledger_open_somehow: {
    status: 'warning',
    sentence:
      "You can read {indices} directly, including data this plugin would hide from you. You don't have permission to see which of your roles ({roles}) allows it.",
    remedy: 'An indexer administrator can look for a role on wazuh-* or *.',
    docs: `${ACCESS}#who-can-read-the-ledger`,
  },
  ledger_unprotected: {
    status: 'note',
    sentence: 'Without a security plugin, anyone who can reach the indexer can read the ledger.',
    docs: `${ACCESS}#without-a-security-plugin`,
  },

  retention_none: { status: 'ok', sentence: 'No policy deletes the ledger indices.' },
  retention_matches: {
    status: 'warning',
    sentence:
      'The policy {policies} manages {indices}. If it deletes them, states and history are lost.',
    remedy: 'Exclude the ledger from the policy. A pattern such as wazuh-* includes it.',
    docs: `${ACCESS}#retention`,
  },
  retention_not_known: {
    status: 'unknown',
    sentence: "You don't have permission to see whether a policy deletes the ledger indices.",
    remedy:
      'An indexer administrator can check under Index Management that no policy matches {indices}.',
    docs: `${ACCESS}#retention`,
  },
} as const;
