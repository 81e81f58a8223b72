import type { AgentId } from '../../../common/manager/endpoint';
import type { NonEmptyArray } from '../../../common/base/non_empty_array';
import type { StateStatus } from '../../../common/state/fold';
import { IndexerError } from '../../../server/indexer/indexer_error';
import { ManagerError } from '../../../server/manager/manager_error';
import type { StartRequest } from '../../../server/actions/attempt';
import { Refusal } from '../../../server/errors/refusal';
import { startActions } from '../../../server/actions/start_actions';
import type { FaultWorld } from './fault_world';
import type { Fault, FaultKind } from './faulty_ways_out';
import { FaultyWaysOut } from './faulty_ways_out';
import type { ServerInProcess } from './server_in_process';
import { agentIdOf, keyOf, requestOf, serverInProcess } from './server_in_process';

/**
 * The journey: `one` endpoint is isolated and released; `several` are isolated in one request, which queues them; one is isolated and its
 * answers are lost, so that nothing but the ledger tells what happened to it (`unheard`).
 */
export type Journey = 'one' | 'several' | 'unheard';

interface Scenario {
  readonly journey: Journey;
  readonly fault: Fault;
  readonly endpoints: NonEmptyArray<string>;
}

interface Played {
  readonly endpoints: readonly string[];
  /** The call the fault struck. Undefined if there weren't so many calls. */
  readonly struck: string | undefined;
  /** Actions that were reported as started. */
  readonly told: ReadonlyArray<{ readonly agent: string; readonly n: number }>;
}

/** Rounds of the reconciler within which what has arrived is proven. */
const ROUNDS = 5;
const TRIES = 3;

export interface Strike {
  readonly journey: Journey;
  readonly kind: FaultKind;
  /** 1: each call. */
  readonly every: number;
  /** The first call that is struck, from 1; 1 where left out. */
  readonly first?: number;
}

export interface Struck {
  /** Number of calls struck, each in a journey of its own. */
  readonly calls: number;
  readonly faults: readonly string[];
}

const ENDPOINTS: Readonly<Record<Journey, number>> = {
  one: 1,
  several: 3,
  unheard: 1,
};
/** Number of journeys that leave their traces in one ledger. */
const TOGETHER = 20;
/** Number of them at the same time, each with a server and endpoints of its own. */
const AT_ONCE = 5;

/** Goes through a journey again and again, with a fault at another call each time, until it is over before the fault. */
export async function strikeEachCall(
  world: FaultWorld,
  { journey, kind, every, first: firstCall = 1 }: Strike
): Promise<Struck> {
  const faults: string[] = [];
  let calls = 0;
  let isOver = false;
  for (let call = firstCall; !isOver; call += TOGETHER * every) {
    await world.beginAnew();
    const free = world.endpoints(TOGETHER * ENDPOINTS[journey]);
    const scenarios = Array.from({ length: TOGETHER }, (_, index): Scenario => {
      const [first = '', ...more] = free.splice(0, ENDPOINTS[journey]);
      return { journey, endpoints: [first, ...more], fault: { kind, call: call + index * every } };
    });
    if (journey === 'unheard') world.loseAnswersOf(scenarios.flatMap(({ endpoints }) => endpoints));
    const played: Played[] = [];
    for (let at = 0; at < TOGETHER; at += AT_ONCE) {
      const some = scenarios.slice(at, at + AT_ONCE);
      played.push(...(await Promise.all(some.map((scenario) => play(world, scenario)))));
    }
    isOver = played.some(({ struck }) => struck === undefined);
    calls += played.filter(({ struck }) => struck !== undefined).length;
    faults.push(...(await faultsOf(world, played, kind)));
  }
  return { calls, faults };
}

async function faultsOf(
  world: FaultWorld,
  played: readonly Played[],
  kind: FaultKind
): Promise<string[]> {
  const rest = await world.atRest(played.flatMap(({ endpoints }) => endpoints));
  const there = new Set(rest.ledger.actions.map(({ agent, n }) => `${agent.id}:${n}`));
  const lost = played.flatMap(({ told }) =>
    told
      .filter(({ agent, n }) => !there.has(`${agent}:${n}`))
      .map(({ agent, n }) => `${agent}:${n} was answered and is lost`)
  );
  const faults = [
    ...rest.faults,
    ...lost,
    ...(kind === 'answer_lost' ? notSent(world, played) : []),
  ];
  const struck = played.map(({ endpoints, struck: what }) => `${endpoints.join()}: ${what}`);
  return faults.length > 0 ? [...faults, `struck were ${struck.join('; ')}`] : [];
}

