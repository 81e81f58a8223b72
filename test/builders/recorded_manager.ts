import type { ManagerOptions, SimulatedManager } from '../../lab/manager/manager';
import { startManager } from '../../lab/manager/manager';
import type { ManagerAnswer } from './manager_client';
import { basic, ManagerClient } from './manager_client';
import type { Commands, Recording } from './manager_recordings';
import { recordedFleet, recordedNodes, recordedRoles, recordedUsers } from './recorded_fleet';

export interface Situation {
  /** Version of the manager, for example `4.14.7`. */
  readonly version: string;
  readonly cluster: 'alone' | 'cluster';
}

/** The simulated manager with agents, users and nodes as they were when the recordings were made, and a client for it. */
export class RecordedManager {
  private constructor(readonly manager: SimulatedManager, readonly client: ManagerClient) {}

  /** @param node whose API is asked; the master's where it is left out. */
  static async start(
    { version, cluster }: Situation,
    overrides: Partial<ManagerOptions> = {},
    node?: string
  ): Promise<RecordedManager> {
    const manager = await startManager({
      fleet: recordedFleet(version, cluster),
      version,
      ...(cluster === 'cluster' && { cluster: { name: 'wazuh-cluster', nodes: recordedNodes } }),
      roles: recordedRoles,
      users: recordedUsers,
      answerDelayMs: 0,
      requestsPerMinute: Infinity,
      ...overrides,
    });
    const url = node === undefined ? manager.url : manager.nodeUrls[node] ?? manager.url;
    return new RecordedManager(manager, new ManagerClient(url, manager.ca));
  }

  /** The `Authorization` that the recording shows as `…`; `undefined` where it had none. */
  async authorization({ name, as_user, request }: Recording): Promise<string | undefined> {
    if (request.headers.Authorization === undefined) return undefined;
    if (name === 'token_garbage') return 'Bearer garbage';
    const isOfTheDashboard = /^token_(logout|after_logout)|^runas/.test(name) && as_user === null;
    const user = isOfTheDashboard ? 'wazuh-wui' : /^[\w-]+/.exec(as_user ?? 'wazuh')?.[0] ?? '';
    if (request.headers.Authorization.startsWith('Basic')) {
      return basic(user, /bad_password|unknown_user|blocked_bad/.test(name) ? 'wrong' : user);
    }
    const token = as_user?.startsWith('run_as')
      ? await this.client.logIn('wazuh-wui', 'wazuh-wui', { roles: ['own_index'] })
      : await this.client.logIn(user, user);
    return `Bearer ${token}`;
  }

  /** Sends the recorded request; with a fresh token where none is given. */
  async send(recording: Recording, authorization?: string): Promise<ManagerAnswer> {
    const { method, path, headers, body } = recording.request;
    const allowed = authorization ?? (await this.authorization(recording));
    return this.client.send(
      method,
      path,
      { ...headers, ...(allowed !== undefined && { Authorization: allowed }) },
      body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    );
  }

  /** Commands that reached agents since there were `from` of them; on one node or on all. */
  reached(from = 0, node?: string): Commands {
    const counts: Record<string, number> = {};
    for (const { agentId, node: by } of this.manager.commandsReached().slice(from)) {
      if (node === undefined || by === node) counts[agentId] = (counts[agentId] ?? 0) + 1;
    }
    return counts;
  }

  reachedByNode(from = 0): Commands[] {
    return recordedNodes.map(({ name }) => this.reached(from, name));
  }

  stop(): void {
    this.client.close();
    this.manager.stop();
  }
}
