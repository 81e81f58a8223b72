import type { LocalRecovery } from '../endpoints/local_recovery';

const backup = String.raw`C:\Program Files (x86)\ossec-agent\active-response\backup\fw_rules.xml`;

/** Commands an administrator types on the endpoint for each step. */
export const recoveryCommands: Readonly<Record<LocalRecovery, string>> = {
  import_backup: `netsh advfirewall import "${backup}"`,
  delete_backup: `del "${backup}"`,
  reset_firewall: 'netsh advfirewall reset',
  open_outbound: 'netsh advfirewall set allprofiles firewallpolicy blockinbound,allowoutbound',
  allow_managers:
    'netsh advfirewall firewall add rule name=allow-siem-out dir=out action=allow protocol=any remoteip=<manager>, and the same with name=allow-siem-in dir=in',
};
