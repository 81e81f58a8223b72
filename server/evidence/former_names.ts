import type { AgentRow } from '../../common/manager/agent';
import type { FormerIdentity, KnownHost } from '../../common/attribution/attribution';
import {
  ambiguousHosts,
  formerOf,
  managerNameOf,
  managerOf,
} from '../../common/attribution/attribution';
import type { AgentId, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { isNonEmpty } from '../../common/base/non_empty_array';
import type { Agreement, TakeoverDocument } from '../../common/ledger/takeover';
import { formerAgentOf, isAgreed, isSameAgent } from '../../common/ledger/takeover';
import { HOUR, MINUTE } from '../../common/base/time';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { TakeoverLedger } from '../indexer/takeover_ledger';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { Managers } from '../manager/manager';
import { joinTakeovers } from './join_takeovers';
import type { ManagerDirectory } from '../manager/manager_directory';

export interface FormerNamesDependencies {
  /** Client of the configuration's API user. */
  readonly managers: Managers;
  readonly directory: Pick<ManagerDirectory, 'knownHosts'>;
  readonly endpoints: Pick<EndpointLedger, 'eachOf' | 'readMany' | 'update' | 'heirOf'>;
  readonly takeovers: Pick<TakeoverLedger, 'readAll' | 'record'>;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** A former name of a host, with what is left under it. */
export interface FormerName extends FormerIdentity {
  readonly host_id: string;
  /** Its agreement with the manager's list. Undefined until that was read. */
  readonly agreement?: Agreement;
  /** True if some are listed as they were, so that an administrator's word would take them over. */
  readonly isAsked: boolean;
  /** Endpoints that stay under the former name, those that are isolated or unknown first. */
  readonly endpoints: readonly EndpointDocument[];
}

interface Compared {
  readonly agreement: Agreement;
  /** Keys of the endpoints that are listed as they were. */
  readonly agreeing: ReadonlySet<string>;
}

const LINKS_READ_EVERY = MINUTE;
/** Time for which a process may not know yet that a manager has another name, and writes under the former one what nobody passes on. */
const OTHERS_LEARN_WITHIN = 10 * MINUTE;
/** Interval for asking the manager whether it lists the rest. */
const LOOKED_AGAIN_EVERY = HOUR;
/** Looks within as many minutes: what was just written isn't found yet, and projections that were deleted come back within minutes. */
const LOOKS_AT_FIRST = 10;
const AT_ONCE = 200;

/**
 * Takes over what the ledger has of endpoints under a former name of their manager, each endpoint by itself. What is taken over stays
 * stored under the former key, and what is learnt of it later is joined in as well. A crash loses nothing: what is on record is done again.
 */
export class FormerNames {
  private readonly links = new Map<string, TakeoverDocument>();
  private readonly looked = new Map<string, { readonly at: number; readonly times: number }>();
  private readonly compared = new Map<string, Compared>();
  private running: Promise<void> | undefined;
  private linksReadAt = -Infinity;

  constructor(private readonly dependencies: FormerNamesDependencies) {}

  /** The keys that an endpoint's actions are stored under besides its own, as this process knows. */
  formerKeysOf(endpoint: string): string[] {
    const keys = new Set([endpoint]);
    // What those took over themselves comes behind them.
    for (const key of keys) {
      for (const link of this.links.values()) {
        if (link.endpoint === key) keys.add(link.former_endpoint);
      }
    }
    keys.delete(endpoint);
    return Array.from(keys);
  }

  /** Does what is due: learns what others took over, and asks a manager about what is left. Never throws. */
  round(): Promise<void> {
    this.running =
      this.running ??
      this.roundOnce().finally(() => {
        this.running = undefined;
      });
    return this.running;
  }

  private async roundOnce(): Promise<void> {
    const { directory, now, onFailure } = this.dependencies;
    try {
      if (now() - this.linksReadAt >= LINKS_READ_EVERY) {
        await this.joinRecorded('new');
        this.linksReadAt = now();
      }
      const hosts = await directory.knownHosts();
      const ambiguous = ambiguousHosts(hosts);
      for (const host of hosts) {
        if (ambiguous.has(host.identity.host_id)) continue;
        for (const former of formerOf(host, hosts)) await this.lookAt(host, former);
      }
    } catch (error) {
      onFailure(error);
    }
  }

  /** Joins everything on record again: the projections may be new. @throws IndexerError */
  async restore(): Promise<void> {
    await this.joinRecorded('all');
  }

  /** Reads what stays under former names of a host. No manager is asked. @throws IndexerError */
  async leftOf(hostId: string): Promise<FormerName[]> {
    const hosts = await this.dependencies.directory.knownHosts();
    const host = hosts.find(({ identity }) => identity.host_id === hostId);
    const names: FormerName[] = [];
    for (const former of host ? formerOf(host, hosts) : []) {
      const documents = await this.documentsOf(former.manager);
      const left = documents.filter(({ endpoint }) => !this.links.has(endpoint));
      if (left.length === 0) continue;
      const compared = this.compared.get(`${hostId} ${former.manager}`);
      names.push({
        ...former,
        host_id: hostId,
        ...(compared ? { agreement: compared.agreement } : {}),
        isAsked: left.some(({ endpoint }) => compared?.agreeing.has(endpoint)),
        endpoints: left.sort((a, b) => rank(a) - rank(b)),
      });
    }
    return names;
  }

  private async lookAt(host: KnownHost, { manager: former }: FormerIdentity): Promise<void> {
    const { now } = this.dependencies;
    const { identity, formerNames = [] } = host;
    const manager = managerOf(identity);
    const at = `${identity.host_id} ${manager ?? ''} ${former}`;
    const looked = this.looked.get(at);
    const pause = (looked?.times ?? 0) < LOOKS_AT_FIRST ? MINUTE : LOOKED_AGAIN_EVERY;
    if (!manager || now() - (looked?.at ?? -Infinity) < pause) return;
    const { documents, rows, agreement, askedAt } = await this.compare(identity.host_id, former);
    const isSaid = formerNames.includes(managerNameOf(former));
    if (isSaid || isAgreed(agreement)) {
      const taken = documents.flatMap((document) => {
        const row = rows.get(document.agent_id);
        return row && !this.links.has(document.endpoint)
          ? this.takeoverOf(document, row, { host, manager, said: isSaid, askedAt }) ?? []
          : [];
      });
      for (let from = 0; from < taken.length; from += AT_ONCE) {
        await this.take(taken.slice(from, from + AT_ONCE));
      }
    }
    this.looked.set(at, { at: now(), times: (looked?.times ?? 0) + 1 });
  }

  private takeoverOf(
    document: EndpointDocument,
    row: AgentRow,
    to: {
      readonly host: KnownHost;
      readonly manager: ManagerId;
      readonly said: boolean;
      /** Our clock before the manager listed it, ms. */
      readonly askedAt: number;
    }
  ): TakeoverDocument | undefined {
    const agent = formerAgentOf(document);
    if (!agent || !isSameAgent(agent, row)) return undefined;
    return {
      schema_version: SCHEMA_VERSION,
      kind: 'takeover',
      endpoint: endpointKeyOf(to.manager, row.id),
      former_endpoint: document.endpoint,
      manager: to.manager,
      host_id: to.host.identity.host_id,
      agent: { id: row.id, ...agent },
      code: to.said ? 'administrator' : 'agreement',
      created_at: to.askedAt,
    };
  }

  private async take(documents: readonly TakeoverDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await this.join(await this.dependencies.takeovers.record(documents));
  }

  /** Compares everything under a former name with what the manager lists now. */
  private async compare(hostId: string, former: string) {
    const documents = await this.documentsOf(former);
    const ids = documents.flatMap(({ endpoint }) => parseEndpointKey(endpoint)?.agent ?? []);
    // A list says nothing about what is reported while it's read.
    const askedAt = this.dependencies.now();
    const rows = await this.rowsOf(hostId, ids);
    const known = documents.filter((one) => formerAgentOf(one));
    const agree = known.filter((one) => isSameAgent(formerAgentOf(one), rows.get(one.agent_id)));
    const agreement = { agree: agree.length, of: known.length };
    this.compared.set(`${hostId} ${former}`, {
      agreement,
      agreeing: new Set(agree.map(({ endpoint }) => endpoint)),
    });
    return { documents, rows, agreement, askedAt };
  }

  private async documentsOf(former: string): Promise<EndpointDocument[]> {
    const documents: EndpointDocument[] = [];
    await this.dependencies.endpoints.eachOf(former, async (page) => {
      // One that nothing was ever reported or requested of is only a memory of its configuration.
      documents.push(...page.filter(({ record }) => isSomething(record)));
    });
    return documents;
  }

  private async rowsOf(hostId: string, ids: readonly AgentId[]): Promise<Map<string, AgentRow>> {
    const rows = new Map<string, AgentRow>();
    if (ids.length === 0) return rows;
    const session = await this.dependencies.managers.open(hostId);
    for (let at = 0; at < ids.length; at += MOST_AGENTS_A_PAGE) {
      const some = ids.slice(at, at + MOST_AGENTS_A_PAGE);
      if (!isNonEmpty(some)) break;
      for (const row of await session.agentsOf(some)) rows.set(row.id, row);
    }
    return rows;
  }

  private async joinRecorded(which: 'new' | 'all'): Promise<void> {
    const recorded = await this.dependencies.takeovers.readAll();
    const { now } = this.dependencies;
    const isDue = ({ former_endpoint: former, created_at: at }: TakeoverDocument) =>
      which === 'all' || !this.links.has(former) || now() - at < OTHERS_LEARN_WITHIN;
    await this.join(recorded.filter(isDue));
  }

  private async join(recorded: readonly TakeoverDocument[]): Promise<void> {
    const { endpoints, now } = this.dependencies;
    await joinTakeovers(recorded, endpoints, now);
    for (const link of recorded) this.links.set(link.former_endpoint, link);
  }
}

function isSomething({ evidence, sent, forgotten }: EndpointDocument['record']): boolean {
  return evidence.length > 0 || sent.length > 0 || forgotten;
}

function rank({ settled_status: status, first_wait_end: end }: EndpointDocument): number {
  return status === 'isolated' || status === 'unknown' || end !== undefined ? 0 : 1;
}
