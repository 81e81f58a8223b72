import type { Agent, Fleet } from '../manager/agent';
import type { AlertDocument } from './alert_document';
import { alertOf, isIndexable } from './alert_document';
import type { EndpointFault } from './endpoint_faults';
import { machineWith, shippingWith } from './endpoint_faults';
import type { EndpointState, Machine } from './endpoint_state';
import { canReachManager, withMachine } from './endpoint_state';
import type { Forgery } from './forgery';
import { asForged, forgedLine } from './forgery';
import type { LocalRecovery } from './local_recovery';
import { recover } from './local_recovery';
import type { PastEvent } from './past_event';
import type { Command } from './program';
import { apply } from './program';
import type { Appointment } from '../lab_clock';
import { LabClock } from '../lab_clock';
import { seededRandom } from './random';
import { Timers } from '../timers';

/** Stores alerts in the daily index that `alertIndexOf` names. */
export interface AlertSink {
  /** @param options delayMs: how long from now until the alert can be searched, at the earliest. */
  index(alert: AlertDocument, options: { readonly delayMs: number }): void;
}

/** The node that decodes an agent's lines. */
export interface DecodingNode extends Pick<AlertDocument, 'manager' | 'cluster'> {
  /** Milliseconds by which the node's clock is ahead of true time. Zero if absent. */
  readonly clockOffsetMs?: number;
}

/** Milliseconds, from and to. */
export type Span = readonly [number, number];

export interface Delays {
  /** Delay from the call to the start of the program. */
  readonly startMs: Span;
  /** Delay from the line in the endpoint's log to its decoding. */
  readonly deliverMs: Span;
  /** Delay from decoding to the index. */
  readonly indexMs: Span;
  /** Delay from the last keep alive until the manager says disconnected. */
  readonly disconnectMs: number;
}

/** Together 3 to 6 s from call to index, as measured; the manager notices a lost agent after 10 minutes. */
export const usualDelays: Delays = {
  startMs: [1000, 2000],
  deliverMs: [1000, 2000],
  indexMs: [1000, 2000],
  disconnectMs: 600_000,
};

/** Delay of a line with the fault `alerts_late`. */
const latenessMs = 60_000;
/** Delay from a past command to its alert. */
const pastDeliveryMs = 4000;

export interface LiveEndpointsOptions {
  /** Endpoints by agent ID. */
  readonly endpoints: ReadonlyMap<string, EndpointState>;
  /** Names the agents, and learns who is out of contact. */
  readonly fleet: Fleet;
  readonly sink: AlertSink;
  readonly decodedBy: (agent: Agent) => DecodingNode;
  /** A clock of their own where left out. */
  readonly clock?: LabClock;
  readonly delays?: Partial<Delays>;
  readonly seed?: number;
}

/** A line in a log that the agent reads; one of the program where it is not forged. */
interface Line {
  readonly text: string;
  readonly forgery?: Forgery;
}

interface Endpoint {
  state: EndpointState;
  /** The machine without faults. */
  machine: Machine;
  faults: EndpointFault[];
  /** Lines that no manager has received yet. */
  undelivered: Line[];
  /** Commands to one agent run one after another. */
  lastRun: Promise<void>;
  disconnection?: Appointment;
}

/** Time at which a line is decoded, and delay until its alert can be found. */
interface Decoded {
  readonly at: number;
  readonly delayMs: number;
}

/** Endpoints that run what the manager sends, take their time, lose and regain contact, and make alerts. */
export class LiveEndpoints {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly timers: Timers;
  private readonly random: () => number;
  private readonly clock: LabClock;
  private delays: Delays;
  /** Lines written, by name of the decoding manager. */
  private readonly written = new Map<string, { bytes: number; alerts: number }>();

  constructor(private readonly options: LiveEndpointsOptions) {
    this.random = seededRandom(options.seed ?? 1);
    this.clock = options.clock ?? new LabClock();
    this.timers = new Timers(this.clock);
    this.delays = { ...usualDelays, ...options.delays };
    options.endpoints.forEach((state, id) =>
      this.endpoints.set(id, {
        state,
        machine: state.machine,
        faults: [],
        undelivered: [],
        lastRun: Promise.resolve(),
      })
    );
  }

  /** Runs a command that the manager sent, after those before it. */
  receive(agentId: string, command: Command): void {
    const endpoint = this.endpoints.get(agentId);
    if (endpoint === undefined) return;
    endpoint.lastRun = endpoint.lastRun.then(async () => {
      await this.timers.sleep(this.within(this.delays.startMs));
      const line = this.run(agentId, endpoint, { ...command, at: this.clock.now() });
      if (line === undefined) return;
      const lateness = shippingWith(endpoint.faults) === 'late' ? latenessMs : 0;
      this.timers.after(this.within(this.delays.deliverMs) + lateness, () => {
        endpoint.undelivered.push({ text: line });
        this.deliver(agentId, endpoint, this.now());
      });
    });
  }

  /** Lets the past happen, in order; its alerts go to the sink at once, with their old times. */
  replay(history: readonly PastEvent[]): void {
    const ordered = Array.from(history).sort((a, b) => a.at - b.at);
    for (const { agentId, at, command, recovery, machine } of ordered) {
      const endpoint = this.demand(agentId);
      if (machine) {
        endpoint.machine = { ...endpoint.machine, ...machine };
        endpoint.state = withMachine(endpoint.state, machine);
      }
      if (recovery) endpoint.state = recover(recovery, endpoint.state);
      const line = command && apply({ ...command, at }, endpoint.state);
      if (line) endpoint.state = line.state;
      if (line?.logLine !== undefined) endpoint.undelivered.push({ text: line.logLine });
      this.deliver(agentId, endpoint, { at: at + pastDeliveryMs, delayMs: 0 });
    }
  }

