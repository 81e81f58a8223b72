import { isNonEmpty } from '../base/non_empty_array';

export const RIGHTS = ['view', 'isolate', 'release', 'probe', 'export'] as const;
export type Right = (typeof RIGHTS)[number];

/** `GET /security/users/me/policies`: for each action of the manager the effect on each resource. */
export interface ManagerPolicies {
  /** `white`: what is not allowed is denied. `black`: what is not denied is allowed. */
  readonly rbac_mode: 'white' | 'black';
  readonly effects: Readonly<Record<string, Readonly<Record<string, 'allow' | 'deny'>>>>;
}

/** The person who asks, as the server's session says. Nothing of it comes from a request's body. */
export interface Access {
  readonly user: string;
  /** Roles of the dashboard; absent: there is no security plugin. */
  readonly roles: readonly string[] | 'no_security_plugin';
  /** Names that the identity provider gives the person. Another one may be called as a role is. */
  readonly backendRoles?: readonly string[];
  /** `on` if the manager knows the person (run_as), `off` if it knows only one account for all. */
  readonly runAs: 'on' | 'off' | 'not_known';
  /** Policies with run_as on. A permission that can't be read isn't granted. */
  readonly policies: ManagerPolicies | 'unreadable';
  /** Reason they couldn't be read: a `ManagerCode`, or `too_old`. */
  readonly unreadBecause?: string;
}

export interface AccessSettings {
  /** Dashboard roles for each right, backend roles behind `backend:`; an unset right is decided by the manager alone with run_as on, and by `DEFAULT_ROLES` with it off. */
  readonly roles: Readonly<Partial<Record<Right, readonly string[]>>>;
  readonly allowWithoutSecurity: boolean;
}

/**
 * Roles that may act by default. With run_as off every dashboard user is the manager's administrator, so only administrators of the
 * dashboard may.
 */
export const DEFAULT_ROLES: readonly string[] = ['all_access'];

/** Mark of a backend role in the configuration. */
const BACKEND = 'backend:';

export const RIGHT_REFUSALS = [
  'no_security_plugin',
  'run_as_not_known',
  'policies_unreadable',
  'role_missing',
  'manager_denies',
] as const;

export interface RightRefusal {
  readonly code: (typeof RIGHT_REFUSALS)[number];
  /** The roles one of which would give the right, the manager's action that is denied, or the reason that policies couldn't be read. */
  readonly needs: readonly string[];
}

export type RightDecision =
  | { readonly given: true }
  | { readonly given: false; readonly refusals: readonly RightRefusal[] };

const UNREAD: ReadonlyArray<RightRefusal['code']> = ['policies_unreadable', 'run_as_not_known'];

/** True if nothing stands against the person but that their permissions can't be read now, which says nothing against them. */
export function areUnread(refusals: readonly RightRefusal[]): boolean {
  return refusals.length > 0 && refusals.every(({ code }) => UNREAD.includes(code));
}

/** The part of an agent on which the manager's policies decide. */
export interface AgentResource {
  readonly id: string;
  readonly groups: readonly string[];
}

const SEE_AGENT = 'agent:read';
const COMMAND_AGENT = 'active-response:command';

/**
 * Decides if a person has a permission, on one endpoint or, without `agent`, on any at all. Every check that applies has to agree: with
 * run_as on the manager's policies, and the configured roles if the key of that permission is set; with it off the roles alone. Whoever
 * can't see an endpoint can do nothing with it, because every answer would name it.
 */
export function decideRight(
  right: Right,
  access: Access,
  settings: AccessSettings,
  agent?: AgentResource
): RightDecision {
  const refusals = [
    ...securityRefusals(access, settings),
    ...rolesRefusals(right, access, settings),
    ...managerRefusals(right, access, agent),
  ];
  return isNonEmpty(refusals) ? { given: false, refusals } : { given: true };
}

/** True if a person can see every agent of the manager, even those it no longer lists: only then does "not listed" mean gone. */
export function seesEveryAgent(access: Access, settings: AccessSettings): boolean {
  if (!decideRight('view', access, settings).given) return false;
  const { runAs, policies } = access;
  if (runAs === 'off') return true;
  if (policies === 'unreadable') return false;
  const { rbac_mode, effects } = policies;
  const rules = Object.entries(ownValue(effects, SEE_AGENT) ?? {});
  const hasAll = rules.some(([resource]) => resource === '*:*:*' || resource === 'agent:id:*');
  return rules.every(([, effect]) => effect === 'allow') && (hasAll || rbac_mode === 'black');
}

function securityRefusals({ roles }: Access, settings: AccessSettings): RightRefusal[] {
  return roles === 'no_security_plugin' && !settings.allowWithoutSecurity
    ? [{ code: 'no_security_plugin', needs: [] }]
    : [];
}

function rolesRefusals(right: Right, access: Access, settings: AccessSettings): RightRefusal[] {
  const own = roleRefusals(right, access, settings);
  const missing = own.map(({ needs }) => needs.join());
  const toSee = right === 'view' ? [] : roleRefusals('view', access, settings);
  return [...own, ...toSee.filter(({ needs }) => !missing.includes(needs.join()))];
}

function roleRefusals(
  right: Right,
  { roles, backendRoles = [], runAs }: Access,
  settings: AccessSettings
): RightRefusal[] {
  if (roles === 'no_security_plugin') return [];
  const wanted = settings.roles[right] ?? (runAs === 'on' ? undefined : DEFAULT_ROLES);
  const held = [...roles, ...backendRoles.map((role) => `${BACKEND}${role}`)];
  return wanted === undefined || wanted.some((role) => held.includes(role))
    ? []
    : [{ code: 'role_missing', needs: wanted }];
}

function managerRefusals(
  right: Right,
  access: Access,
  agent: AgentResource | undefined
): RightRefusal[] {
  if (access.runAs === 'off') return [];
  if (access.runAs === 'not_known') return [{ code: 'run_as_not_known', needs: [] }];
  const { policies } = access;
  if (policies === 'unreadable') {
    const { unreadBecause: why } = access;
    return [{ code: 'policies_unreadable', needs: why === undefined ? [] : [why] }];
  }
  const actions = right === 'view' || right === 'export' ? [SEE_AGENT] : [SEE_AGENT, COMMAND_AGENT];
  return actions
    .filter((action) => !isAllowed(policies, action, agent))
    .map((action) => ({ code: 'manager_denies' as const, needs: [action] }));
}

function isAllowed(
  policies: ManagerPolicies,
  action: string,
  agent: AgentResource | undefined
): boolean {
  const effects = Object.entries(ownValue(policies.effects, action) ?? {});
  if (!agent) {
    return policies.rbac_mode === 'black' || effects.some(([, effect]) => effect === 'allow');
  }
  const resources = resourcesOf(agent);
  const applying = effects
    .filter(([resource]) => resources.has(resource))
    .map(([, effect]) => effect);
  if (applying.includes('deny')) return false;
  return applying.includes('allow') || policies.rbac_mode === 'black';
}

function resourcesOf({ id, groups }: AgentResource): Set<string> {
  return new Set([
    '*:*:*',
    'agent:id:*',
    `agent:id:${id}`,
    // Every agent is in a group, if only in `default`; one without is pending and cannot be commanded.
    ...(groups.length > 0 ? ['agent:group:*'] : []),
    ...groups.map((group) => `agent:group:${group}`),
  ]);
}

function ownValue<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined;
}
