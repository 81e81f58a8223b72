import type { AgentId } from '../../common/manager/endpoint';
import type { ActionRequest } from '../../common/action/action_request';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { Clock } from '../base/clock';
import type { Person } from '../access/person';
import type { PreviewDependencies, Previewed } from './preview_action';
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
