import type { Capabilities, EnvironmentMode, PackageInfo } from 'opensearch-dashboards/public';
import type { PagesVersion } from '../../wazuh_pages/wazuh_version';

/** The metadata of the page, as far as the host's browser side reads it. */
export interface InjectedMetadata {
  version: string;
  serverBasePath: string;
  env: { mode: EnvironmentMode; packageInfo: PackageInfo };
  legacyMetadata: {
    uiSettings: {
      defaults: Record<string, { value: unknown }>;
      user: Record<string, { userValue: unknown }>;
    };
  };
  /** Plugins in order of setup. */
  uiPlugins: Array<{
    id: string;
    plugin: { requiredPlugins: string[]; optionalPlugins: string[] };
    config: Record<string, unknown>;
  }>;
  capabilities: Capabilities;
  lab: {
    simulated: string[];
    /** Ids of the managers that wazuhCore has. */
    hosts: string[];
    users: string[];
    user?: string;
    notice?: string;
    links: Array<{ label: string; href: string }>;
    /** The shape of Wazuh's own pages. */
    wazuhPages: PagesVersion;
  };
}

export function readInjectedMetadata(): InjectedMetadata {
  const data = document.querySelector('osd-injected-metadata')?.getAttribute('data');
  return JSON.parse(data ?? '');
}
