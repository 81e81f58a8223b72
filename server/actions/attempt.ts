import type { AgentId } from '../../common/manager/endpoint';
import type { ActionRequest } from '../../common/action/action_request';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { Clock } from '../base/clock';
import type { Person } from '../access/person';
import type { PreviewDependencies, Previewed } from './preview_action';
import type { CommandChannel } from '../dispatch/command_channel';
import { PutChannel } from '../dispatch/put_channel';
import type { SendDependencies } from '../dispatch/send_action';

export interface StartRequest extends ActionRequest {
  readonly agents: NonEmptyArray<AgentId>;
  /** Key chosen by the caller. The same key with the same body is the same request. */
  readonly key: string;
}

export interface StartDependencies {
  readonly preview: PreviewDependencies;
  readonly send: SendDependencies;
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
  /** Number of the release that made way for this isolation. */
  readonly reisolates?: number;
  readonly dependencies: StartDependencies;
}

/** The way to the endpoints of an attempt. Each command is a request of its own: nobody counted the agents for it. */
export function channelOf({ previewed, dependencies }: Attempt): CommandChannel {
  const { session, manager } = previewed;
  const { cluster } = manager.identity;
  return new PutChannel({ session, cluster, fleetSize: undefined, now: dependencies.send.now });
}
