import type { LifelineProfile } from '../../common/lifeline/lifeline';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { finding, listed } from './finding';

/** Checks that a profile lets an isolated endpoint keep its names and its lease. */
export function checkDnsDhcp(profiles: readonly LifelineProfile[]): ReadinessFinding {
  const labels = profiles.flatMap(({ purpose, label }) => (purpose === 'dns_dhcp' ? [label] : []));
  return labels.length === 0
    ? finding('dns_dhcp', 'dns_dhcp_none')
    : finding('dns_dhcp', 'dns_dhcp_profiles', { names: listed(labels) });
}
