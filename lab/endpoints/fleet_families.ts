import type { OperatingSystem } from '../manager/agent';

/** Addresses by which the agents of a fleet know the manager; some are names. */
export const managerAddresses = ['192.168.1.1', '192.168.1.2'] as const;
export const managerName = 'wazuh.example.local';

export interface Family {
  readonly prefix: string;
  /** Number of 300. */
  readonly share: number;
  readonly groups: readonly string[];
  readonly network: string;
  /** Name, version and build or kernel, of which one is taken. */
  readonly systems: ReadonlyArray<readonly [name: string, version: string]>;
  readonly platform: string;
  readonly agentVersion?: string;
}

const windows10 = ['Microsoft Windows 10 Enterprise', '10.0.19045.5247'] as const;
const windows11 = ['Microsoft Windows 11 Pro', '10.0.22631.4602'] as const;
const server2022 = ['Microsoft Windows Server 2022 Standard', '10.0.20348.2966'] as const;
const server2019 = ['Microsoft Windows Server 2019 Standard', '10.0.17763.6659'] as const;

/** One family a line: name prefix, share of 300, groups, network, platform, systems. */
export const families: readonly Family[] = (
  [
    ['FIN-WS-', 60, 'finance', '10.20.1', 'windows', [windows11, windows10]],
    ['HR-LT-', 40, 'hr laptops', '10.20.3', 'windows', [windows11]],
    ['HQ-WS-', 60, 'hq', '10.20.2', 'windows', [windows11, windows10]],
    ['PLT-WS-', 40, 'plant', '10.20.5', 'windows', [windows10]],
    ['HQ-DC-', 4, 'servers domain-controllers', '10.20.0', 'windows', [server2022]],
    ['APP-SRV-', 16, 'servers', '10.30.1', 'windows', [server2022, server2019]],
    ['OLD-WS-', 8, '', '10.20.9', 'windows', [['Microsoft Windows 7 Professional', '6.1.7601']]],
    ['web-', 24, 'servers', '10.30.0', 'ubuntu', [['Ubuntu', '22.04.5 LTS']]],
    ['db-', 16, 'servers', '10.30.2', 'rhel', [['Red Hat Enterprise Linux', '9.5']]],
    ['build-', 12, '', '10.30.3', 'debian', [['Debian GNU/Linux', '12']]],
    ['HQ-MAC-', 20, 'hq', '10.20.4', 'darwin', [['macOS', '14.7.1']]],
  ] as const
).map(([prefix, share, groups, network, platform, systems]) => ({
  prefix,
  share,
  network,
  platform,
  systems,
  groups: ['default', ...groups.split(' ').filter((group) => group !== '')],
  ...(prefix === 'OLD-WS-' && { agentVersion: '4.1.5' }),
}));

/** Describes an operating system as the agent of a host does. */
export function systemOf(
  name: string,
  version: string,
  platform: string,
  host: string
): OperatingSystem {
  const [major = '', minor = '', ...build] = version.split(' ')[0]?.split('.') ?? [];
  const isWindows = platform === 'windows';
  return {
    arch: platform === 'darwin' ? 'arm64' : 'x86_64',
    major,
    minor,
    name,
    platform,
    version,
    ...(isWindows && { build: build.join('.') }),
    uname: isWindows ? name : `${platform === 'darwin' ? 'Darwin' : 'Linux'} |${host} |${version}`,
  };
}
