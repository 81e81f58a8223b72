import type { ManagerPolicies } from '../../common/manager/rights';
import { asObject, field } from '../../common/base/json_reading';

type Effects = Readonly<Record<string, 'allow' | 'deny'>>;

/** The two actions of the manager's catalog that decide something here. */
const ACTIONS = ['agent:read', 'active-response:command'] as const;

/**
 * `GET /security/users/me/policies`. An action that no policy names is left out of the answer (measured).
 * @returns undefined where a rule could not be read: a right that cannot be checked is none.
 */
export function readPolicies(body: unknown): ManagerPolicies | undefined {
  const data = field(body, 'data');
  const mode = field(data, 'rbac_mode');
  if (mode !== 'white' && mode !== 'black') return undefined;
  const effects: Record<string, Effects> = {};
  for (const action of ACTIONS) {
    const rules = field(data, action);
    if (rules === undefined) continue;
    const read = readEffects(rules);
    if (!read) return undefined;
    effects[action] = read;
  }
  return { rbac_mode: mode, effects };
}

function readEffects(value: unknown): Effects | undefined {
  const object = asObject(value);
  if (!object) return undefined;
  const effects: [string, 'allow' | 'deny'][] = [];
  for (const [resource, effect] of Object.entries(object)) {
    if (effect !== 'allow' && effect !== 'deny') return undefined;
    effects.push([resource, effect]);
  }
  return Object.fromEntries(effects);
}
