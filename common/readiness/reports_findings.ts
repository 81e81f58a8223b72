const CONFIGURE = 'docs/admin/configure.md';
const ACCESS = 'docs/admin/access.md';
const READINESS = 'docs/admin/readiness.md';

/** Findings about alerts, and about the reports that are read from them. */
export const REPORTS_FINDINGS = {
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
      "Alerts larger than 1 MB: {count}. Their reports weren't read, and the state of an endpoint that they could have changed is unknown. No manager writes such an alert.",
    remedy:
      'Find out who can write to the alert indices. The events page lists these alerts as not read.',
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
      "Alerts under this manager's name are stored in more than one indexer cluster ({places}). A report without a reference ID can't be matched to its endpoints.",
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
} as const;
