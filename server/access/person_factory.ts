import { createHash } from 'crypto';
import type { RequestHandlerContext } from 'opensearch-dashboards/server';
import type { Access, AgentResource, Right, RightDecision } from '../../common/rights';
import { decideRight, seesEveryAgent } from '../../common/rights';
import { canonicalJson } from '../../common/canonical_json';
import type { ManagerHost, Managers } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import type { Purpose } from '../manager/token_store';
import type { Freshness, Person } from '../services/person';
import { Refusal } from '../services/refusal';
import type { Settings } from '../settings';
import type { CurrentUser } from './current_user';
import { readCurrentUser } from './current_user';
import type { PolicyKeeper } from './policy_keeper';

/** Gives the managers as one person sees them. */
export type ManagersFor = (
  user: CurrentUser,
  purpose: Purpose,
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
  async of(context: RequestHandlerContext, purpose: Purpose): Promise<Person> {
    const { asCurrentUser } = context.core.opensearch.client;
    const user = await readCurrentUser(asCurrentUser);
    const managers = this.managersFor(user, purpose, context);
    return new RequestPerson(user, managers, asCurrentUser, this.policies, this.settings);
  }
}

class RequestPerson implements Person {
  readonly name: string;
  readonly security: Person['security'];
  readonly roles: readonly string[];
  private readonly accesses = new Map<string, Promise<Access>>();
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
      throw new Refusal(
        'host_unknown',
        'No manager with this ID is configured. Choose a configured manager.'
      );
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

  async seesEveryAgent(hostId: string, freshness: Freshness): Promise<boolean> {
    return seesEveryAgent(await this.accessTo(hostId, freshness), this.settings.access);
  }

  /** Found out once for the whole request. */
  private accessTo(hostId: string, freshness: Freshness): Promise<Access> {
    const key = `${freshness} ${hostId}`;
    const access = this.accesses.get(key) ?? this.accessOn(hostId, freshness);
    this.accesses.set(key, access);
    return access;
  }

  private async accessOn(hostId: string, freshness: Freshness): Promise<Access> {
    const { runAs } = await this.host(hostId);
    const { name, roles } = this.user;
    const policies = runAs === 'on' ? await this.policiesOn(hostId, freshness) : 'unreadable';
    return { user: name, roles, runAs, policies };
  }

  private async policiesOn(hostId: string, freshness: Freshness): Promise<Access['policies']> {
    const roles = createHash('sha256').update(canonicalJson(this.user.roles)).digest('hex');
    const key = JSON.stringify([this.name, roles, hostId]);
    const recent = freshness === 'kept' ? this.policies.recent(key) : undefined;
    if (recent) return recent;
    try {
      return await this.policies.fresh(key, await this.managers.open(hostId));
    } catch (error) {
      if (error instanceof ManagerError) return 'unreadable';
      throw error;
    }
  }
}
