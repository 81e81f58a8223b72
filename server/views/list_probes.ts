import type { ProbesView } from '../../common/api/probe_view';
import type { Opened, Person } from '../access/person';
import { probeView } from './probe_views';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';
import { visibilityOf } from '../access/visible_agents';

export interface ProbesRequest {
  readonly hostId: string;
  readonly batch: string;
  readonly opened: Opened;
}

/** Lists the readiness tests of one request, for the endpoints that this person can see. @throws Refusal `batch_unknown` */
export async function listProbes(
  { hostId, batch, opened }: ProbesRequest,
  person: Person,
  services: Services
): Promise<ProbesView> {
  const { ledger, now, reconciler } = services;
  const document = await ledger.actions.readBatch(batch);
  if (!document || document.verb !== 'probe' || document.host_id !== hostId) {
    throw new Refusal('batch_unknown');
  }
  reconciler.wake();
  const found = await ledger.probes.readById(document.actions);
  const probes = Array.from(found.values(), ({ probe }) => probe);
  const looking = { person, hostId, opened };
  const { maySee } = await visibilityOf(
    probes.map(({ agent }) => agent),
    looking,
    services
  );
  return {
    probes: probes.filter(({ agent }) => maySee(agent)).map((probe) => probeView(probe, now())),
  };
}
