import type { AgentId } from '../../common/manager/endpoint';
import type { ActionRequest } from '../../common/action/action_request';
import type { Ref } from '../../common/command/ref';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { Clock } from '../base/clock';
import type { Person } from '../access/person';
import type { PreviewDependencies, Previewed } from './preview_action';
import { FleetSize } from './fleet_size';
import type { QueueWorker } from '../dispatch/queue_worker';
import type { HostPauses } from '../dispatch/host_pauses';
import { PutChannel } from '../dispatch/put_channel';
import type { HostWay } from '../dispatch/send_waiting';
import type { ClusterKnowledge, ManagerSession } from '../manager/manager';
import type { SendDependencies } from '../dispatch/send_action';

export interface StartRequest extends ActionRequest {
  readonly agents: NonEmptyArray<AgentId>;
  /** Key chosen by the caller. The same key with the same body is the same request. */
  readonly key: string;
}

export interface StartDependencies {
  readonly preview: PreviewDependencies;
  readonly send: SendDependencies;
  readonly pauses: HostPauses;
  readonly worker: QueueWorker;
  readonly clock: Clock;
}

/** The parts by which a repeat of a request is recognized. */
export interface RequestIdentity {
  readonly keyHash: string;
  readonly batchId: string;
  readonly bodyHash: string;
}

/** One try of one request to record and send its actions. */
export interface Attempt {
  readonly request: StartRequest;
  readonly person: Person;
  readonly previewed: Previewed;
  readonly identity: RequestIdentity;
  /** The reference ID that the actions of this attempt share. Absent: each gets its own. */
  readonly ref?: Ref;
  /** Number of the release that made way for this isolation. */
  readonly reisolates?: number;
  readonly dependencies: StartDependencies;
}

/** The way to the endpoints of an attempt, as its person. */
export function wayOf({ previewed, dependencies }: Attempt): HostWay {
  const { session, manager } = previewed;
  return wayTo(session, manager.identity.cluster, dependencies.send.now);
}

/** The way to a manager's endpoints in one session. */
export function wayTo(
  session: ManagerSession,
  cluster: ClusterKnowledge,
  now: () => number
): HostWay {
  const fleet = new FleetSize(session, now);
  return {
    hostId: session.host.id,
    channel: (fleetSize) => new PutChannel({ session, cluster, fleetSize, now }),
    fleetSize: () => fleet.read(),
    // It takes the worker that a hanging agent holds.
    readsAgain: async () => (await session.agents({ limit: 1 })) !== undefined,
  };
}
