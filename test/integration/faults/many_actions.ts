import { isPossible } from '../../../common/action/preview';
import { valueAt } from '../../../common/base/json_reading';
import { SECOND } from '../../../common/base/time';
import { seededRandom } from '../../../lab/endpoints/random';
import type { Figure } from '../../bench/benchmark';
import { newKey, PluginClient, PluginError } from '../lab/plugin_client';
import type { Dashboard } from './dashboard';
import type { FaultWorld, WorldAtRest } from './fault_world';
import { HOST_ID } from './fault_world';
import { endFigures } from './figures';

export interface ManyOptions {
  /** Processes on the one indexer; all of them reconcile, and at each somebody wants something of each endpoint. */
  readonly servers: number;
  readonly endpoints: number;
  /** Number of isolations and releases started in all. */
  readonly actions: number;
  readonly seed: number;
}

export interface Many extends WorldAtRest {
  readonly figures: readonly Figure[];
}

/** Longest pause after a refusal, ms. */
const PATIENCE_MS = 300;

/**
 * Everybody at once: at each server all endpoints are isolated in one request, and then somebody for each endpoint isolates and
 * releases it, against those who do the same at the other servers.
 */
export async function actAllAtOnce(world: FaultWorld, options: ManyOptions): Promise<Many> {
  const endpoints = world.endpoints(options.endpoints);
  const servers = await Promise.all(
    Array.from({ length: options.servers }, () => world.dashboard())
  );
  const started = new Set<string>();
  const refused = new Map<string, number>();
  const startedAt = Date.now();
  const crowd = servers.flatMap((server, place) =>
    endpoints.map((agent, index) => {
      const random = seededRandom(options.seed + place * endpoints.length + index);
      return new Contender(server, agent, random, started, refused);
    })
  );
  const isOver = () => started.size >= options.actions;
  await Promise.all(servers.map((server) => isolateTogether(server, endpoints, started, refused)));
  await Promise.all(crowd.map((one) => one.act(isOver)));
  const seconds = (Date.now() - startedAt) / SECOND;
  const memory = Math.max(...servers.map((server) => server.mostMemory()));
  const logged = servers.flatMap((server) => server.logged);
  await Promise.all(servers.map((server) => server.kill()));
  const { ledger, faults } = await world.atRest(endpoints);
  const there = new Set(ledger.actions.map(({ agent, n }) => `${agent.id}:${n}`));
  const name = `at_once_${options.servers}_servers`;
  return {
    ledger,
    faults: [
      ...faults,
      ...Array.from(started)
        .filter((one) => !there.has(one))
        .map((one) => `${one} was answered and is lost`),
      ...logged.filter((line) => line.startsWith('[error]') || line.startsWith('[fatal]')),
    ],
    figures: [
      { name: `${name}_time`, value: Math.round(seconds), unit: 's' },
      {
        name: `${name}_rate`,
        value: Math.round(ledger.actions.length / seconds),
        unit: 'actions/s',
      },
      { name: `${name}_memory`, value: Math.round(memory / 1024 / 1024), unit: 'MB' },
      ...endFigures(name, ledger.actions),
      ...Array.from(refused, ([code, value]) => ({
        name: `${name}_refused_${code}`,
        value,
        unit: 'requests',
      })),
    ],
  };
}

async function isolateTogether(
  server: Dashboard,
  endpoints: readonly string[],
  started: Set<string>,
  refused: Map<string, number>
): Promise<void> {
  const client = new PluginClient(server.url);
  try {
    const preview = await client.preview('isolate', HOST_ID, ...endpoints);
    await startOf(client, preview, started, refused);
  } catch (error) {
    count(error, refused);
  }
}

async function startOf(
  client: PluginClient,
  preview: Parameters<PluginClient['startAll']>[0],
  started: Set<string>,
  refused: Map<string, number>
): Promise<void> {
  const batch = await client.startAll(preview, newKey());
  for (const one of batch.started) {
    if ('action' in one) started.add(`${one.agent_id}:${one.action.n}`);
    else refused.set(one.refused.code, (refused.get(one.refused.code) ?? 0) + 1);
  }
}

function count(error: unknown, refused: Map<string, number>): void {
  const code = codeOf(error);
  if (code === undefined) throw error;
  refused.set(code, (refused.get(code) ?? 0) + 1);
}

/** A refusal is what most of them get, also by an indexer or a manager that has enough to do; a failure of the server itself is none. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof PluginError) return error.status === 500 ? undefined : error.code;
  // A server closes a connection that was idle for 5 s, also just when a request comes over it.
  return valueAt(error, 'cause', 'code') === 'UND_ERR_SOCKET' ? 'connection_closed' : undefined;
}

/** Isolates what can be isolated, else releases, as fast as it goes. */
class Contender {
  private readonly client: PluginClient;

  constructor(
    server: Dashboard,
    private readonly agent: string,
    private readonly random: () => number,
    private readonly started: Set<string>,
    private readonly refused: Map<string, number>
  ) {
    this.client = new PluginClient(server.url);
  }

  async act(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      try {
        const done = (await this.start('isolate')) || (await this.start('release'));
        if (done) continue;
      } catch (error) {
        count(error, this.refused);
      }
      await new Promise((resolve) => setTimeout(resolve, this.random() * PATIENCE_MS));
    }
  }

  private async start(verb: 'isolate' | 'release'): Promise<boolean> {
    const preview = await this.client.preview(verb, HOST_ID, this.agent);
    if (!preview.endpoints.every(isPossible)) return false;
    await startOf(this.client, preview, this.started, this.refused);
    return true;
  }
}
