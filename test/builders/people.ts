import type { Access, AccessSettings, ManagerPolicies } from '../../common/manager/rights';
import { decideRight, seesEveryAgent } from '../../common/manager/rights';
import type { AgentRow } from '../../common/manager/agent';
import type { ManagerHost, Managers, ManagerSession } from '../../server/manager/manager';
import { ManagerError } from '../../server/manager/manager_error';
import type { Person } from '../../server/access/person';
import { Refusal } from '../../server/errors/refusal';
import { fakeClient } from '../fakes/opensearch';

export const A_HOST: ManagerHost = {
  id: 'lab',
  url: 'https://manager.example:55000',
  way: 'direct',
  runAs: 'on',
  tls: 'verified',
};

/** The manager's rules for a person with run_as on: effects by resource. */
export function policiesOn(
  agents: Readonly<Record<string, 'allow' | 'deny'>>,
  rbac_mode: ManagerPolicies['rbac_mode'] = 'white'
): ManagerPolicies {
  return { rbac_mode, effects: { 'agent:read': agents, 'active-response:command': agents } };
}

/** A manager that lists these agents to whoever asks. */
export function managersListing(rows: readonly AgentRow[] | 'down', host = A_HOST): Managers {
  const session: Pick<ManagerSession, 'host' | 'agents' | 'agentsOf'> = {
    host,
    agents: async ({ statuses, os, offset = 0, limit }) => {
      if (rows === 'down') throw new ManagerError('timed_out');
      const found = rows.filter(
        ({ status, os_platform: platform }) =>
          (!statuses || statuses.includes(status)) && (!os || platform === os)
      );
      return { rows: found.slice(offset, offset + limit), total: found.length };
    },
    agentsOf: async (ids) => {
      if (rows === 'down') throw new ManagerError('timed_out');
      return rows.filter(({ id }) => ids.includes(id));
    },
  };
  return { hosts: async () => [host], open: async () => session as ManagerSession };
}

export interface PersonParts {
  readonly name?: string;
  readonly roles?: Access['roles'];
  readonly policies?: Access['policies'];
  readonly unreadBecause?: string;
  readonly host?: ManagerHost;
  /** The managers that list agents to this person. */
  readonly managers?: Managers;
  readonly settings?: AccessSettings;
}

export function aPerson(parts: PersonParts = {}): Person {
  const {
    name = 'alice',
    host = A_HOST,
    settings = { roles: {}, allowWithoutSecurity: false },
  } = parts;
  const access: Access = {
    user: name,
    roles: parts.roles ?? ['soc_analyst'],
    runAs: host.runAs,
    policies: parts.policies ?? policiesOn({ '*:*:*': 'allow' }),
    ...(parts.unreadBecause === undefined ? {} : { unreadBecause: parts.unreadBecause }),
  };
  const configured = async (hostId: string) => {
    if (hostId === host.id) return host;
    throw new Refusal('host_unknown', 'No manager with this ID is configured.');
  };
  return {
    name,
    security: access.roles === 'no_security_plugin' ? 'absent' : 'present',
    roles: access.roles === 'no_security_plugin' ? [] : access.roles,
    managers: parts.managers ?? managersListing([], host),
    alerts: fakeClient(() => ({})),
    host: configured,
    decide: async (hostId, right, agent) => {
      await configured(hostId);
      return decideRight(right, access, settings, agent);
    },
    authorityOn: async () => ({ as: 'api_user' }),
    seesEveryAgent: async () => seesEveryAgent(access, settings),
  };
}
