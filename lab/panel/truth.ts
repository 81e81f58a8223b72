import type { EndpointState, Firewall } from '../endpoints/endpoint_state';
import { canReachManager, isReallyIsolated } from '../endpoints/endpoint_state';
import type { Simulation } from '../simulation';

/** What is really so at an endpoint, which neither the manager nor the plugin can see. */
export interface Truth {
  readonly isolation: 'isolated' | 'free';
  readonly contact: 'reaches its manager' | 'reaches no manager' | 'is switched off';
  /** Of the file that a release restores. */
  readonly backup: 'none' | 'of the open firewall' | 'of the isolated firewall';
  readonly firewall: Firewall;
}

export function truthOf(state: EndpointState): Truth {
  const { backup, firewall, machine } = state;
  return {
    isolation: isReallyIsolated(state) ? 'isolated' : 'free',
    contact:
      machine.presence === 'away'
        ? 'is switched off'
        : canReachManager(state)
        ? 'reaches its manager'
        : 'reaches no manager',
    backup:
      backup === undefined
        ? 'none'
        : backup.policy === 'blocked'
        ? 'of the isolated firewall'
        : 'of the open firewall',
    firewall,
  };
}

/** Ids of the endpoints to which something happened or on which something is not as it should be. */
export function notableEndpoints({ endpoints, manager }: Simulation): string[] {
  const commanded = new Set(manager.commandsReached().map(({ agentId }) => agentId));
  const faulty = new Set(manager.faults.list().map(({ target }) => target));
  return endpoints.ids().filter((id) => {
    const { isolation, contact, backup } = truthOf(endpoints.state(id));
    return (
      commanded.has(id) ||
      faulty.has(id) ||
      endpoints.faults(id).length > 0 ||
      isolation === 'isolated' ||
      contact === 'reaches no manager' ||
      backup !== 'none'
    );
  });
}
