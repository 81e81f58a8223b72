import type { WazuhApiClient } from '../../types/wazuh_core';
import { provenConnectionFailure } from './connection_failure';
import { asArray, asInteger, asText, asObject, field } from '../../common/base/json_reading';
import { loginFailureOf } from './login_failure';
import type { ManagerHost, Managers, ManagerSession } from './manager';
import { ManagerError } from './manager_error';
import type { Pace } from '../pace/pace';
import { ApiSession } from './api_session';
import type { CallUse } from './call_use';
import { FOR_READING, IN_BACKGROUND } from './call_use';
import { isHostId } from './host_id';
import { withinLimit } from './time_limit';
import type { Login, TokenOwner, TokenStore } from './token_store';
import type { ManagerLimits } from './transport';
import { WazuhCoreTransport } from './wazuh_core_transport';

/** The part of wazuhCore that is used, of a route's context or of its contracts. What it answers is read like any other input. */
export interface WazuhCore {
  readonly manageHosts: {
    get(hostId: undefined, options: { excludePassword: boolean }): Promise<unknown>;
    getEntries(options: { excludePassword: true }): Promise<unknown>;
    /** Throws where the manager could not be asked yet, and where the API user may not use run_as. */
    isEnabledAuthWithRunAs(hostId: string): boolean;
  };
  readonly api: { readonly client: { readonly asInternalUser: WazuhApiClient } };
}

/**
 * A person, as the server's session knows them, and the client that wazuhCore made for their request. The token that Wazuh's own app
 * left in the browser's cookies is never used: cookies can be written by whoever sends them, and a token does not say whose it is.
 */
export interface WazuhCorePerson {
  readonly name: string;
  /** The account with its roles, which the manager's run_as rules are matched against. */
  readonly authContext: object;
  readonly client: WazuhApiClient;
  readonly use: CallUse;
}

export interface ManagersParts {
  readonly tokens: TokenStore;
  readonly pace: Pace;
  readonly limits: ManagerLimits;
  readonly now: () => number;
}

/**
 * The managers that are configured in Wazuh's own plugin, through its client.
 * @param person absent: background work, as the API user
 */
export class WazuhCoreManagers implements Managers {
  /** Asks once for this request. A failure leaves what isn't known as it is. */
  private entries?: Promise<unknown>;

  constructor(
    private readonly core: WazuhCore,
    private readonly parts: ManagersParts,
    private readonly person?: WazuhCorePerson,
    /** Somebody who wants to know what the API user is asked for, and pays for it. */
    private readonly payer?: string
  ) {}

  async hosts(): Promise<readonly ManagerHost[]> {
    const configured = await this.configuredHosts();
    return Promise.all(configured.map((host) => this.describe(host)));
  }

  async open(hostId: string): Promise<ManagerSession> {
    const configured = (await this.configuredHosts()).find(({ id }) => id === hostId);
    if (!configured) throw new ManagerError('host_unknown');
    const host = await this.describe(configured);
    const { person } = this;
    const client = person ? person.client : this.core.api.client.asInternalUser;
    const use = person?.use ?? (this.payer === undefined ? IN_BACKGROUND : FOR_READING);
    return ApiSession.open({
      host,
      transport: new WazuhCoreTransport(client, host.id),
      login: this.loginTo(host),
      owner: this.ownerOn(host),
      purpose: use.purpose,
      book: this.parts.pace.bookOf(host.id, {
        as: use.pace,
        person: person?.name ?? this.payer,
      }),
      tokens: this.parts.tokens,
      limits: this.parts.limits,
      now: this.parts.now,
    });
  }

  private ownerOn({ id, runAs }: ManagerHost): TokenOwner {
    const { person } = this;
    if (!person || runAs === 'off') return { hostId: id };
    // As whom to log in is not known, and as the API user would give a person that user's rights.
    if (runAs === 'not_known') throw new ManagerError('run_as_unknown');
    return { hostId: id, person: { name: person.name, authContext: person.authContext } };
  }

  private loginTo({ id, runAs }: ManagerHost): Login {
    const client =
      this.person && runAs === 'on' ? this.person.client : this.core.api.client.asInternalUser;
    return () => authenticate(client, id, this.parts.limits.loginMs);
  }

