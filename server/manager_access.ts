import type { ManagersFor } from './access/person_factory';
import type { IsolationConfig } from './configuration/config';
import { Pace } from './pace/pace';
import type { DirectHost } from './manager/direct_host';
import { DirectConnections } from './manager/direct_managers';
import { LoginPauses } from './manager/login_pause';
import type { Managers } from './manager/manager';
import { ManagerError } from './manager/manager_error';
import { TokenStore } from './manager/token_store';
import { ManagerReach } from './manager/manager_reach';
import { MANAGER_LIMITS } from './manager/transport';
import { wazuhCorePasswordOf, WazuhCoreManagers } from './manager/wazuh_core_managers';
import type { WazuhCoreContract } from '../types/wazuh_core';

/** The way to the managers, for a person's request and for background work. */
export interface ManagerAccess {
  readonly internal: Managers;
  readonly forPerson: ManagersFor;
  /** Managers as the API user, at the expense of one person. */
  readonly paidBy: (person: string) => Managers;
  /** Password of a host's API user. Only a key is made of it; undefined where it can't be read. */
  readonly passwordOf: (hostId: string) => Promise<string | undefined>;
  readonly pauses: LoginPauses;
  readonly reach: ManagerReach;
  readonly pace: Pace;
  close(): void;
}

/** Managers that are nowhere configured: neither `wazuh_isolation.hosts` nor the plugin wazuhCore. */
const NO_MANAGERS: Managers = {
  hosts: async () => [],
  open: async () => {
    throw new ManagerError('host_unknown');
  },
};

/**
 * Hosts of our own configuration are asked directly, with their certificates checked. Without any, Wazuh's own plugin and its
 * configuration are used.
 */
export function managerAccess(
  config: Pick<IsolationConfig, 'hosts' | 'manager_requests_per_minute'>,
  wazuhCore: WazuhCoreContract | undefined,
  now: () => number
): ManagerAccess {
  const pauses = new LoginPauses(now);
  const reach = new ManagerReach(now);
  const pace = new Pace({ limit: config.manager_requests_per_minute, now });
  const parts = { tokens: new TokenStore(pauses, now), pace, limits: MANAGER_LIMITS, now };
  if (config.hosts.length > 0) {
    const direct = new DirectConnections({ ...parts, hosts: config.hosts.map(directHost) });
    return {
      internal: reach.watch(direct.managersOf()),
      paidBy: (person) => reach.watch(direct.managersFor(person)),
      forPerson: ({ name, authContext }, use) =>
        reach.watch(direct.managersOf({ name, authContext }, use)),
      passwordOf: async (hostId) => config.hosts.find(({ id }) => id === hostId)?.password,
      pauses,
      reach,
      pace,
      close: () => direct.close(),
    };
  }
  return {
    internal: wazuhCore ? reach.watch(new WazuhCoreManagers(wazuhCore, parts)) : NO_MANAGERS,
    paidBy: (person) =>
      wazuhCore
        ? reach.watch(new WazuhCoreManagers(wazuhCore, parts, undefined, person))
        : NO_MANAGERS,
    forPerson: ({ name, authContext }, use, context) =>
      context.wazuh_core
        ? reach.watch(
            new WazuhCoreManagers(context.wazuh_core, parts, {
              name,
              authContext,
              client: context.wazuh_core.api.client.asCurrentUser,
              use,
            })
          )
        : NO_MANAGERS,
    passwordOf: async (hostId) =>
      wazuhCore && wazuhCorePasswordOf(wazuhCore, hostId, MANAGER_LIMITS.readMs),
    pauses,
    reach,
    pace,
    close: () => undefined,
  };
}

function directHost(host: IsolationConfig['hosts'][number]): DirectHost {
  const { id, url, username, password, ca_file, verify_tls, run_as } = host;
  return {
    id,
    url,
    username,
    password,
    runAs: run_as ? 'on' : 'off',
    tls: verify_tls ? 'verified' : 'not_verified',
    caFile: ca_file,
  };
}
