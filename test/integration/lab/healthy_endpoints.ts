import { isIP } from 'node:net';
import type { Simulation } from '../../../lab/simulation';
import { notableEndpoints } from '../../../lab/panel/truth';

/** Ids of Windows endpoints on which all is well and to which nothing has happened. */
export function healthyEndpoints(simulation: Simulation): string[] {
  const { manager, endpoints } = simulation;
  const touched = new Set([...notableEndpoints(simulation), ...simulation.reportedBefore]);
  return manager.fleet
    .list()
    .flatMap(({ id, status, activeResponse, groups, version, servers }) => {
      const { platform, program, rights, language } = endpoints.state(id).machine;
      const canAct = platform === 'windows' && program !== 'missing' && rights === 'elevated';
      const isThere = status === 'active' && activeResponse === 'enabled';
      const isOrdinary = language === 'en' && !groups.includes('domain-controllers');
      // A name has to be resolved before it is known to be the manager's.
      const hasAddresses = servers.every(({ address }) => isIP(address) !== 0);
      const isOld = version?.includes('v4.1.') ?? true;
      return canAct && isThere && isOrdinary && hasAddresses && !isOld && !touched.has(id)
        ? [id]
        : [];
    });
}
