import type {
  EventSource,
  FormerIdentity,
  HostIdentity,
  KnownHost,
} from '../../common/attribution/attribution';
import {
  ambiguousHosts,
  attributionTo,
  managerOf,
  placesOf,
  withFormer,
  withRecordedNames,
} from '../../common/attribution/attribution';
import { canonicalJson } from '../../common/base/canonical_json';
import type { ManagerId } from '../../common/manager/endpoint';
import { MINUTE, SECOND } from '../../common/base/time';
import { LOCAL_PLACE } from '../../common/state/whose_report';
import type { IdentityLedger, KnownPlaces } from '../indexer/identity_ledger';
import type { Managers } from './manager';
import { ManagerError } from './manager_error';
import { readIdentity } from './read_identity';
import type { Settings } from '../configuration/settings';
import { managerSettingsOf } from '../configuration/settings';

export interface KnownManager {
  readonly known: 'known';
  readonly manager: ManagerId;
  readonly identity: HostIdentity;
}
export type ManagerReading = KnownManager | { readonly known: 'not_known' | 'ambiguous' };

const NO_PLACES: KnownPlaces = { places: [], change: 0 };

/** Age after which the manager is asked again. */
const FRESH = 5 * MINUTE;
/** Background work leaves a manager alone for so long after it failed; somebody who waits for it asks at once. */
const PAUSE = 30 * SECOND;

/**
 * The manager of each configured host, asked as the API user of the configuration, and kept in the ledger: a manager that is down when the
 * dashboard starts must not make its endpoints' evidence homeless.
 */
export class ManagerDirectory {
  private readonly known = new Map<string, HostIdentity>();
  /** Identities under which the ledger has actions, by host. */
  private readonly recorded = new Map<string, readonly FormerIdentity[]>();
  private readonly places = new Map<string, KnownPlaces>();
  private readonly asking = new Map<string, Promise<void>>();
  private readonly failedAt = new Map<string, number>();
  private loaded: Promise<void> | undefined;

  constructor(
    private readonly managers: Managers,
    private readonly ledger: IdentityLedger,
    private readonly settings: Settings,
    private readonly now: () => number
  ) {}

  /** Asks the manager where the last answer is old; what was known before serves while it cannot be asked. */
  async read(hostId: string): Promise<ManagerReading> {
    await this.load();
    const age = this.now() - (this.known.get(hostId)?.seen_at ?? 0);
    const asked = age > FRESH ? this.ask(hostId) : undefined;
    // Only where nothing is known is the answer waited for.
    if (!this.known.has(hostId)) await asked;
    return this.reading(hostId);
  }

  /** Returns what is known without asking anyone. Undefined if nothing is. */
  managerOf(hostId: string): ManagerId | undefined {
    const identity = this.known.get(hostId);
    return identity && managerOf(identity);
  }

  /** Returns for each manager that can be told apart one of its configured hosts, as known without asking anyone. */
  async hostsByManager(): Promise<Map<ManagerId, HostIdentity>> {
    const hosts = await this.knownHosts();
    const ambiguous = ambiguousHosts(hosts);
    return new Map(
      hosts.flatMap(({ identity }) => {
        const manager = managerOf(identity);
        return manager && !ambiguous.has(identity.host_id) ? [[manager, identity]] : [];
      })
    );
  }

  /** The hosts of which anything is known, for telling whose an event is. */
  async knownHosts(): Promise<KnownHost[]> {
    await this.load();
    return Array.from(this.known.values(), (identity) => {
      const { aliases, formerNames, alertsFrom } = managerSettingsOf(
        this.settings,
        identity.host_id
      );
      const { places } = this.places.get(managerOf(identity) ?? '') ?? NO_PLACES;
      return { identity, aliases, formerNames, places, ...(alertsFrom ? { alertsFrom } : {}) };
    });
  }

  /**
   * Keeps where reports under a manager's names are stored, and which of the places count.
   * @param events of any manager
   * @throws IndexerError: nothing is judged by half of the places
   */
  async noticePlaces(events: readonly EventSource[]): Promise<void> {
    const hosts = await this.knownHosts();
    const managerOfEvent = attributionTo(hosts);
    const seen = new Map<ManagerId, Set<string>>();
    for (const event of events) {
      const manager = managerOfEvent(event);
      if (!manager) continue;
      seen.set(manager, (seen.get(manager) ?? new Set()).add(event.place ?? LOCAL_PLACE));
    }
    for (const [manager, found] of seen) {
      const { places, from } = placesOf(manager, hosts);
      const known = this.places.get(manager);
      const isNew = Array.from(found).some((place) => !places.includes(place));
      if (!isNew && known?.from?.join() === from?.join()) continue;
      const now = await this.ledger.addPlaces(manager, { places: Array.from(found), from });
      this.places.set(manager, now);
    }
  }

