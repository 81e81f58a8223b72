import { isNonEmpty } from '../../common/base/non_empty_array';
import type { ActionDocument } from '../../common/action/action';
import { SYSTEM } from '../../common/action/action';
import { mayBeTakenUp } from '../../common/action/taken_up';
import { sendingClassOf } from '../../common/action/sending_group';
import { uncoveredTrusted } from '../../common/lifeline/lifeline';
import type { AgentRow } from '../../common/manager/agent';
import type { EndpointKey } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { Clock } from '../base/clock';
import type { Settings } from '../configuration/settings';
import type { HostPauses } from '../dispatch/host_pauses';
import type { SendDependencies } from '../dispatch/send_action';
import { sendWaiting } from '../dispatch/send_waiting';
import type { StoredAction } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { Managers, ManagerSession } from '../manager/manager';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { ManagerDirectory } from '../manager/manager_directory';
import { wayTo } from './attempt';
import { claimWaiting } from './claim';
import type { LifelineFactsReader } from './lifeline_facts';

export interface TakeUpDependencies {
  /** Managers as the API user of the configuration. */
  readonly managers: Managers;
  readonly directory: Pick<ManagerDirectory, 'read'>;
  readonly endpoints: Pick<EndpointLedger, 'readMany'>;
  readonly lifelines: Pick<LifelineFactsReader, 'trusted'>;
  readonly settings: Pick<Settings, 'answerTime'>;
  readonly pauses: HostPauses;
  readonly send: SendDependencies;
  readonly clock: Clock;
  readonly worker: string;
}

/**
 * Sends what a process recorded that is gone, as the API user and on the recorded decision. What only the person themselves may have sent
 * waits for them, or for its end.
 * @throws ManagerError, IndexerError: what waits keeps its place, and is looked at again
 */
export async function takeUp(
  hostId: string,
  waiting: readonly StoredAction[],
  dependencies: TakeUpDependencies
): Promise<void> {
  const { managers, directory, endpoints, lifelines, settings, pauses, send, clock, worker } =
    dependencies;
  const manager = await directory.read(hostId);
  if (manager.known !== 'known') return;
  const host = (await managers.hosts()).find(({ id }) => id === hostId);
  if (!host) return;
  const key = await send.keyOf(hostId);
  const own = waiting.filter((stored) => {
    const { action } = stored;
    if (action.manager !== manager.manager || !mayBeTakenUp(action, host.runAs)) return false;
    const isSigned = key.isSigned(stored);
    if (!isSigned) send.onUnsigned(action);
    return isSigned;
  });
  // Before that, nothing is asked of the manager: what isn't sent is looked at again until its time is over.
  if (own.length === 0) return;
  const session = await managers.open(hostId);
  const keys = new Map(own.map(({ action }) => [action.endpoint, keyOf(action)]));
  const rows = await rowsOf(own, session);
  const documents = await endpoints.readMany(Array.from(keys.values()).flatMap((key) => key ?? []));
  await sendWaiting(own, {
    way: wayTo(session, manager.identity.cluster, send.now),
    pauses,
    send,
    claim: (stored) =>
      claimWaiting(stored, {
        send,
        settings,
        clock,
        by: SYSTEM,
        worker,
        uncovered: async (action) => {
          const endpoint = keys.get(action.endpoint);
          if (action.verb !== 'isolate' || !endpoint) return [];
          const trusted = await lifelines.trusted({ endpoint, identity: manager.identity, host });
          const blocked = uncoveredTrusted(action.lifeline, action.left_out, trusted);
          return blocked.map(({ address }) => address);
        },
      }),
    classOf: ({ endpoint, agent }) => {
      const key = keys.get(endpoint);
      const record = key && documents.get(key)?.record;
      return record ? sendingClassOf(rows.get(agent.id), record, send.now()) : 'silent';
    },
  });
}

function keyOf({ endpoint }: ActionDocument): EndpointKey | undefined {
  const parts = parseEndpointKey(endpoint);
  return parts && endpointKeyOf(parts.manager, parts.agent);
}

async function rowsOf(
  waiting: readonly StoredAction[],
  session: ManagerSession
): Promise<ReadonlyMap<string, AgentRow>> {
  const ids = waiting.flatMap(({ action }) => parseEndpointKey(action.endpoint)?.agent ?? []);
  const rows = new Map<string, AgentRow>();
  for (let at = 0; at < ids.length; at += MOST_AGENTS_A_PAGE) {
    const some = ids.slice(at, at + MOST_AGENTS_A_PAGE);
    if (!isNonEmpty(some)) break;
    for (const row of await session.agentsOf(some)) rows.set(row.id, row);
  }
  return rows;
}
