import { i18n } from '@osd/i18n';
import type { ContextWarning } from '../../common/routes';

export interface WarningWords {
  readonly title: string;
  readonly text: string;
  readonly shown: 'always' | 'on_request';
  readonly color: 'danger' | 'warning' | 'primary';
}

/** What about this installation the person has to know before trusting or using it. */
export const CONTEXT_WARNING_WORDS: Readonly<Record<ContextWarning, WarningWords>> = {
  no_security_plugin: {
    title: i18n.translate('endpointIsolation.warning.noSecurityPlugin.title', {
      defaultMessage: 'Anybody who reaches this dashboard can isolate endpoints',
    }),
    text: i18n.translate('endpointIsolation.warning.noSecurityPlugin.text', {
      defaultMessage:
        'There is no security plugin, and wazuh_isolation.allow_without_security is on: users cannot be told apart, and records do not show who acted.',
    }),
    shown: 'always',
    color: 'danger',
  },
  references_off: {
    title: i18n.translate('endpointIsolation.warning.referencesOff.title', {
      defaultMessage: 'Reports carry no reference',
    }),
    text: i18n.translate('endpointIsolation.warning.referencesOff.text', {
      defaultMessage:
        'wazuh_isolation.reference_in_user is off: reports are matched to actions by their times, which is less certain.',
    }),
    shown: 'on_request',
    color: 'primary',
  },
  run_as_off: {
    title: i18n.translate('endpointIsolation.warning.runAsOff.title', {
      defaultMessage: 'The manager does not know who you are (run_as is off)',
    }),
    text: i18n.translate('endpointIsolation.warning.runAsOff.text', {
      defaultMessage:
        'All users act through one account of the manager. Who may isolate is decided by roles of this dashboard, and who did stands in the records here alone, where users sign in to it.',
    }),
    shown: 'on_request',
    color: 'primary',
  },
  tls_not_verified: {
    title: i18n.translate('endpointIsolation.warning.tlsNotVerified.title', {
      defaultMessage: 'The manager’s certificate is not checked',
    }),
    text: i18n.translate('endpointIsolation.warning.tlsNotVerified.text', {
      defaultMessage:
        'Wazuh’s own connection to the manager takes any certificate. A direct connection that checks it can be configured (wazuh_isolation.hosts).',
    }),
    shown: 'on_request',
    color: 'primary',
  },
  manager_not_known: {
    title: i18n.translate('endpointIsolation.warning.managerNotKnown.title', {
      defaultMessage: 'It is not known which manager this is',
    }),
    text: i18n.translate('endpointIsolation.warning.managerNotKnown.text', {
      defaultMessage:
        'It has not answered since the plugin was installed, so that no report can be told to be of its endpoints. See that its API is up and can be reached from the dashboard server, then refresh.',
    }),
    shown: 'always',
    color: 'warning',
  },
  manager_ambiguous: {
    title: i18n.translate('endpointIsolation.warning.managerAmbiguous.title', {
      defaultMessage: 'Two configured managers go by the same name',
    }),
    text: i18n.translate('endpointIsolation.warning.managerAmbiguous.text', {
      defaultMessage:
        'A report could be of an endpoint of either, so that nothing can be isolated or released. An administrator gives each cluster, or each manager’s host, a name of its own.',
    }),
    shown: 'always',
    color: 'danger',
  },
  ledger_unavailable: {
    title: i18n.translate('endpointIsolation.warning.ledgerUnavailable.title', {
      defaultMessage: 'The record of isolations cannot be read',
    }),
    text: i18n.translate('endpointIsolation.warning.ledgerUnavailable.text', {
      defaultMessage:
        'Nothing can be isolated or released until it can: no command leaves that was not recorded first. See that the indexer is up and that the dashboard’s own user may write the ledger’s indices.',
    }),
    shown: 'always',
    color: 'danger',
  },
  history_not_read: {
    title: i18n.translate('endpointIsolation.warning.historyNotRead.title', {
      defaultMessage: 'Reports from before are still being read',
    }),
    text: i18n.translate('endpointIsolation.warning.historyNotRead.text', {
      defaultMessage:
        'An endpoint of which no isolation is on record here may have been isolated before. Open it to have its own reports read at once. This takes minutes where there are very many reports, once for each manager.',
    }),
    shown: 'always',
    color: 'warning',
  },
};