/** A server that lives on and whose calls are all carried out does what it was asked, though not all of it was answered. */
function notSent(world: FaultWorld, played: readonly Played[]): string[] {
  const reached = world.reached();
  return played
    .flatMap(({ endpoints }) => endpoints)
    .filter(
      (agent) => !reached.some(({ agentId, verb }) => agentId === agent && verb === 'isolate')
    )
    .map((agent) => `${agent} was never isolated`);
}

/**
 * Lets one server with one fault in it go through a journey. Where that server dies another one takes over: the person sends the
 * request that was not answered once more, and the reconciler runs.
 */
async function play(world: FaultWorld, scenario: Scenario): Promise<Played> {
  const { endpoints, fault } = scenario;
  const ways = new FaultyWaysOut(fault);
  const traveller = new Traveller(world, serverInProcess(world, ways), scenario);
  await Promise.race([traveller.travel(), ways.death]);
  traveller.end();
  const { struckCall } = ways;
  const told = [...traveller.told];
  if (struckCall === undefined) return { endpoints, struck: undefined, told };
  if (fault.kind === 'dies') {
    // What it had sent by then is carried out; only then is it certain that nothing more will come of it.
    await ways.underWay();
    const next = new Traveller(
      world,
      serverInProcess(world, new FaultyWaysOut(undefined)),
      scenario
    );
    await next.takeOver(traveller.open);
    next.end();
    told.push(...next.told);
  }
  return { endpoints, struck: `${fault.call} ${struckCall}`, told };
}

class Traveller {
  readonly told: Array<{ readonly agent: string; readonly n: number }> = [];
  /** The request that has no response yet. */
  open: StartRequest | undefined;

  constructor(
    private readonly world: FaultWorld,
    private readonly server: ServerInProcess,
    private readonly scenario: Scenario
  ) {}

  async travel(): Promise<void> {
    await this.act('isolate');
    if (this.scenario.journey === 'unheard') return;
    await this.until('isolated');
    if (this.scenario.journey === 'several') return;
    await this.act('release');
    await this.until('not_isolated');
  }

  /** @param open what somebody else asked and had no answer to */
  async takeOver(open: StartRequest | undefined): Promise<void> {
    if (open) await this.attempt(open);
    if (this.scenario.journey !== 'unheard') await this.until('isolated');
  }

  end(): void {
    this.server.services.reconciler.stop();
  }

  /** Previews and starts; what failed is tried once more with the same key, as a browser does, and then anew, as a person does. */
  private async act(verb: 'isolate' | 'release'): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const request = await this.requestOf(verb);
      if (request && ((await this.attempt(request)) || (await this.attempt(request)))) return;
    }
  }

  private requestOf(verb: 'isolate' | 'release'): Promise<StartRequest | undefined> {
    return expected(() => requestOf(this.server, verb, this.agents()));
  }

  /** @returns whether it was answered with what was started */
  private async attempt(request: StartRequest): Promise<boolean> {
    const { services, person } = this.server;
    this.open = request;
    const batch = await expected(() => startActions(request, person, services.start));
    this.open = undefined;
    for (const one of batch?.started ?? []) {
      if ('action' in one) this.told.push({ agent: one.agentId, n: one.action.n });
    }
    return batch !== undefined;
  }

  /** Runs the reconciler until all endpoints are proven to be so, or a few times. */
  private async until(status: StateStatus): Promise<void> {
    const { services } = this.server;
    for (let rounds = 0; rounds < ROUNDS; rounds++) {
      await this.world.settled();
      await services.reconciler.round();
      const states = await Promise.all(
        this.agents().map((agent) =>
          expected(async () => (await services.reader.read(keyOf(agent), 'ledger')).state.status)
        )
      );
      if (states.every((one) => one === status)) return;
    }
  }

  private agents(): NonEmptyArray<AgentId> {
    const [first, ...more] = this.scenario.endpoints.map(agentIdOf);
    if (!first) throw new Error('nobody is asked for');
    return [first, ...more];
  }
}

/** Accepts errors that the plugin words for a person. Anything else is unexpected. */
async function expected<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const isWorded =
      error instanceof Refusal || error instanceof IndexerError || error instanceof ManagerError;
    if (!isWorded) throw error;
    return undefined;
  }
}
