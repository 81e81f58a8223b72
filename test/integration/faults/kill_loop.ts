import type { ActionPreview } from '../../../common/action/preview';
import { seededRandom } from '../../../lab/endpoints/random';
import { newKey, PluginClient, PluginError } from '../lab/plugin_client';
import type { Dashboard, LoadedDashboard } from './dashboard';
import type { FaultWorld, WorldAtRest } from './fault_world';
import type { Figure } from '../../bench/benchmark';
import { endFigures } from './figures';
import { HOST_ID } from './fault_world';

export interface KillOptions {
  readonly kills: number;
  readonly endpoints: number;
  /** The same requests and the same moments for the same seed, as far as a machine can. */
  readonly seed: number;
}

export interface Killed extends WorldAtRest {
  /** Requests that were answered with what was started. */
  readonly answered: number;
  /** Requests that a kill cut off. */
  readonly cutOff: number;
  readonly kills: number;
}

export function killFigures({ kills, answered, cutOff, ledger }: Killed): Figure[] {
  return [
    { name: 'kills', value: kills, unit: 'kills' },
    { name: 'kills_requests_answered', value: answered, unit: 'requests' },
    { name: 'kills_requests_cut_off', value: cutOff, unit: 'requests' },
    ...endFigures('kills', ledger.actions),
  ];
}

/** Number of people who act at a time, each on endpoints of their own. */
const PEOPLE = 6;
/** One request of so many is for several endpoints. */
const BATCH_EVERY = 3;
/** A kill comes within so many times what a preview takes: several people share the server, and an answer takes longer still. */
const KILLED_WITHIN_PREVIEWS = 30;

interface Request {
  readonly preview: ActionPreview;
  readonly key: string;
}

/** Kills the dashboard's server, again and again, while people isolate and release, and lets the next one take over. */
export async function killAgainAndAgain(world: FaultWorld, options: KillOptions): Promise<Killed> {
  const random = seededRandom(options.seed);
  const endpoints = world.endpoints(options.endpoints);
  const people = Array.from(
    { length: PEOPLE },
    (_, index) =>
      new Person(
        endpoints.filter((_one, place) => place % PEOPLE === index),
        seededRandom(options.seed + index + 1)
      )
  );
  let next: Promise<LoadedDashboard> = world.load();
  for (let kills = 0; kills < options.kills; kills++) {
    const dashboard = await (await next).begin(world.setup());
    next = world.load();
    await next;
    const previewMs = await warmUp(dashboard, endpoints);
    const stopAt = Date.now() + random() * KILLED_WITHIN_PREVIEWS * previewMs;
    const working = people.map((person) => person.work(dashboard));
    await new Promise((resolve) => setTimeout(resolve, stopAt - Date.now()));
    await dashboard.kill();
    await Promise.all(working);
  }
  // The last one is not killed until everybody has had an answer to what they asked.
  const last = await (await next).begin(world.setup());
  await Promise.all(people.map((person) => person.repeat(new PluginClient(last.url))));
  await last.kill();
  const rest = await world.atRest(endpoints);
  const lost = people.flatMap((person) => person.lostIn(rest));
  return {
    kills: options.kills,
    ledger: rest.ledger,
    faults: [...rest.faults, ...lost],
    answered: people.reduce((sum, { answered }) => sum + answered, 0),
    cutOff: people.reduce((sum, { cutOff }) => sum + cutOff, 0),
  };
}

/**
 * Lets the server get to know its manager, or most kills would come while it does so.
 * @returns how long a preview takes then, ms
 */
async function warmUp({ url }: Dashboard, [first = '']: readonly string[]): Promise<number> {
  const client = new PluginClient(url);
  await client.preview('release', HOST_ID, first);
  const startedAt = performance.now();
  await client.preview('release', HOST_ID, first);
  return performance.now() - startedAt;
}

/** Isolates what is open and releases what is isolated; repeats what was cut off, as a browser does, or asks anew. */
class Person {
  answered = 0;
  cutOff = 0;
  private open: Request | undefined;
  private readonly told: Array<{ readonly agent: string; readonly n: number }> = [];

  constructor(
    private readonly endpoints: readonly string[],
    private readonly random: () => number
  ) {}

  /** Works until the dashboard is gone. */
  async work({ url }: Dashboard): Promise<void> {
    const client = new PluginClient(url);
    try {
      if (this.random() < 0.5) await this.repeat(client);
      for (;;) await this.act(client);
    } catch (error) {
      if (!isGone(error)) throw error;
      this.cutOff += 1;
    }
  }

  /** Sends what was cut off once more, with the same key. */
  async repeat(client: PluginClient): Promise<void> {
    if (this.open) await this.start(client, this.open);
  }

  /** Lists what was reported as started and isn't in the ledger. */
  lostIn({ ledger }: WorldAtRest): string[] {
    const there = new Set(ledger.actions.map(({ agent, n }) => `${agent.id}:${n}`));
    return this.told
      .filter(({ agent, n }) => !there.has(`${agent}:${n}`))
      .map(({ agent, n }) => `${agent}:${n} was answered and is lost`);
  }

  private async act(client: PluginClient): Promise<void> {
    const several = this.random() * BATCH_EVERY < 1 ? 3 : 1;
    const agents = this.some(several);
    for (const verb of ['isolate', 'release'] as const) {
      const preview = await client.preview(verb, HOST_ID, ...agents);
      const isPossible = preview.endpoints.every(
        ({ reasons, slot }) => reasons.length === 0 && !slot
      );
      if (!isPossible) continue;
      await this.start(client, { preview, key: newKey() });
      return;
    }
  }

  private async start(client: PluginClient, request: Request): Promise<void> {
    this.open = request;
    try {
      const { started } = await client.startAll(request.preview, request.key);
      this.answered += 1;
      for (const one of started) {
        if ('action' in one) this.told.push({ agent: one.agent_id, n: one.action.n });
      }
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
    }
    this.open = undefined;
  }

  private some(count: number): string[] {
    const from = Math.floor(this.random() * this.endpoints.length);
    return Array.from(
      { length: Math.min(count, this.endpoints.length) },
      (_, index) => this.endpoints[(from + index) % this.endpoints.length] ?? ''
    );
  }
}

/** True for the error `fetch` throws if nobody responds any more. Jest's own TypeError is another. */
function isGone(error: unknown): boolean {
  return String(error).startsWith('TypeError');
}
