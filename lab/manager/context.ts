import type { Command } from '../endpoints/program';
import type { Fleet } from './agent';
import type { Faults } from './faults';
import type { ManagerNode, Nodes, Patience } from './nodes';
import type { CodedError } from './problem';
import type { Rbac, RbacMode, Rights, Role } from './rbac';
import type { Tokens } from './tokens';

export interface ManagerVersion {
  /** The version, for example `4.12.0`. */
  readonly text: string;
  /** Major and minor version, for example `4.12`. */
  readonly minor: string;
  /** Behavior of the version: from 4.14 the agents of a command are looked up in the database, with all that follows from it. */
  readonly behaviour: '4.12' | '4.14';
}

/** Everything a route works with. */
export interface ManagerContext {
  readonly version: ManagerVersion;
  /** The cluster's name; `undefined` where it is off. */
  readonly cluster: string | undefined;
  readonly fleet: Fleet;
  readonly rbac: Rbac;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly nodes: Nodes;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly startedAt: number;
  /** An error in the words of this version. */
  readonly coded: (code: number, detail?: string) => CodedError;
  /** Hands a command to an agent's connection. */
  readonly deliver: (agentId: string, node: ManagerNode, command: Command) => void;
}

/** The user who asks, and their rights. */
export interface Caller {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly rights: Rights;
  readonly mode: RbacMode;
}

/** A request that was routed and whose parameters are known to the route. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** `undefined` where the route takes none. */
  readonly body: unknown;
  readonly contentType: string | undefined;
  readonly patience: Patience;
  readonly caller: Caller;
  /** The node whose API was asked: it differs from the master in what it says of itself only. */
  readonly asked: ManagerNode;
}

export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Path, with `:name` for a part that varies. */
  readonly path: string;
  /** Names of query parameters, beside those that all routes have. */
  readonly parameters?: readonly string[];
  readonly body?: 'json' | 'active_response';
  /** An object is answered as JSON, a string as plain text. @throws Problem */
  readonly run: (call: Call, context: ManagerContext) => object | string | Promise<object | string>;
}
