import { i18n } from '@osd/i18n';
import type { Acknowledgement, RefusedAddress, SourceOfAddress } from '../../common/lifeline';

/** Where an address of the lifeline comes from. */
export function sourceWords({ source, label }: SourceOfAddress): string {
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
            defaultMessage: 'Address of the manager’s API',
          })
        : i18n.translate('endpointIsolation.source.apiHostAs', {
            defaultMessage: 'Address of the manager’s API ({label})',
            values: { label },
          });
    case 'other_endpoints':
      return i18n.translate('endpointIsolation.source.otherEndpoints', {
        defaultMessage: 'Reported by other endpoints',
      });
    case 'reported':
      return i18n.translate('endpointIsolation.source.reported', {
        defaultMessage: 'Reported by this endpoint only',
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
      return i18n.translate('endpointIsolation.source.request', { defaultMessage: 'Added by you' });
  }
}

/** Why a text is no address that can be let through, and what to write instead. */
export const ADDRESS_WORDS: Readonly<Record<RefusedAddress['why'], string>> = {
  empty: i18n.translate('endpointIsolation.address.empty', { defaultMessage: 'It is empty.' }),
  host_name: i18n.translate('endpointIsolation.address.hostName', {
    defaultMessage: 'It is a name. Give the IP address behind it: a firewall rule takes no names.',
  }),
  not_an_address: i18n.translate('endpointIsolation.address.notAnAddress', {
    defaultMessage: 'It is no IPv4 or IPv6 address or network, such as 10.0.0.1 or 10.1.0.0/16.',
  }),
  everything: i18n.translate('endpointIsolation.address.everything', {
    defaultMessage: 'It is the whole internet: nothing would be isolated. Give a smaller network.',
  }),
  unusable: i18n.translate('endpointIsolation.address.unusable', {
    defaultMessage:
      'It is a loopback, multicast, link-local or broadcast address, to which a rule gives nothing.',
  }),
  unknown_profile: i18n.translate('endpointIsolation.address.unknownProfile', {
    defaultMessage: 'This profile is not configured any more.',
  }),
  not_reported: i18n.translate('endpointIsolation.address.notReported', {
    defaultMessage: 'The endpoint does not report this address any more.',
  }),
};

/** What an acknowledgement confirms: the consequence, in plain words. */
export const ACKNOWLEDGEMENT_WORDS: Readonly<Record<Acknowledgement, string>> = {
  trusted_left_out: i18n.translate('endpointIsolation.acknowledgement.trustedLeftOut', {
    defaultMessage:
      'An address of the manager is left out. If the endpoint uses it, it loses its manager: no report comes back, and it can only be released at the machine.',
  }),
  no_trusted_address: i18n.translate('endpointIsolation.acknowledgement.noTrustedAddress', {
    defaultMessage:
      'No address of the manager is known from a source that can be trusted. If none of the addresses above is the manager’s, the endpoint can only be released at the machine.',
  }),
  reported_unreadable: i18n.translate('endpointIsolation.acknowledgement.reportedUnreadable', {
    defaultMessage:
      'The endpoint’s own configuration could not be read, so that it is not known which manager it talks to. If it is none of the addresses above, it can only be released at the machine.',
  }),
  reported_not_covered: i18n.translate('endpointIsolation.acknowledgement.reportedNotCovered', {
    defaultMessage:
      'None of the managers that the endpoint reports is let through. If what it reports is true, it loses its manager and can only be released at the machine.',
  }),
  very_wide: i18n.translate('endpointIsolation.acknowledgement.veryWide', {
    defaultMessage:
      'A very large network is let through: whoever is in it still reaches the endpoint, and it reaches them.',
  }),
  protected: i18n.translate('endpointIsolation.acknowledgement.protected', {
    defaultMessage:
      'This endpoint is protected: others may depend on it, such as a domain controller, a DNS or a DHCP server.',
  }),
};

/** After these the endpoint may be out of reach for good, so that the last step asks once more. */
export const LOCK_OUT_RISKS: readonly Acknowledgement[] = [
  'trusted_left_out',
  'no_trusted_address',
  'reported_not_covered',
];