  /** Always without passwords: a plain `get()` returns them. */
  private async configuredHosts(): Promise<readonly ConfiguredHost[]> {
    const all = await this.bounded(() =>
      this.core.manageHosts.get(undefined, { excludePassword: true })
    );
    const hosts: ConfiguredHost[] = [];
    for (const item of asArray(all) ?? []) {
      const host = readHost(item);
      if (host) hosts.push(host);
    }
    return hosts;
  }

  private async describe({ id, url, runAs }: ConfiguredHost): Promise<ManagerHost> {
    // wazuhCore uses run_as only where the host is configured for it, whatever the API user may.
    const known = runAs === 'off' ? 'off' : await this.runAsOf(id);
    return { id, url, way: 'wazuhCore', runAs: known, tls: 'not_verified' };
  }

  /**
   * Returns whether run_as is on. From 4.14.5 wazuhCore may not have asked its managers yet just after boot; reading the entries makes it
   * ask.
   */
  private async runAsOf(id: string): Promise<ManagerHost['runAs']> {
    const known = this.runAsNow(id);
    if (known !== 'not_known') return known;
    this.entries ??= this.bounded(() =>
      this.core.manageHosts.getEntries({ excludePassword: true })
    ).catch(() => undefined);
    await this.entries;
    return this.runAsNow(id);
  }

  private runAsNow(id: string): ManagerHost['runAs'] {
    try {
      return this.core.manageHosts.isEnabledAuthWithRunAs(id) ? 'on' : 'off';
    } catch (error) {
      // It throws where the manager could not be asked, and where the API user may not use run_as.
      return 'not_known';
    }
  }

  private async bounded<T>(work: () => Promise<T>): Promise<T> {
    let limited;
    try {
      limited = await withinLimit(work(), this.parts.limits.readMs);
    } catch (error) {
      throw new ManagerError('host_unusable');
    }
    if (!limited.inTime) throw new ManagerError('host_unusable');
    return limited.value;
  }
}

/**
 * Reads the password of a host's API user, of which the key of its queue is made. Undefined if it isn't there within the limit.
 * @throws whatever wazuhCore throws
 */
export async function wazuhCorePasswordOf(
  core: Pick<WazuhCore, 'manageHosts'>,
  hostId: string,
  limitMs: number
): Promise<string | undefined> {
  const all = core.manageHosts.get(undefined, { excludePassword: false });
  const limited = await withinLimit(all, limitMs);
  const hosts = limited.inTime ? asArray(limited.value) ?? [] : [];
  return asText(
    field(
      hosts.find((one) => field(one, 'id') === hostId),
      'password'
    )
  );
}

async function authenticate(client: WazuhApiClient, hostId: string, limitMs: number) {
  let limited;
  try {
    limited = await withinLimit(client.authenticate(hostId), limitMs);
  } catch (error) {
    throw loginErrorOf(error);
  }
  if (!limited.inTime) throw new ManagerError('login_timed_out');
  return limited.value;
}

/** Nothing of an axios error is kept: it holds the password in its configuration. */
function loginErrorOf(error: unknown): ManagerError {
  const response = field(error, 'response');
  const status = asInteger(field(response, 'status'));
  if (status !== undefined) return loginFailureOf(status, field(response, 'data'));
  const failure = provenConnectionFailure(error);
  if (failure) return new ManagerError(failure.code);
  // Without a request in it the error is wazuhCore's own: it did not come so far.
  return new ManagerError(field(error, 'config') === undefined ? 'not_built' : 'login_cut');
}

interface ConfiguredHost {
  readonly id: string;
  readonly url: string;
  readonly runAs: 'configured' | 'off';
}

function readHost(item: unknown): ConfiguredHost | undefined {
  const id = field(item, 'id');
  if (!asObject(item) || !isHostId(id)) return undefined;
  const runAs = field(item, 'run_as') ? 'configured' : 'off';
  return { id, url: shownUrl(asText(field(item, 'url')) ?? '', field(item, 'port')), runAs };
}

/** Returns the URL without a user or password that someone may have put into it. */
function shownUrl(url: string, port: unknown): string {
  const parts = /^(https?):\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/?#:]+)/i.exec(url);
  if (!parts) return '';
  return `${parts[1]}://${parts[2]}${asInteger(port) === undefined ? '' : `:${port}`}`;
}
