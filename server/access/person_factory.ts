import type { RequestHandlerContext } from 'opensearch-dashboards/server';
import type { Authority } from '../../common/action/authority';
import type { Access, AgentResource, Right, RightDecision } from '../../common/manager/rights';
import { decideRight, seesEveryAgent } from '../../common/manager/rights';
import { sha256Of } from '../base/sha256';
import type { CallUse } from '../manager/call_use';
import type { ManagerHost, Managers } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import type { Freshness, Person } from './person';
import { Refusal } from '../errors/refusal';
import type { Settings } from '../configuration/settings';
import type { CurrentUser } from './current_user';
import { readCurrentUser } from './current_user';
import type { PolicyKeeper } from './policy_keeper';
import { POLICIES_SERVE } from './policy_keeper';

/** Gives the managers as one person sees them. */
export type ManagersFor = (
  user: CurrentUser,
  use: CallUse,
  context: RequestHandlerContext
) => Managers;

/** Makes the person of a request: the one place where it is found out who asks and what they may. */
export class PersonFactory {
  constructor(
    private readonly managersFor: ManagersFor,
    private readonly policies: PolicyKeeper,
    private readonly settings: Pick<Settings, 'access'>
  ) {}

  /** @throws IndexerError where it cannot be found out who asks: then nothing is done */
  async of(context: RequestHandlerContext, use: CallUse): Promise<Person> {
    const { asCurrentUser } = context.core.opensearch.client;
    const user = await readCurrentUser(asCurrentUser);
    const managers = this.managersFor(user, use, context);
    return new RequestPerson(user, managers, asCurrentUser, this.policies, this.settings);
  }
}

interface FoundAccess {
  /** ms */
  readonly at: number;
  readonly access: Promise<Access>;
}

class RequestPerson implements Person {
  readonly name: string;
  readonly security: Person['security'];
  readonly roles: readonly string[];
  private readonly accesses = new Map<string, FoundAccess>();
  private hosts: Promise<readonly ManagerHost[]> | undefined;

  constructor(
    private readonly user: CurrentUser,
    readonly managers: Managers,
    readonly alerts: Person['alerts'],
    private readonly policies: PolicyKeeper,
    private readonly settings: Pick<Settings, 'access'>
  ) {
    this.name = user.name;
    this.security = user.roles === 'no_security_plugin' ? 'absent' : 'present';
    this.roles = user.roles === 'no_security_plugin' ? [] : user.roles;
  }

  async host(hostId: string): Promise<ManagerHost> {
    this.hosts = this.hosts ?? this.managers.hosts();
    const host = (await this.hosts).find(({ id }) => id === hostId);
    if (!host) {
      throw new Refusal('host_unknown');
    }
    return host;
  }

  async decide(
    hostId: string,
    right: Right,
    agent: AgentResource | undefined,
    freshness: Freshness
  ): Promise<RightDecision> {
    return decideRight(right, await this.accessTo(hostId, freshness), this.settings.access, agent);
  }

  async authorityOn(hostId: string): Promise<Authority> {
    const { runAs } = await this.host(hostId);
    return { as: runAs === 'off' ? 'api_user' : 'person' };
  }

  async seesEveryAgent(hostId: string, freshness: Freshness): Promise<boolean> {
    return seesEveryAgent(await this.accessTo(hostId, freshness), this.settings.access);
  }

  /** Found out once for the whole request. What goes on for longer, as the second step of a change of addresses, finds it out anew. */
  private accessTo(hostId: string, freshness: Freshness): Promise<Access> {
    const key = `${freshness} ${hostId}`;
    const now = this.policies.now();
    const known = this.accesses.get(key);
    if (known && now - known.at < POLICIES_SERVE.doing) return known.access;
    const access = this.accessOn(hostId, freshness);
    this.accesses.set(key, { at: now, access });
    return access;
  }

  private async accessOn(hostId: string, freshness: Freshness): Promise<Access> {
    const { runAs } = await this.host(hostId);
    const { name, roles, backendRoles } = this.user;
    const read =
      runAs === 'on'
        ? await this.policiesOn(hostId, freshness)
        : ({ policies: 'unreadable' } as const);
    return { user: name, roles, backendRoles, runAs, ...read };
  }

  private async policiesOn(
    hostId: string,
    freshness: Freshness
  ): Promise<Pick<Access, 'policies' | 'unreadBecause'>> {
    const { roles: own, backendRoles } = this.user;
    const roles = sha256Of([own, backendRoles]);
    const key = JSON.stringify([this.name, roles, hostId]);
    const recent = this.policies.recent(key, freshness);
    if (recent) return { policies: recent };
    if (freshness === 'timer') return { policies: 'unreadable', unreadBecause: 'too_old' };
    try {
      return { policies: await this.policies.read(key, () => this.managers.open(hostId)) };
    } catch (error) {
      if (!(error instanceof ManagerError)) throw error;
      return { policies: 'unreadable', unreadBecause: error.code };
    }
  }
}
