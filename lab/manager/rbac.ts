import type { Agent } from './agent';
import { administratorPolicies } from './administrator_policies';

export interface PolicyBody {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly effect: 'allow' | 'deny';
}
export interface Policy {
  readonly id: number;
  readonly name: string;
  readonly policy: PolicyBody;
}
/** A condition on the authorization context of a run_as login. */
export type RuleBody =
  | { readonly FIND: Readonly<Record<string, unknown>> }
  | { readonly MATCH: Readonly<Record<string, unknown>> }
  | { readonly AND: readonly RuleBody[] }
  | { readonly OR: readonly RuleBody[] }
  | { readonly NOT: RuleBody };
export interface SecurityRule {
  readonly id: number;
  readonly name: string;
  readonly rule: RuleBody;
}
export interface Role {
  readonly id: number;
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly rules: readonly SecurityRule[];
}
export interface User {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly allowRunAs: boolean;
  readonly roles: readonly string[];
}

/** Effect by resource, by action; as `GET /security/users/me/policies` shows it. */
export type Rights = Readonly<Record<string, Readonly<Record<string, 'allow' | 'deny'>>>>;
export type RbacMode = 'white' | 'black';

/** The role that comes with every manager, and the rules by which the dashboard's administrators get it. */
export const administratorRole: Role = {
  id: 1,
  name: 'administrator',
  policies: administratorPolicies,
  rules: [
    { id: 1, name: 'wui_elastic_admin', rule: { FIND: { username: 'elastic' } } },
    { id: 2, name: 'wui_opensearch_admin', rule: { FIND: { user_name: 'admin' } } },
  ],
};

/** The two users that come with every manager. Their passwords are the lab's own. */
export const defaultUsers: readonly User[] = [
  { id: 1, username: 'wazuh', password: 'wazuh', allowRunAs: true, roles: ['administrator'] },
  {
    id: 2,
    username: 'wazuh-wui',
    password: 'wazuh-wui',
    allowRunAs: true,
    roles: ['administrator'],
  },
];

/** A role of one's own, with ids as the API gives them to new ones. */
export function customRole(
  id: number,
  name: string,
  policies: readonly PolicyBody[],
  rules: readonly RuleBody[] = []
): Role {
  const numbered = (index: number) => ({ id: 1000 + id * 10 + index, name: `${name}_${index}` });
  return {
    id,
    name,
    policies: policies.map((policy, index) => ({ ...numbered(index), policy })),
    rules: rules.map((rule, index) => ({ ...numbered(index), rule })),
  };
}

function isSame(expected: unknown, value: unknown): boolean {
  if (typeof expected === 'string' && typeof value === 'string') {
    const pattern = /^r'(.*)'$/.exec(expected)?.[1];
    return pattern === undefined ? expected === value : new RegExp(`^(?:${pattern})`).test(value);
  }
  if (Array.isArray(value)) {
    const wanted = Array.isArray(expected) ? expected : [expected];
    return wanted.every((one) => value.some((each) => isSame(one, each)));
  }
  return expected === value;
}

/** `MATCH` looks at the top of the context, `FIND` at any depth. */
function matches(rule: RuleBody, context: Readonly<Record<string, unknown>>): boolean {
  if ('AND' in rule) return rule.AND.every((each) => matches(each, context));
  if ('OR' in rule) return rule.OR.some((each) => matches(each, context));
  if ('NOT' in rule) return !matches(rule.NOT, context);
  const wanted = Object.entries('MATCH' in rule ? rule.MATCH : rule.FIND);
  if (wanted.every(([key, value]) => key in context && isSame(value, context[key]))) return true;
  return (
    'FIND' in rule &&
    Object.values(context).some(
      (each) => typeof each === 'object' && each !== null && matches(rule, { ...each })
    )
  );
}

/** Deny beats allow on the same resource. */
export function rightsOf(roles: readonly Role[]): Rights {
  const rights: Record<string, Record<string, 'allow' | 'deny'>> = {};
  const policies = roles.flatMap((role) => role.policies.map(({ policy }) => policy));
  for (const { actions, resources, effect } of policies) {
    for (const action of actions) {
      const byResource = (rights[action] = rights[action] ?? {});
      for (const resource of resources) {
        if (byResource[resource] !== 'deny') byResource[resource] = effect;
      }
    }
  }
  return rights;
}

function isAgentIn(resource: string, id: string, agent: Agent | undefined): boolean {
  if (resource === 'agent:id:*' || resource === '*:*:*' || resource === `agent:id:${id}`)
    return true;
  const group = /^agent:group:(.+)$/.exec(resource)?.[1];
  return (
    group !== undefined && (agent?.groups ?? []).some((each) => group === '*' || each === group)
  );
}

/** Tells of agents whether `action` is allowed on them; `agent` is undefined where the manager does not know the id. */
export function rightOn(
  { rights, mode }: { readonly rights: Rights; readonly mode: RbacMode },
  action: string
): (id: string, agent: Agent | undefined) => boolean {
  const byResource = Object.entries(rights[action] ?? {});
  const resources = (wanted: 'allow' | 'deny'): string[] =>
    byResource.filter(([, effect]) => effect === wanted).map(([resource]) => resource);
  const [allowed, denied] = [resources('allow'), resources('deny')];
  return (id, agent) =>
    !denied.some((resource) => isAgentIn(resource, id, agent)) &&
    (mode === 'black' || allowed.some((resource) => isAgentIn(resource, id, agent)));
}

/** The manager's users and roles. A change of rights ends the tokens of those concerned, through `onChange`. */
export class Rbac {
  mode: RbacMode = 'white';
  private readonly roles = new Map<string, Role>();
  private readonly users = new Map<string, User>();

  constructor(
    roles: readonly Role[],
    users: readonly User[],
    private readonly onChange: (users: readonly string[]) => void
  ) {
    [administratorRole, ...roles].forEach((role) => this.roles.set(role.name, role));
    [...defaultUsers, ...users].forEach((user) => this.users.set(user.username, user));
  }

  user(name: string): User | undefined {
    return this.users.get(name);
  }

  allRoles(): Role[] {
    return Array.from(this.roles.values());
  }

  rolesByName(names: readonly string[]): Role[] {
    return this.allRoles().filter(({ name }) => names.includes(name));
  }

  rolesById(ids: readonly number[]): Role[] {
    return this.allRoles().filter(({ id }) => ids.includes(id));
  }

  /** Roles of a run_as login: those with a rule that the context fits. */
  rolesFor(context: Readonly<Record<string, unknown>>): Role[] {
    return this.allRoles().filter(({ rules }) => rules.some(({ rule }) => matches(rule, context)));
  }

  putUser(user: User): void {
    this.users.set(user.username, user);
    this.onChange([user.username]);
  }

  putRole(role: Role): void {
    this.roles.set(role.name, role);
    const holders = Array.from(this.users.values()).filter(({ roles }) =>
      roles.includes(role.name)
    );
    this.onChange(holders.map(({ username }) => username));
  }
}
