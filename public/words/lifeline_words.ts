import { i18n } from '@osd/i18n';
import type { ServerProblem } from '../../common/address/address';
import type {
  Acknowledgement,
  RefusedAddress,
  SourceOfAddress,
} from '../../common/lifeline/lifeline';
import { acknowledgementSentence as sentenceOf } from '../../common/refusal/acknowledgement_sentences';
import { translated } from './translated';

/**
 * Says where an allowed address comes from. @param addedBy who asked for the isolation it was sent with; undefined in a form that nobody
 * has submitted yet
 */
export function sourceWords({ source, label }: SourceOfAddress, addedBy?: string): string {
  switch (source) {
    case 'configured':
      return label === undefined
        ? i18n.translate('endpointIsolation.source.configured', { defaultMessage: 'Configuration' })
        : i18n.translate('endpointIsolation.source.configuredAs', {
            defaultMessage: 'Configuration ({label})',
            values: { label },
          });
    case 'cluster_node':
      return i18n.translate('endpointIsolation.source.clusterNode', {
        defaultMessage: 'Cluster node {label}',
        values: { label: label ?? '' },
      });
    case 'api_host':
      return label === undefined
        ? i18n.translate('endpointIsolation.source.apiHost', {
            defaultMessage: 'Manager API address',
          })
        : i18n.translate('endpointIsolation.source.apiHostAs', {
            defaultMessage: 'Manager API address ({label})',
            values: { label },
          });
    case 'other_endpoints':
      return i18n.translate('endpointIsolation.source.otherEndpoints', {
        defaultMessage: 'Reported by other endpoints',
      });
    case 'reported':
      return i18n.translate('endpointIsolation.source.reported', {
        defaultMessage: 'Reported only by this endpoint',
      });
    case 'always_allowed':
      return i18n.translate('endpointIsolation.source.alwaysAllowed', {
        defaultMessage: 'Always allowed',
      });
    case 'profile':
      return i18n.translate('endpointIsolation.source.profile', {
        defaultMessage: 'Profile {label}',
        values: { label: label ?? '' },
      });
    case 'request':
      return addedBy === undefined
        ? i18n.translate('endpointIsolation.source.request', { defaultMessage: 'Added manually' })
        : i18n.translate('endpointIsolation.source.requestBy', {
            defaultMessage: 'Added by {user}',
            values: { user: addedBy },
          });
  }
}

/** Says why a text isn't an address that can be allowed, and what to enter instead. */
export const ADDRESS_WORDS: Readonly<Record<RefusedAddress['why'], string>> = {
  empty: i18n.translate('endpointIsolation.address.empty', { defaultMessage: 'Enter an address.' }),
  host_name: i18n.translate('endpointIsolation.address.hostName', {
    defaultMessage: 'This is a host name. Enter its IP address: firewall rules don’t accept names.',
  }),
  not_an_address: i18n.translate('endpointIsolation.address.notAnAddress', {
    defaultMessage: 'Not an IPv4 or IPv6 address or network, such as 10.0.0.1 or 10.1.0.0/16.',
  }),
  everything: i18n.translate('endpointIsolation.address.everything', {
    defaultMessage:
      'This is the entire internet, so nothing would be isolated. Enter a smaller network.',
  }),
  unusable: i18n.translate('endpointIsolation.address.unusable', {
    defaultMessage:
      'Loopback, multicast, link-local and broadcast addresses have no effect in a firewall rule.',
  }),
  unknown_profile: i18n.translate('endpointIsolation.address.unknownProfile', {
    defaultMessage: 'This profile is no longer configured.',
  }),
  not_reported: i18n.translate('endpointIsolation.address.notReported', {
    defaultMessage: 'The endpoint no longer reports this address.',
  }),
};

/** Says why a server that the endpoint reports can't be allowed as it is, and what to do. */
export const SERVER_PROBLEM_WORDS: Readonly<Record<ServerProblem, string>> = {
  empty: i18n.translate('endpointIsolation.serverProblem.empty', {
    defaultMessage: 'No address is configured in the agent.',
  }),
  not_resolved: i18n.translate('endpointIsolation.serverProblem.notResolved', {
    defaultMessage:
      'The endpoint couldn’t resolve this name. Allow its address below if the endpoint may need this manager.',
  }),
  host_name: i18n.translate('endpointIsolation.serverProblem.hostName', {
    defaultMessage: 'This is a name where an address is expected. Add its IP address below.',
  }),
  not_an_address: i18n.translate('endpointIsolation.serverProblem.notAnAddress', {
    defaultMessage: 'Not the address of a server. Check the agent’s configuration.',
  }),
  everything: i18n.translate('endpointIsolation.serverProblem.everything', {
    defaultMessage: 'This is the entire internet, not a server. Check the agent’s configuration.',
  }),
  unusable: i18n.translate('endpointIsolation.serverProblem.unusable', {
    defaultMessage:
      'The firewall can’t allow a local address. The agent probably uses a tunnel or proxy on the endpoint: add the address of the tunnel’s other end below.',
  }),
};

/** The risk a person acknowledges, in plain words. */
export function acknowledgementSentence(need: Acknowledgement): string {
  return translated([sentenceOf(need)]);
}
