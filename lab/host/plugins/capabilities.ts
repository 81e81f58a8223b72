import { merge } from 'lodash';
import type {
  Capabilities,
  CapabilitiesSetup,
  CapabilitiesStart,
  OpenSearchDashboardsRequest,
} from 'opensearch-dashboards/server';

type Switcher = Parameters<CapabilitiesSetup['registerSwitcher']>[0];

/** Capabilities that plugins offer (providers), less what they take away for one request (switchers). */
export class CapabilitiesService implements CapabilitiesSetup, CapabilitiesStart {
  private readonly providers: Array<() => Partial<Capabilities>> = [];
  private readonly switchers: Switcher[] = [];

  registerProvider = (provider: () => Partial<Capabilities>) => {
    this.providers.push(provider);
  };

  registerSwitcher = (switcher: Switcher) => {
    this.switchers.push(switcher);
  };

  resolveCapabilities = async (request: OpenSearchDashboardsRequest): Promise<Capabilities> => {
    const all: Capabilities = { navLinks: {}, management: {}, catalogue: {} };
    merge(all, ...this.providers.map((provider) => provider()));
    for (const switcher of this.switchers) merge(all, await switcher(request, all));
    return all;
  };
}
