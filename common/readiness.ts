/** What is looked at before an emergency, in the order in which it is shown. */
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
  'reports',
  'unattributed',
  'reconciler',
  'ledger',
  'ledger_readers',
  'retention',
  'references',
  'protection',
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
  /** Where it is explained: a file of the documentation with its heading. */
  readonly docs?: string;
}

const CONFIGURE = 'docs/configure.md';
const ACCESS = 'docs/access.md';
const READINESS = 'docs/readiness.md';

/** Every finding: how bad it is, what it means and what to do. The browser translates the sentences by their code. */
export const READINESS_WORDS = {
  signed_in: { status: 'ok', sentence: 'You are {user}. Your roles: {roles}.' },
  nobody_signs_in: {
    status: 'warning',
    sentence:
      'Nobody signs in to this dashboard: whoever reaches it may do everything, and the history cannot tell who did it.',
    remedy:
      'Install the security plugin, and take allow_without_security out of the configuration.',
    docs: `${ACCESS}#without-a-security-plugin`,
  },
  nobody_may: {
    status: 'problem',
    sentence: 'Nobody signs in to this dashboard, so that nobody may do anything here.',
    remedy:
      'Install the security plugin. On a machine for tests alone set wazuh_isolation.allow_without_security.',
    docs: `${ACCESS}#without-a-security-plugin`,
  },

  rights_all: { status: 'ok', sentence: 'You may {given} on this manager.' },
  rights_some: {
    status: 'note',
    sentence: 'You may {given} on this manager, and not {missing}. {why}',
    remedy: 'Ask an administrator for what is missing, if you need it.',
    docs: `${ACCESS}#who-may-do-what`,
  },
  rights_none: {
    status: 'problem',
    sentence: 'You may do nothing on this manager. {why}',
    remedy: 'Ask an administrator for the role or the permission that is named.',
    docs: `${ACCESS}#who-may-do-what`,
  },

  run_as_on: {
    status: 'ok',
    sentence:
      'The manager knows you by your own name (run_as): its policies decide for each endpoint.',
  },
  run_as_off: {
    status: 'warning',
    sentence:
      'To the manager every user of the dashboard is the same administrator, since run_as is off. Only the configured roles hold anybody back.',
    remedy:
      'Switch run_as on for this host in Wazuh, or see that wazuh_isolation.roles names the right people.',
    docs: `${ACCESS}#who-may-do-what`,
  },
  run_as_not_known: {
    status: 'problem',
    sentence:
      'It could not be read whether users act under their own name on this manager (run_as), so that nobody may do anything.',
    remedy:
      'See that the manager is up, and that its API user is allowed run_as, then open a page of Wazuh.',
    docs: `${ACCESS}#who-may-do-what`,
  },

  manager_reached: { status: 'ok', sentence: 'The API of the manager answers, asked directly.' },
  manager_reached_by_wazuh: {
    status: 'ok',
    sentence: "The API of the manager answers, asked through Wazuh's own plugin.",
  },
  manager_failed: {
    status: 'problem',
    sentence: 'The API of the manager cannot be asked. {why}',
    remedy: 'Until it answers nothing can be isolated or released from here.',
    docs: `${CONFIGURE}#managers-without-wazuhs-plugins`,
  },

  version_supported: { status: 'ok', sentence: 'The manager is Wazuh {version}.' },
  version_untried: {
    status: 'warning',
    sentence: 'The manager is Wazuh {version}; 4.9 to 4.14 are supported.',
    remedy: 'Try it on an endpoint that may be lost for a while before it is relied on.',
    docs: `${READINESS}#releases-of-wazuh`,
  },
  version_too_new: {
    status: 'problem',
    sentence: 'The manager is Wazuh {version}, which has no active response of this kind any more.',
    remedy: 'Nothing can be isolated on it from here. Use a manager of 4.9 to 4.14.',
    docs: 'docs/limits.md#what-it-does-not-do',
  },

  tls_verified: { status: 'ok', sentence: "The manager's certificate is checked." },
  tls_not_verified_by_wazuh: {
    status: 'warning',
    sentence:
      "The manager's certificate is not checked: the client of Wazuh's own plugin never does (4.x).",
    remedy:
      'Keep the way between dashboard and manager trustworthy, or configure the manager under wazuh_isolation.hosts, where certificates are checked.',
    docs: `${CONFIGURE}#managers-without-wazuhs-plugins`,
  },
  tls_not_verified: {
    status: 'warning',
    sentence: "The manager's certificate is not checked: the configuration says so.",
    remedy:
      'Give its authority as ca_file and take verify_tls: false out of wazuh_isolation.hosts.',
    docs: `${CONFIGURE}#managers-without-wazuhs-plugins`,
  },

  logins_fine: { status: 'ok', sentence: 'Logins to the manager work.' },
  logins_paused: {
    status: 'problem',
    sentence:
      'The last {failures} logins to the manager failed; none is tried before {retry_at}. {why}',
    remedy:
      'Correct the user and password of the API. After 50 failures the manager would refuse logins of this dashboard for five minutes.',
    docs: `${CONFIGURE}#managers-without-wazuhs-plugins`,
  },

  identity_known: { status: 'ok', sentence: 'Reports of this manager are known by {names}.' },
  identity_not_known: {
    status: 'problem',
    sentence:
      'It is not known which manager this is, so that no report could be told to be of one of its endpoints.',
    remedy:
      'See that the manager answers, and that the API user may read the cluster (cluster:status, cluster:read).',
    docs: `${CONFIGURE}#several-managers`,
  },
  identity_collides: {
    status: 'problem',
    sentence:
      'This manager and {others} go by a name in common ({names}): their reports belong to neither, and nothing can be done on them.',
    remedy:
      'Give each cluster a name of its own in ossec.conf, or each manager its own host name, and restart it.',
    docs: `${CONFIGURE}#several-managers`,
  },

  clocks_agree: {
    status: 'ok',
    sentence: 'The clocks of manager and dashboard are {seconds} s apart.',
  },
  clocks_apart: {
    status: 'warning',
    sentence: 'The clocks of manager and dashboard are {seconds} s apart.',
    remedy: 'Let both follow the same time server: times in the history will not fit together.',
    docs: `${READINESS}#clocks`,
  },
  clocks_far_apart: {
    status: 'problem',
    sentence: 'The clocks of manager and dashboard are {minutes} minutes apart.',
    remedy:
      'Let both follow the same time server. Reports come late, and contact with an endpoint cannot be judged.',
    docs: `${READINESS}#clocks`,
  },

  alerts_readable: { status: 'ok', sentence: 'You can read alerts in {pattern}.' },
  alerts_not_yours: {
    status: 'note',
    sentence:
      'You cannot read alerts in {pattern}: outcomes and times are shown to you, the words of a report are not.',
    remedy: 'Ask for a role that may read them, if you need the words.',
    docs: `${ACCESS}#what-a-report-says`,
  },
  alerts_empty: {
    status: 'note',
    sentence: 'There is no alert in {pattern}.',
    remedy: 'See that alerts arrive, and that wazuh_isolation.alerts_pattern is the right one.',
    docs: CONFIGURE,
  },
  alerts_failed: {
    status: 'problem',
    sentence: 'Alerts in {pattern} cannot be read. {why}',
    remedy:
      'See that the indexer is up and that the pattern is the right one. Until they can be read no state becomes certain.',
    docs: CONFIGURE,
  },
  alerts_read: { status: 'ok', sentence: 'The dashboard itself reads alerts in {pattern}.' },
  alerts_denied: {
    status: 'problem',
    sentence:
      'The dashboard itself may not read alerts in {pattern}: no report of an endpoint arrives.',
    remedy: "Give the dashboard's own user (kibanaserver) read on them.",
    docs: `${ACCESS}#rights-in-the-indexer`,
  },

  reports_arrive: {
    status: 'ok',
    sentence: 'The newest report of an endpoint of this manager is of {newest_at}.',
  },
  reports_old: {
    status: 'note',
    sentence: 'The newest report of an endpoint of this manager is of {newest_at}.',
    remedy:
      'Test the way to an endpoint: its answer shows that decoder, rule and index still work.',
    docs: `${READINESS}#probes`,
  },
  reports_none: {
    status: 'note',
    sentence: 'No endpoint of this manager has reported anything yet.',
    remedy:
      'Test the way to an endpoint: its answer shows that program, decoder, rule and index work.',
    docs: `${READINESS}#probes`,
  },

  all_attributed: {
    status: 'ok',
    sentence: 'Every report of the last seven days belongs to a configured manager.',
  },
  some_unattributed: {
    status: 'warning',
    sentence:
      '{count} reports of the last seven days belong to no configured manager. They come from {names}.',
    remedy:
      'If one of these is this manager, add the name to wazuh_isolation.managers.<host id>.aliases; if it is another one, configure it.',
    docs: `${CONFIGURE}#several-managers`,
  },

  reconciler_up_to_date: {
    status: 'ok',
    sentence:
      'Reports were last read {last_read_at}, {seconds} s ago. Actions that wait for theirs: {pending}.',
  },
  reconciler_reading_history: {
    status: 'warning',
    sentence:
      'Reports were last read {last_read_at}, {seconds} s ago. Those from before the plugin came are still being read: an isolation of then may be missing.',
    remedy:
      'Wait: it takes minutes where there are very many. An endpoint that is opened is read at once.',
    docs: `${READINESS}#reading-reports`,
  },
  reconciler_starting: {
    status: 'unknown',
    sentence: 'Reports have not been read yet since the dashboard started.',
    remedy: 'Look again in a minute.',
    docs: `${READINESS}#reading-reports`,
  },
  reconciler_behind: {
    status: 'warning',
    sentence:
      'Reports were last read {last_read_at}, {seconds} s ago, which is too long. Actions that wait for theirs: {pending}.',
    remedy: 'See the log of the dashboard, and the load of the indexer.',
    docs: `${READINESS}#reading-reports`,
  },
  reconciler_failing: {
    status: 'problem',
    sentence:
      'Reports cannot be read: the last try failed at {failed_at}. They were last read: {last_read_at}. {why}',
    remedy:
      'What is shown may be old; it goes on by itself as soon as manager and indexer answer. See the log of the dashboard.',
    docs: `${READINESS}#reading-reports`,
  },

  ledger_writable: { status: 'ok', sentence: 'The ledger can be written.' },
  ledger_failed: {
    status: 'problem',
    sentence: 'The ledger cannot be written, and what cannot be recorded is not done. {why}',
    remedy: "The dashboard's own user needs read, write, index and manage on {indices}.",
    docs: `${ACCESS}#rights-in-the-indexer`,
  },
  ledger_unreadable: {
    status: 'warning',
    sentence: '{count} documents of the ledger cannot be read; they were left alone: {ids}.',
    remedy:
      'They were changed by hand or cut, or a newer version wrote them. Everything else goes on.',
    docs: `${READINESS}#documents-that-cannot-be-read`,
  },

  ledger_private: {
    status: 'ok',
    sentence: 'You cannot read the ledger past the rights of this plugin.',
  },
  ledger_open: {
    status: 'warning',
    sentence:
      'You can read {indices} directly, and with them what this plugin would hold back. These roles of yours give it: {roles}.',
    remedy:
      'Give these roles to those alone who may see all of it, or keep the ledger under another prefix.',
    docs: `${ACCESS}#who-can-read-the-ledger`,
  },
  ledger_open_somehow: {
    status: 'warning',
    sentence:
      'You can read {indices} directly, and with them what this plugin would hold back. Which of your roles ({roles}) gives it cannot be read with your rights.',
    remedy: 'An administrator of the indexer looks for a role on wazuh-* or *.',
    docs: `${ACCESS}#who-can-read-the-ledger`,
  },
  ledger_unprotected: {
    status: 'note',
    sentence: 'Without a security plugin everybody who reaches the indexer can read the ledger.',
    docs: `${ACCESS}#without-a-security-plugin`,
  },

  retention_none: { status: 'ok', sentence: 'No policy deletes the indices of the ledger.' },
  retention_matches: {
    status: 'warning',
    sentence:
      'The policy {policies} manages {indices}. If it deletes them, states and history are lost.',
    remedy: 'Take the ledger out of the policy: an index pattern such as wazuh-* takes it in.',
    docs: `${ACCESS}#retention`,
  },
  retention_not_known: {
    status: 'unknown',
    sentence: 'Whether a policy deletes the indices of the ledger cannot be read with your rights.',
    remedy:
      'An administrator of the indexer looks under Index Management that no policy matches {indices}.',
    docs: `${ACCESS}#retention`,
  },

  references_on: {
    status: 'ok',
    sentence: 'Each action carries a reference by which its report is known.',
  },
  references_off: {
    status: 'warning',
    sentence: 'References are off: reports are told apart by their order alone.',
    remedy: 'Switch reference_in_user on, unless something else needs the exact user name.',
    docs: CONFIGURE,
  },

  protected_some: {
    status: 'ok',
    sentence: 'Some endpoints are protected by the configuration ({rules} rules, {mode}).',
  },
  protected_none: {
    status: 'note',
    sentence: 'No endpoint is protected from being cut off by a slip.',
    remedy:
      'Name domain controllers, DNS and DHCP servers and jump hosts under wazuh_isolation.protected.',
    docs: `${CONFIGURE}#endpoints-that-must-not-be-cut-off`,
  },
  protected_none_servers: {
    status: 'warning',
    sentence:
      'No endpoint is protected from being cut off by a slip, and {count} of them are Windows servers: {names}.',
    remedy: 'Name those that others depend on under wazuh_isolation.protected.',
    docs: `${CONFIGURE}#endpoints-that-must-not-be-cut-off`,
  },

  program_seen: {
    status: 'ok',
    sentence: 'The program has answered on {count} endpoints, last at {newest_at}.',
  },
  program_not_seen: {
    status: 'note',
    sentence: 'The program has not answered on any endpoint yet.',
    remedy:
      'Test the way to the endpoints that matter before the day on which they must be isolated.',
    docs: `${READINESS}#probes`,
  },

  group_policy_rules: {
    status: 'note',
    sentence:
      'Group Policy wins over an isolation: its allow rules stay open, and where local rules are not merged the endpoint loses its manager. No report shows it.',
    remedy: 'On one endpoint of each policy isolate, test the traffic and release, once.',
    docs: 'docs/limits.md#what-isolated-means',
  },

  check_failed: {
    status: 'unknown',
    sentence: 'This could not be found out. {why}',
    remedy: 'Look again in a moment.',
    docs: `${READINESS}#readiness-explained`,
  },
  check_timed_out: {
    status: 'unknown',
    sentence: 'This could not be found out in time.',
    remedy: 'Look again in a moment.',
    docs: `${READINESS}#readiness-explained`,
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
