import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { Logger } from 'opensearch-dashboards/server';
import { createWazuhCore } from '../../../lab/host/wazuh_core/plugin';
import type { DirectHost } from '../../../server/manager/direct_host';
import { DirectConnections } from '../../../server/manager/direct_managers';
import { Pace } from '../../../server/pace/pace';
import type { CallUse } from '../../../server/manager/call_use';
import { LoginPauses } from '../../../server/manager/login_pause';
import type { Managers } from '../../../server/manager/manager';
import type { Purpose } from '../../../server/manager/token_store';
import { TokenStore } from '../../../server/manager/token_store';
import type { ManagerLimits } from '../../../server/manager/transport';
import { MANAGER_LIMITS } from '../../../server/manager/transport';
import { WazuhCoreManagers } from '../../../server/manager/wazuh_core_managers';

export const HOST_ID = 'manager';
export const PASSWORD = 'marker-password-7Xq';
export const USER = 'dashboard';

export interface Person {
  readonly name: string;
  readonly authContext: object;
}

export interface WayOptions {
  readonly limits?: Partial<ManagerLimits>;
  readonly runAs?: 'on' | 'off';
  /** The person who asks. Absent for background work. */
  readonly person?: Person;
  /** Cookies of the person's request. */
  readonly cookies?: string;
  /** Overrides of the direct host. */
  readonly direct?: Partial<DirectHost>;
  readonly now?: () => number;
  /** Waits before a login; on the real clock, unless said otherwise. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Purpose of all requests; reading, unless said otherwise. */
  readonly purpose?: Purpose;
}

export interface OpenWay {
  readonly managers: Managers;
  /** The same process for another person. */
  as(person: Person): Managers;
  readonly pauses: LoginPauses;
  close(): void;
}

export interface Where {
  readonly url: string;
  /** PEM */
  readonly ca: string;
}

/** One of the two ways to a manager, built as the server builds it. */
export interface Way {
  readonly name: 'direct' | 'wazuhCore';
  to(where: Where, options?: WayOptions): Promise<OpenWay>;
}

function callUseOf({ purpose = 'reading' }: WayOptions): CallUse {
  return { purpose, pace: 'reads' };
}

function partsOf({ limits, now = Date.now, wait }: WayOptions) {
  const pauses = new LoginPauses(now);
  const tokens = new TokenStore(pauses, now, wait);
  const pace = new Pace({ limit: 1_000_000, now });
  return { pauses, parts: { tokens, pace, limits: { ...MANAGER_LIMITS, ...limits }, now } };
}

export const DIRECT: Way = {
  name: 'direct',
  async to({ url, ca }, options = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'manager-ca-'));
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, ca);
    const { pauses, parts } = partsOf(options);
    const connections = new DirectConnections({
      hosts: [
        {
          id: HOST_ID,
          url,
          username: USER,
          password: PASSWORD,
          runAs: options.runAs ?? 'off',
          tls: 'verified',
          caFile,
          ...options.direct,
        },
      ],
      ...parts,
    });
    return {
      managers: connections.managersOf(options.person, callUseOf(options)),
      as: (person) => connections.managersOf(person, callUseOf(options)),
      pauses,
      close: () => {
        connections.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

export const THROUGH_WAZUH_CORE: Way = {
  name: 'wazuhCore',
  async to({ url }, options = {}) {
    const { pauses, parts } = partsOf(options);
    const { protocol, hostname, port } = new URL(url);
    const core = createWazuhCore(
      {
        hosts: [
          {
            id: HOST_ID,
            url: `${protocol}//${hostname}`,
            port: Number(port),
            username: USER,
            password: PASSWORD,
            run_as: options.runAs === 'on',
          },
        ],
        start: 'in_background',
      },
      'none',
      SILENT
    );
    const people = new WeakMap<object, Person>();
    // The dashboard's security is not what is tried here: the person is whoever the test says.
    core.contract.dashboardSecurity.getCurrentUser = async (request) => {
      const { name = '', authContext = {} } = people.get(request) ?? {};
      return { username: name, authContext: { ...authContext }, hashUsername: '' };
    };
    const as = (person: Person) => {
      const request = Object({ headers: { cookie: options.cookies } });
      people.set(request, person);
      const { client } = core.routeContext(Object(undefined), request).api;
      return new WazuhCoreManagers(core.contract, parts, {
        ...person,
        client: client.asCurrentUser,
        use: callUseOf(options),
      });
    };
    const { person } = options;
    const managers = person ? as(person) : new WazuhCoreManagers(core.contract, parts);
    return { managers, as, pauses, close };
  },
};

/** wazuhCore's client keeps no connections. */
function close(): void {
  return undefined;
}

const SILENT: Logger = {
  trace: close,
  debug: close,
  info: close,
  warn: close,
  error: close,
  fatal: close,
  get: () => SILENT,
};

export const WAYS: readonly Way[] = [DIRECT, THROUGH_WAZUH_CORE];
