import type { EndpointState, Firewall } from '../endpoints/endpoint_state';
import { canReachManager, isReallyIsolated } from '../endpoints/endpoint_state';
import type { Simulation } from '../simulation';

/** The actual state of an endpoint, which neither the manager nor the plugin can see. */
export interface Truth {
  readonly isolation: 'isolated' | 'not isolated';
  readonly contact: 'reaches its manager' | "can't reach its manager" | 'is turned off';
  /** State of the backup that a release restores. */
  readonly backup: 'none' | 'valid' | 'suspect (contains the isolated firewall)';
  readonly firewall: Firewall;
}

export function truthOf(state: EndpointState): Truth {
  const { backup, firewall, machine } = state;
  return {
    isolation: isReallyIsolated(state) ? 'isolated' : 'not isolated',
    contact:
      machine.presence === 'away'
        ? 'is turned off'
        : canReachManager(state)
        ? 'reaches its manager'
        : "can't reach its manager",
    backup:
      backup === undefined
        ? 'none'
        : backup.policy === 'blocked'
        ? 'suspect (contains the isolated firewall)'
        : 'valid',
    firewall,
  };
}

/** Returns the IDs of endpoints that got a command or have a fault, an isolation, a backup or no contact. */
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
      contact === "can't reach its manager" ||
      backup !== 'none'
    );
  });
}
