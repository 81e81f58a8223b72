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

/** Texts and numbers that belong into the sentence; one whose name ends in `_at` is a time, ms. */
export type ReadinessFacts = Readonly<Record<string, string | number>>;

interface Words {
  readonly status: ReadinessStatus;
  /** English, with `{fact}`s. */
  readonly sentence: string;
  readonly remedy?: string;
  /** File and heading of the documentation that explains it. */
  readonly docs?: string;
}

const CONFIGURE = 'docs/admin/configure.md';
const ACCESS = 'docs/admin/access.md';
const READINESS = 'docs/admin/readiness.md';

/** Every finding: how bad it is, what it means and what to do. The browser translates the sentences by their code. */
export const READINESS_WORDS = {
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

  alerts_readable: { status: 'ok', sentence: 'You can read alerts in {pattern}.' },
  alerts_not_yours: {
    status: 'note',
    sentence:
      "You can't read alerts in {pattern}. You see results and times, but not the text of reports.",
    remedy: 'If you need the text, ask for a role that can read them.',
    docs: `${ACCESS}#text-of-reports`,
  },
  alerts_empty: {
    status: 'note',
    sentence: 'No alerts in {pattern}.',
    remedy: 'Check that alerts arrive and that wazuh_isolation.alerts_pattern is correct.',
    docs: CONFIGURE,
  },
  alerts_failed: {
    status: 'problem',
    sentence: "Alerts in {pattern} can't be read. {why}",
    remedy:
      'Check that the indexer is running and the pattern is correct. Until alerts can be read, no state can be confirmed.',
    docs: CONFIGURE,
  },
  alerts_read: { status: 'ok', sentence: 'The dashboard can read alerts in {pattern}.' },
  alerts_denied: {
    status: 'problem',
    sentence:
      "The dashboard isn't allowed to read alerts in {pattern}, so no endpoint reports arrive.",
    remedy: "Give the dashboard's own user (kibanaserver) read permission on them.",
    docs: `${ACCESS}#permissions-in-the-indexer`,
  },

  alert_fields_right: {
    status: 'ok',
    sentence: "The fields of the alerts in {pattern} have the types of Wazuh's template.",
  },
  alert_fields_wrong: {
    status: 'problem',
    sentence:
      "Reports in {indices} can't be found: {fields} has another type than in Wazuh's template.",
    remedy:
      "Install Wazuh's index template, then reindex these indices, or exclude them from wazuh_isolation.alerts_pattern.",
    docs: `${READINESS}#alerts-without-wazuhs-template`,
  },

  reports_arrive: {
    status: 'ok',
    sentence: 'Latest endpoint report from this manager: {newest_at}.',
  },
  reports_old: {
    status: 'note',
    sentence: 'Latest endpoint report from this manager: {newest_at}.',
    remedy: 'Test the readiness of an endpoint to confirm that decoder, rule and index still work.',
    docs: `${READINESS}#readiness-tests`,
  },
  reports_left_out: {
    status: 'warning',
    sentence:
      'Alerts larger than 1 MB: {count}. Their reports were left out, and the state of an endpoint that they could have changed is unknown. No manager writes such an alert.',
    remedy:
      'Find out who can write to the alert indices. The events page lists these alerts as left out.',
    docs: `${READINESS}#large-alerts`,
  },
  reports_none: {
    status: 'note',
    sentence: 'No endpoint of this manager has reported yet.',
    remedy:
      'Test the readiness of an endpoint to confirm that isolation program, decoder, rule and index work.',
    docs: `${READINESS}#readiness-tests`,
  },

  locations_right: {
    status: 'ok',
    sentence: "Every endpoint's agent reads the isolation program's log under the expected path.",
  },
  locations_other: {
    status: 'problem',
    sentence:
      "{count} reports from the last seven days aren't trusted because the agent reads the isolation program's log under {location}. Endpoints: {names}. Their actions end in No response.",
    remedy:
      'In the configuration of these agents (ossec.conf, or agent.conf of their group), set <location> of this log to {expected} and restart the agent.',
    docs: `${READINESS}#other-log-location`,
  },

  all_attributed: {
    status: 'ok',
    sentence: 'Every report from the last seven days belongs to a configured manager.',
  },
  some_unattributed: {
    status: 'warning',
    sentence:
      "{count} reports from the last seven days don't belong to any configured manager. They come from {names}.",
    remedy:
      "If one of these names is this manager, add it to wazuh_isolation.managers.<host id>.aliases. If it's another manager, configure that manager.",
    docs: `${CONFIGURE}#several-managers`,
  },

  namesakes_none: {
    status: 'ok',
    sentence: 'Every report is from an endpoint that this manager lists under its ID.',
  },
  namesakes_report: {
    status: 'warning',
    sentence:
      "Another manager shares this manager's name, and its endpoints' reports arrive here: {names}. They're listed under Events and change no state.",
    remedy:
      'Give each manager a unique host name, or set wazuh_isolation.managers.{host}.alerts_from to the indexer cluster that stores its alerts.',
    docs: `${CONFIGURE}#managers-that-share-a-name`,
  },
  names_not_checked: {
    status: 'warning',
    sentence:
      "{count} endpoints have reports under an agent name that the manager doesn't list under their ID: {names}. Their state is unknown.",
    remedy:
      "Check that the manager responds and that its API user can see all agents. An endpoint that was removed stays unknown until it's checked locally.",
    docs: `${CONFIGURE}#managers-that-share-a-name`,
  },
  places_collide: {
    status: 'problem',
    sentence:
      "Reports under this manager's name come from more than one indexer cluster ({places}). Without a reference ID, they can't be matched to its endpoints.",
    remedy:
      'Set wazuh_isolation.managers.{host}.alerts_from to the one that stores its alerts (local, or the alias of the remote cluster).',
    docs: `${CONFIGURE}#managers-that-share-a-name`,
  },

  former_name_none: {
    status: 'ok',
    sentence: 'The ledger has no endpoints under a former name of this manager.',
  },
  former_name_asked: {
    status: 'warning',
    sentence:
      'Under a former name of this manager, {name} (until {until_at}): {count} endpoints have a state or history that counts for nothing here: {names}. The manager lists {agree} of {of} as they were.',
    remedy:
      "If it's the same manager, add that name to wazuh_isolation.managers.{host}.former_names: each endpoint with the same ID, name and enrollment time is then taken over. If the host's URL points to another manager now, leave it.",
    docs: `${CONFIGURE}#a-manager-that-was-renamed`,
  },
  former_name_differs: {
    status: 'note',
    sentence:
      'Under a former name of this manager, {name} (until {until_at}): {count} endpoints that it no longer lists with the same name and enrollment time: {names}. Their state counts for nothing here.',
    remedy:
      'Check locally those that may still be isolated. What was recorded of them stays readable under History.',
    docs: `${CONFIGURE}#a-manager-that-was-renamed`,
  },

  future_reports_none: {
    status: 'ok',
    sentence: "No endpoint's state depends on a report with a time in the future.",
  },
  future_reports_kept: {
    status: 'warning',
    sentence:
      'The clock of {nodes} was more than a day ahead when reports arrived. The state of {names} is unknown because of them.',
    remedy:
      'Correct the clock of that node (time synchronization). Then isolate or release each of these endpoints once more: its new report decides.',
    docs: `${READINESS}#clocks`,
  },

  reconciler_up_to_date: {
    status: 'ok',
    sentence:
      'Reports last read {last_read_at}, {seconds} s ago. Actions waiting for a report: {pending}.',
  },
  reconciler_reading_history: {
    status: 'warning',
    sentence:
      'Reports last read {last_read_at}, {seconds} s ago. Reports from before the plugin was installed are still being read, so an older isolation may be missing.',
    remedy:
      'Wait: this takes minutes if there are many. Opening an endpoint reads its reports right away.',
    docs: `${READINESS}#report-processing`,
  },
  reconciler_starting: {
    status: 'unknown',
    sentence: "Reports haven't been read yet since the dashboard started.",
    remedy: 'Check again in a minute.',
    docs: `${READINESS}#report-processing`,
  },
  reconciler_behind: {
    status: 'warning',
    sentence:
      'Reports last read {last_read_at}, {seconds} s ago, which is too long. Actions waiting for a report: {pending}.',
    remedy: 'Check the dashboard log and the load on the indexer.',
    docs: `${READINESS}#report-processing`,
  },
  reconciler_failing: {
    status: 'problem',
    sentence:
      "Reports can't be read. Last attempt failed: {failed_at}. Last success: {last_read_at}. {why}",
    remedy:
      'States shown may be out of date. Reading resumes automatically once the manager and indexer respond. See the dashboard log.',
    docs: `${READINESS}#report-processing`,
  },

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

  references_on: {
    status: 'ok',
    sentence: 'Each action carries a reference ID that identifies its report.',
  },
  references_off: {
    status: 'warning',
    sentence: 'Reference IDs are off. Reports are matched to actions by order only.',
    remedy: 'Turn on reference_in_user unless something else needs the exact user name.',
    docs: CONFIGURE,
  },

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

  check_failed: {
    status: 'unknown',
    sentence: 'This check failed. {why}',
    remedy: 'Check again in a moment.',
    docs: `${READINESS}#about-readiness`,
  },
  check_timed_out: {
    status: 'unknown',
    sentence: 'This check timed out.',
    remedy: 'Check again in a moment.',
    docs: `${READINESS}#about-readiness`,
  },
} as const;
export type ReadinessCode = keyof typeof READINESS_WORDS;

/** The words of a code, as one type. */
export function readinessWords(code: ReadinessCode): Words {
  return READINESS_WORDS[code];
}

/** One thing that was found out. */
export interface ReadinessFinding {
  readonly check: ReadinessCheck;
  readonly code: ReadinessCode;
  readonly facts: ReadinessFacts;
}

/** A sentence with its facts in their places. @param format how a time is written */
export function withFacts(
  sentence: string,
  facts: ReadinessFacts,
  format: (at: number) => string
): string {
  const texts = factTexts(facts, format);
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => texts.get(name) ?? place).trim();
}

/** The facts as they stand in a sentence. @param format how a time is written */
export function factTexts(
  facts: ReadinessFacts,
  format: (at: number) => string
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'number' && name.endsWith('_at') ? format(fact) : String(fact),
    ])
  );
}
