import { i18n } from '@osd/i18n';
import type { RightRefusal } from '../../common/manager/rights';

/** Says why a person lacks a permission, in the words of Wazuh's own pages if they have some. */
export function rightSentence({ code, needs }: RightRefusal): string {
  const names = needs.join(', ');
  switch (code) {
    case 'no_security_plugin':
      return i18n.translate('endpointIsolation.right.noSecurityPlugin', {
        defaultMessage:
          'This dashboard has no security plugin, so users can’t be told apart. An administrator can install it or set wazuh_isolation.allow_without_security.',
      });
    case 'run_as_not_known':
      return i18n.translate('endpointIsolation.right.runAsNotKnown', {
        defaultMessage:
          'Couldn’t determine whether you act under your own name on this manager (run_as). Open any Wazuh page once, then refresh.',
      });
    case 'policies_unreadable':
      return i18n.translate('endpointIsolation.right.policiesUnreadable', {
        defaultMessage:
          'Your permissions on this manager couldn’t be read, so none are assumed. Refresh. If it keeps failing, check that the manager is running.',
      });
    case 'role_missing':
      return needs.length === 1
        ? i18n.translate('endpointIsolation.right.roleMissing', {
            defaultMessage: 'You need the role {names}.',
            values: { names },
          })
        : i18n.translate('endpointIsolation.right.rolesMissing', {
            defaultMessage: 'You need one of these roles: {names}.',
            values: { names },
          });
    case 'manager_denies':
      return i18n.translate('endpointIsolation.right.managerDenies', {
        defaultMessage: 'You need the Wazuh permission {names}.',
        values: { names },
      });
  }
}
