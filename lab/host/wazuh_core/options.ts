/** A manager as it is configured for Wazuh's plugins. */
export interface ManagerHost {
  id: string;
  url: string;
  port: number;
  username: string;
  password: string;
  run_as: boolean;
}

export interface WazuhCoreOptions {
  hosts: readonly ManagerHost[];
  /**
   * Start of wazuhCore. Up to 4.14.4 it waits until each manager was asked about itself, and what could not be asked then stays unknown.
   * From
   * 4.14.5 it does not wait, and `getEntries` asks again for hosts of which nothing is known.
   */
  start: 'waits' | 'in_background';
}
