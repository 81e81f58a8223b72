import { omit } from 'lodash';
import type { Logger } from 'opensearch-dashboards/server';
import type { ManagerHost, WazuhCoreOptions } from './options';
import type { InternalUserClient } from './server_api_client';

/** Permission of a host's API user to act as the dashboard's user, as the manager said when it was asked. */
enum RunAs {
  UnableToCheck = -1,
  AllDisabled = 0,
  UserNotAllowed = 1,
  HostDisabled = 2,
  Enabled = 3,
}

interface Registered {
  manager: string | null;
  node: string | null;
  status: string;
  cluster: string;
  allow_run_as: RunAs;
}

const UNKNOWN: Registered = {
  manager: null,
  node: null,
  status: 'disabled',
  cluster: 'Disabled',
  allow_run_as: RunAs.UnableToCheck,
};

interface Exclude {
  excludePassword: boolean;
}

/** wazuhCore's `manageHosts`: the configured managers, and what each said about itself when it was asked. */
export class ManageHosts {
  private readonly registry = new Map<string, Registered>();
  private internalUser?: InternalUserClient;

  constructor(private readonly options: WazuhCoreOptions, private readonly log: Logger) {}

  useClient(internalUser: InternalUserClient) {
    this.internalUser = internalUser;
  }

  /** Returns a host, with its password unless told otherwise: that is wazuhCore's own default. */
  async get(
    id?: string,
    options?: Exclude
  ): Promise<Partial<ManagerHost> | Array<Partial<ManagerHost>>> {
    const shown = (host: ManagerHost) =>
      options?.excludePassword ? omit(host, 'password') : { ...host };
    return id === undefined ? this.options.hosts.map(shown) : shown(this.host(id));
  }

  host(id: string): ManagerHost {
    const found = this.options.hosts.find((host) => host.id === id);
    if (!found) throw new Error(`API connection with ID [${id}] not found`);
    return found;
  }

  async getEntries(options?: Exclude) {
    if (this.options.start === 'in_background') {
      const missing = this.options.hosts.filter(({ id }) => !this.registry.has(id));
      await Promise.all(missing.map((host) => this.ask(host)));
    }
    const hosts = await this.get(undefined, options);
    return [hosts].flat().map((host) => ({
      ...host,
      cluster_info:
        this.registry.get(String(host.id)) ??
        (this.options.start === 'in_background' ? {} : undefined),
    }));
  }

  /** @throws where the manager could not be asked yet, and where the API user may not use run_as. */
  isEnabledAuthWithRunAs(id: string): boolean {
    const found = this.registry.get(id);
    if (!found) {
      throw new Error(
        `API host with ID [${id}] was not found in the registry. This could be caused by a problem getting and storing the registry data or the API host was removed.`
      );
    }
    if (found.allow_run_as === RunAs.UnableToCheck) {
      throw new Error(
        `API host with host ID [${id}] could not check the ability to use the run as. Ensure the API host is accesible and the internal user has the minimal permissions to check this capability.`
      );
    }
    if (found.allow_run_as === RunAs.UserNotAllowed) {
      throw new Error(
        `API host with host ID [${id}] misconfigured. The configurated API user is not allowed to use [run_as]. Allow it in the API user configuration or set [run_as] host setting with [false] value.`
      );
    }
    return found.allow_run_as === RunAs.Enabled;
  }

  async start(): Promise<void> {
    const asked = Promise.all(this.options.hosts.map((host) => this.ask(host)));
    if (this.options.start === 'waits') await asked;
  }

  /** Never throws: what was read before a failure is kept, the rest stays unknown. */
  private async ask({ id, run_as: runAs }: ManagerHost): Promise<void> {
    const data = async (path: string, params = {}) =>
      Object(await this.internalUser?.request('GET', path, { params }, { apiHostID: id })).data
        .data;
    const read: Registered = { ...UNKNOWN };
    try {
      read.manager = (await data('/agents', { agents_list: '000' })).affected_items[0].manager;
      const allowed = (await data('/security/users/me')).affected_items[0].allow_run_as;
      if (runAs) read.allow_run_as = allowed ? RunAs.Enabled : RunAs.UserNotAllowed;
      else read.allow_run_as = allowed ? RunAs.HostDisabled : RunAs.AllDisabled;
      if ((await data('/cluster/status')).enabled === 'yes') {
        read.status = 'enabled';
        const [local] = (await data('/cluster/local/info')).affected_items;
        Object.assign(read, { node: local.node, cluster: local.cluster });
      }
    } catch (error) {
      this.log.debug(`API host [${id}] could not be asked: ${(error as Error).message}`);
    }
    this.registry.set(id, read);
  }
}