  /**
   * Asks every configured host that wasn't asked recently; failures leave what was known. One that failed before is not waited for.
   * @returns a text for each host of which anything is known, which changes when other events than before would be attributed to it
   */
  async refresh(): Promise<string[]> {
    const hosts = await this.managers.hosts();
    const reads = hosts.map(async ({ id }) => {
      const failed = this.failedAt.get(id);
      if (failed === undefined) await this.read(id);
      else if (this.now() - failed >= PAUSE) void this.read(id);
    });
    await Promise.all(reads);
    await this.noticeSettings();
    return (await this.knownHosts()).map(({ identity, aliases }) => {
      const { host_id, cluster, cluster_name, hostname, own_agent_name, node, nodes } = identity;
      return canonicalJson([
        host_id,
        cluster,
        cluster_name,
        hostname,
        own_agent_name,
        ...(node === undefined ? [] : [node]),
        nodes,
        aliases,
        ...this.placesText(identity),
        // Before any name was changed, the text is that of a version that remembered none.
        ...(identity.former ?? []).map(({ manager }) => manager),
      ]);
    });
  }

  /** Other places were configured than when the endpoints were last judged by them. */
  private async noticeSettings(): Promise<void> {
    const hosts = await this.knownHosts();
    for (const manager of new Set(hosts.flatMap(({ identity }) => managerOf(identity) ?? []))) {
      const { from } = placesOf(manager, hosts);
      if (this.places.get(manager)?.from?.join() === from?.join()) continue;
      this.places.set(manager, await this.ledger.addPlaces(manager, { places: [], from }));
    }
  }

  private placesText(identity: HostIdentity): readonly number[] {
    const known = this.places.get(managerOf(identity) ?? '');
    // The first place alone changes nothing.
    return known && (known.change > 1 || known.from) ? [known.change] : [];
  }

  /** Asks a manager that was not reached, unless it was just asked. Nobody waits for it. */
  lookAgain(hostId: string): void {
    const failed = this.failedAt.get(hostId);
    if (failed === undefined || this.now() - failed >= PAUSE) void this.ask(hostId);
  }

  private async reading(hostId: string): Promise<ManagerReading> {
    const identity = this.known.get(hostId);
    const manager = identity && managerOf(identity);
    if (!identity || !manager) return { known: 'not_known' };
    const ambiguous = ambiguousHosts(await this.knownHosts());
    return ambiguous.has(hostId) ? { known: 'ambiguous' } : { known: 'known', manager, identity };
  }

  private load(): Promise<void> {
    this.loaded = this.loaded ?? this.loadOnce();
    return this.loaded;
  }

  private async loadOnce(): Promise<void> {
    try {
      const hosts = new Set((await this.managers.hosts()).map(({ id }) => id));
      for (const hostId of hosts) {
        this.recorded.set(hostId, await this.ledger.readRecordedNames(hostId));
      }
      for (const identity of await this.ledger.readAll()) {
        if (hosts.has(identity.host_id)) this.known.set(identity.host_id, this.named(identity));
      }
      (await this.ledger.readPlaces()).forEach((places, manager) =>
        this.places.set(manager, places)
      );
    } catch (error) {
      // Tried again at the next call: nothing is known yet, and nothing wrong either.
      this.loaded = undefined;
    }
  }

  /** Adds the names of before, of which the ledger itself tells where the projections were deleted. */
  private named(identity: HostIdentity): HostIdentity {
    return withRecordedNames(identity, this.recorded.get(identity.host_id) ?? []);
  }

  private ask(hostId: string): Promise<void> {
    const running = this.asking.get(hostId);
    if (running) return running;
    const asked = this.askOnce(hostId).finally(() => this.asking.delete(hostId));
    this.asking.set(hostId, asked);
    return asked;
  }

  private async askOnce(hostId: string): Promise<void> {
    try {
      const read = await readIdentity(await this.managers.open(hostId), this.now());
      const before = this.known.get(hostId);
      const identity = this.named(withFormer(withKnownHosts(read, before), before));
      this.known.set(hostId, identity);
      this.failedAt.delete(hostId);
      await this.ledger.write(identity);
    } catch (error) {
      if (error instanceof ManagerError) this.failedAt.set(hostId, this.now());
      // The manager or the indexer is away; Readiness shows it, and what was known before still holds.
    }
  }
}

/** An answer does not name the host of every node each time, and what was once known of it is true until another one is named. */
function withKnownHosts(read: HostIdentity, before: HostIdentity | undefined): HostIdentity {
  if (before === undefined || before.cluster_name !== read.cluster_name) return read;
  const nodes = read.nodes.map((node) => {
    const known = before.nodes.find(({ name }) => name === node.name)?.hostname;
    return node.hostname === undefined && known !== undefined ? { ...node, hostname: known } : node;
  });
  return { ...read, nodes };
}
