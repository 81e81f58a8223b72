import type { ShownState } from '../../common/state/shown_state';
import type { StatesView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';
import { ApiFailure } from '../api/api_failure';
import type { EndpointRef, IsolationApi, Opened } from '../api/isolation_api';
import type { LiveState } from '../base/live_query';
import { LiveQuery } from '../base/live_query';
import type { PinnedAgent } from './shown_agent';

/** The endpoint that is meant: the agent shown, on the manager selected in Wazuh. */
export interface WatchTarget {
  readonly agent: PinnedAgent;
  /** Id of the chosen manager, as a cookie says; the server decides whether it has such a one. */
  readonly host: string | undefined;
}

/** `another`: the manager has another machine under this id than the one that is shown. */
export type WatchedEndpoint =
  | { readonly is: 'another' }
  | {
      readonly is: 'shown';
      readonly ref: EndpointRef;
      readonly name: string;
      readonly state: ShownState;
    };

export type Watched = LiveState<WatchedEndpoint>;

const WHILE_WAITING = 2 * SECOND;
const OTHERWISE = 10 * SECOND;

/** Looks at the one endpoint that is shown, again and again; only the first look may ask the manager. */
export class EndpointWatch {
  private readonly query: LiveQuery<WatchedEndpoint>;
  private known: WatchedEndpoint | undefined;

  constructor(
    private readonly api: Pick<IsolationApi, 'context' | 'endpoint' | 'states'>,
    private readonly target: WatchTarget,
    onChange: (watched: Watched) => void
  ) {
    this.query = new LiveQuery<WatchedEndpoint>({
      load: (opened, signal) => this.load(opened, signal),
      pauseAfter: (value) => pauseAfter(value),
      onChange: (state) => {
        this.known = state.value;
        onChange(state);
      },
    });
  }

  start(): void {
    this.query.start();
  }

  reload(): void {
    this.query.reload();
  }

  stop(): void {
    this.query.stop();
  }

  private async load(opened: Opened, signal: AbortSignal): Promise<WatchedEndpoint> {
    const { known } = this;
    if (opened === 'by_timer' && known && known.is === 'shown') {
      const { host, agent } = known.ref;
      const state = stateIn(await this.api.states(host, [agent], signal), agent);
      if (state) return { ...known, state };
      // The server has forgotten that this person was shown the agent: it was restarted, or it was long ago.
    }
    return this.read(opened, signal);
  }

  private async read(opened: Opened, signal: AbortSignal): Promise<WatchedEndpoint> {
    const { host } = this.target;
    if (host === undefined) return this.readOn(await this.onlyHost(signal), opened, signal);
    try {
      return await this.readOn(host, opened, signal);
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.kind !== 'refused') throw error;
      const { hosts } = await this.api.context(host, signal);
      if (hosts.some(({ id }) => id === host)) throw error;
      return this.readOn(await this.onlyHost(signal), opened, signal);
    }
  }

  private async readOn(
    host: string,
    opened: Opened,
    signal: AbortSignal
  ): Promise<WatchedEndpoint> {
    const { agent } = this.target;
    const ref = { host, agent: agent.id };
    const endpoint = await this.api.endpoint(ref, opened, signal);
    if (!isSameMachine(agent, endpoint.name, endpoint.agent?.date_add)) return { is: 'another' };
    return { is: 'shown', ref, name: endpoint.name, state: endpoint.state };
  }

  /**
   * Managers can be configured for the plugin under other ids than in Wazuh, and the choice is anybody's to write. Where one manager is
   * configured it can be no other.
   */
  private async onlyHost(signal: AbortSignal): Promise<string> {
    const { hosts } = await this.api.context(undefined, signal);
    const [only, ...others] = hosts;
    if (!only || others.length > 0) throw new ApiFailure('refused', '', { code: 'host_unknown' });
    return only.id;
  }
}

/** Two managers have the same ids, and an id is given again: name and time of registration must be those of the agent that is shown. */
function isSameMachine(
  shown: PinnedAgent,
  name: string,
  registeredAt: number | undefined
): boolean {
  const isNamed = shown.name === undefined || shown.name === name;
  const isThen =
    shown.registered_at === undefined ||
    registeredAt === undefined ||
    shown.registered_at === registeredAt;
  return isNamed && isThen;
}

function stateIn({ states }: StatesView, agent: string): ShownState | undefined {
  return states.find(({ agent_id: id }) => id === agent)?.state;
}

function pauseAfter(value: WatchedEndpoint | undefined): number {
  return value && value.is === 'shown' && value.state.waiting ? WHILE_WAITING : OTHERWISE;
}