  /** Sets the delays of what happens from now on. */
  setDelays(delays: Partial<Delays>): void {
    this.delays = { ...this.delays, ...delays };
  }

  currentDelays(): Delays {
    return this.delays;
  }

  /** Ids of all endpoints, in the order in which they were given. */
  ids(): string[] {
    return Array.from(this.endpoints.keys());
  }

  /** @throws Error where there is no such endpoint; so do the others. */
  state(agentId: string): EndpointState {
    return this.demand(agentId).state;
  }

  /** One step of a recovery at the endpoint. Back in contact, it delivers what it could not. */
  recover(agentId: string, recovery: LocalRecovery): void {
    const endpoint = this.demand(agentId);
    endpoint.state = recover(recovery, endpoint.state);
    this.updateContact(agentId, endpoint);
  }

  /** Makes the machine another one, whatever faults it has beside that. */
  changeMachine(agentId: string, changes: Partial<Machine>): void {
    const endpoint = this.demand(agentId);
    endpoint.machine = { ...endpoint.machine, ...changes };
    this.setFaults(agentId, endpoint.faults);
  }

  /** Lets somebody at the endpoint make up an answer of the program. */
  forge(agentId: string, verb: 'isolate' | 'release', forgery: Forgery): void {
    const endpoint = this.demand(agentId);
    const text = forgedLine(verb, endpoint.state.machine, this.clock.now());
    endpoint.undelivered.push({ text, forgery });
    this.deliver(agentId, endpoint, this.now());
  }

  startFault(agentId: string, fault: EndpointFault): void {
    const endpoint = this.demand(agentId);
    if (!endpoint.faults.includes(fault)) this.setFaults(agentId, [...endpoint.faults, fault]);
  }

  endFault(agentId: string, fault: EndpointFault): void {
    const { faults } = this.demand(agentId);
    this.setFaults(
      agentId,
      faults.filter((each) => each !== fault)
    );
  }

  faults(agentId: string): readonly EndpointFault[] {
    return this.demand(agentId).faults;
  }

  stop(): void {
    this.timers.stop();
  }

  private setFaults(agentId: string, faults: EndpointFault[]): void {
    const endpoint = this.demand(agentId);
    endpoint.faults = faults;
    endpoint.state = withMachine(endpoint.state, machineWith(endpoint.machine, faults));
    this.updateContact(agentId, endpoint);
  }

  private demand(agentId: string): Endpoint {
    const endpoint = this.endpoints.get(agentId);
    if (endpoint === undefined) throw new Error(`no endpoint ${agentId}`);
    return endpoint;
  }

  private within([from, to]: Span): number {
    return from + this.random() * (to - from);
  }

  private run(agentId: string, endpoint: Endpoint, command: Command): string | undefined {
    const { state, logLine } = apply(command, endpoint.state);
    endpoint.state = state;
    this.updateContact(agentId, endpoint);
    return logLine;
  }

  /** Sends what waits in the log, where a manager can be reached. */
  private deliver(agentId: string, endpoint: Endpoint, decoding: Decoded): void {
    const agent = this.options.fleet.find(agentId);
    if (agent === undefined || !canReachManager(endpoint.state)) return;
    const shipping = shippingWith(endpoint.faults);
    if (shipping === 'held') return;
    const lines = endpoint.undelivered.splice(0);
    if (shipping === 'lost') return;
    for (const line of lines) {
      const alert = this.decode(agent, line, decoding.at);
      // The indexer refuses these, and nobody tells.
      if (!isIndexable(alert)) continue;
      const { delayMs } = decoding;
      this.options.sink.index(alert, { delayMs });
      if (shipping === 'twice') this.options.sink.index(alert, { delayMs });
    }
  }

  private now(): Decoded {
    return { at: this.clock.now(), delayMs: this.within(this.delays.indexMs) };
  }

  private decode(agent: Agent, { text, forgery }: Line, at: number): AlertDocument {
    const { id, name, ip } = agent;
    const { clockOffsetMs = 0, ...by } = this.options.decodedBy(agent);
    const written = this.written.get(by.manager.name) ?? { bytes: 0, alerts: 0 };
    const alerts = written.alerts + 1;
    const context = { agent: { id, name, ip }, ...by, at: at + clockOffsetMs };
    const decoded = alertOf(text, { ...context, logOffset: written.bytes, firedTimes: alerts });
    // Agent 000 is called like the manager's host.
    const alert = forgery ? asForged(decoded, forgery, by.manager.name) : decoded;
    const bytes = written.bytes + JSON.stringify(alert).length + 1;
    this.written.set(by.manager.name, { bytes, alerts });
    return alert;
  }

  /** Lets the manager know, as late as it would, who is out of contact; a silent agent is one for remoted, too. */
  private updateContact(agentId: string, endpoint: Endpoint): void {
    const { fleet } = this.options;
    const agent = fleet.find(agentId);
    if (agent === undefined) return;
    if (canReachManager(endpoint.state)) {
      this.timers.cancel(endpoint.disconnection);
      endpoint.disconnection = undefined;
      if (agent.link === 'silent' || agent.status === 'disconnected') {
        fleet.change(agentId, { link: 'answers', status: 'active', disconnectedAt: undefined });
      }
      this.deliver(agentId, endpoint, this.now());
    } else if (agent.status === 'active' && agent.link === 'answers') {
      fleet.change(agentId, { link: 'silent', lastKeepAliveAt: this.clock.now() });
      endpoint.disconnection = this.timers.after(this.delays.disconnectMs, () =>
        fleet.change(agentId, { status: 'disconnected', disconnectedAt: this.clock.now() })
      );
    }
  }
}
