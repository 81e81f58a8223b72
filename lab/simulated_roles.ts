import type { PolicyBody, Role } from './manager/rbac';
import { customRole } from './manager/rbac';

const allAgents = ['agent:id:*', 'agent:group:*'];

const seeAgents: PolicyBody = {
  actions: ['agent:read', 'group:read'],
  resources: [...allAgents, 'group:id:*'],
  effect: 'allow',
};
const commandAgents = (effect: PolicyBody['effect'], resources: string[]): PolicyBody => ({
  actions: ['active-response:command'],
  resources,
  effect,
});

/**
 * Roles of the lab's users in the manager with run_as on, besides `admin`, who is its administrator: `analyst` commands all agents but the
 * domain controllers, `reader` sees all and commands none.
 */
export const simulatedRoles: readonly Role[] = [
  customRole(
    100,
    'soc_analyst',
    [
      seeAgents,
      commandAgents('allow', allAgents),
      commandAgents('deny', ['agent:group:domain-controllers']),
    ],
    [{ FIND: { user_name: 'analyst' } }]
  ),
  customRole(101, 'soc_reader', [seeAgents], [{ FIND: { user_name: 'reader' } }]),
];
