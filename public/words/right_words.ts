import { i18n } from '@osd/i18n';
import type { RightRefusal } from '../../common/rights';

/** Why a person has not got a right, in the words of Wazuh's own pages where they have some. */
export function rightSentence({ code, needs }: RightRefusal): string {
  const names = needs.join(', ');
  switch (code) {
    case 'no_security_plugin':
      return i18n.translate('endpointIsolation.right.noSecurityPlugin', {
        defaultMessage:
          'This dashboard has no security plugin, so that nobody can be told apart. An administrator installs it, or sets wazuh_isolation.allow_without_security.',
      });
    case 'run_as_not_known':
      return i18n.translate('endpointIsolation.right.runAsNotKnown', {
        defaultMessage:
          'It could not be read whether you act under your own name on this manager (run_as). Open a page of Wazuh once, then refresh.',
      });
    case 'policies_unreadable':
      return i18n.translate('endpointIsolation.right.policiesUnreadable', {
        defaultMessage:
          'Your permissions on this manager could not be read, and what is not read is not given. Refresh; if it stays so, see that the manager is up.',
      });
    case 'role_missing':
      return needs.length === 1
        ? i18n.translate('endpointIsolation.right.roleMissing', {
            defaultMessage: 'Require the role: {names}.',
            values: { names },
          })
        : i18n.translate('endpointIsolation.right.rolesMissing', {
            defaultMessage: 'Require one of the roles: {names}.',
            values: { names },
          });
    case 'manager_denies':
      return i18n.translate('endpointIsolation.right.managerDenies', {
        defaultMessage: 'Require the permission: {names}.',
        values: { names },
      });
  }
}
