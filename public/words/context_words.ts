import { i18n } from '@osd/i18n';
import type { ContextWarning } from '../../common/api/context_view';

export interface WarningWords {
  readonly title: string;
  readonly text: string;
  readonly shown: 'always' | 'on_request';
  readonly color: 'danger' | 'warning' | 'primary';
}

/** Words for what a person has to know about this installation before trusting or using it. */
const CONTEXT_WARNING_WORDS: Readonly<Record<ContextWarning, WarningWords>> = {
  no_security_plugin: {
    title: i18n.translate('endpointIsolation.warning.noSecurityPlugin.title', {
      defaultMessage: 'Anyone who can reach this dashboard can isolate endpoints',
    }),
    text: i18n.translate('endpointIsolation.warning.noSecurityPlugin.text', {
      defaultMessage:
        'There’s no security plugin, and wazuh_isolation.allow_without_security is on. Users can’t be told apart, and records don’t show who acted.',
    }),
    shown: 'always',
    color: 'danger',
  },
  references_off: {
    title: i18n.translate('endpointIsolation.warning.referencesOff.title', {
      defaultMessage: 'Reports carry no reference ID',
    }),
    text: i18n.translate('endpointIsolation.warning.referencesOff.text', {
      defaultMessage:
        'wazuh_isolation.reference_in_user is off. Reports are matched to actions by time, which is less reliable.',
    }),
    shown: 'on_request',
    color: 'primary',
  },
  run_as_off: {
    title: i18n.translate('endpointIsolation.warning.runAsOff.title', {
      defaultMessage: 'The manager can’t tell users apart (run_as is off)',
    }),
    text: i18n.translate('endpointIsolation.warning.runAsOff.text', {
      defaultMessage:
        'Everyone uses one manager account. Dashboard roles decide who can isolate, and only the records kept here show who did, if users sign in to this dashboard.',
    }),
    shown: 'on_request',
    color: 'primary',
  },
  tls_not_verified: {
    title: i18n.translate('endpointIsolation.warning.tlsNotVerified.title', {
      defaultMessage: 'The manager’s certificate isn’t verified',
    }),
    text: i18n.translate('endpointIsolation.warning.tlsNotVerified.text', {
      defaultMessage:
        'Wazuh’s own connection to the manager accepts any certificate. To verify it, configure a direct connection (wazuh_isolation.hosts).',
    }),
    shown: 'on_request',
    color: 'primary',
  },
  manager_not_known: {
    title: i18n.translate('endpointIsolation.warning.managerNotKnown.title', {
      defaultMessage: 'The manager can’t be identified',
    }),
    text: i18n.translate('endpointIsolation.warning.managerNotKnown.text', {
      defaultMessage:
        'It hasn’t responded since the plugin was installed, so reports can’t be matched to its endpoints. Check that its API is running and reachable from the dashboard server, then refresh.',
    }),
    shown: 'always',
    color: 'warning',
  },
  manager_ambiguous: {
    title: i18n.translate('endpointIsolation.warning.managerAmbiguous.title', {
      defaultMessage: 'Two configured managers share a name',
    }),
    text: i18n.translate('endpointIsolation.warning.managerAmbiguous.text', {
      defaultMessage:
        'A report could belong to either one, so endpoints can’t be isolated or released. An administrator must give each cluster, or each manager’s host, a unique name.',
    }),
    shown: 'always',
    color: 'danger',
  },
  ledger_newer: {
    title: i18n.translate('endpointIsolation.warning.ledgerNewer.title', {
      defaultMessage: 'A newer version of Endpoint Isolation is running on another dashboard',
    }),
    text: i18n.translate('endpointIsolation.warning.ledgerNewer.text', {
      defaultMessage:
        'It has upgraded the ledger, so this dashboard can’t isolate or release and may show outdated states. Use the upgraded dashboard. An administrator must install the same version here.',
    }),
    shown: 'always',
    color: 'danger',
  },
  ledger_unavailable: {
    title: i18n.translate('endpointIsolation.warning.ledgerUnavailable.title', {
      defaultMessage: 'The ledger can’t be read',
    }),
    text: i18n.translate('endpointIsolation.warning.ledgerUnavailable.text', {
      defaultMessage:
        'You can’t isolate or release until it can: no command is sent without being recorded first. Check that the indexer is running and that the dashboard’s own user can write to the ledger indices.',
    }),
    shown: 'always',
    color: 'danger',
  },
  history_not_read: {
    title: i18n.translate('endpointIsolation.warning.historyNotRead.title', {
      defaultMessage: 'Older reports are still being read',
    }),
    text: i18n.translate('endpointIsolation.warning.historyNotRead.text', {
      defaultMessage:
        'An endpoint with no record may have been isolated before. Open it to read its reports right away. This happens once per manager and takes minutes if there are many reports.',
    }),
    shown: 'always',
    color: 'warning',
  },
};

/** Words for the warnings of one kind. A page from before an upgrade has none for a new one, which its own notice to reload covers. */
export function wordsOfWarnings(
  warnings: readonly ContextWarning[],
  shown: WarningWords['shown']
): ReadonlyArray<WarningWords & { readonly warning: ContextWarning }> {
  const known: Partial<Record<string, WarningWords>> = CONTEXT_WARNING_WORDS;
  return warnings.flatMap((warning) => {
    const words = known[warning];
    return words && words.shown === shown ? [{ ...words, warning }] : [];
  });
}
