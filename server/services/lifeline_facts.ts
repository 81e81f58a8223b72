import { promises as dns } from 'dns';
import { isIP } from 'net';
import type { Address } from '../../common/address';
import { readAddress, readServerAddress } from '../../common/address';
import type { HostIdentity } from '../../common/attribution';
import type { AgentId, EndpointKey } from '../../common/endpoint';
import type {
  LifelineFacts,
  ReportedManagers,
  ReportedServer,
  TrustedAddress,
} from '../../common/lifeline';
import { MINUTE, SECOND } from '../../common/time';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { ManagerHost, ManagerSession } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import type { Settings } from '../settings';
import { managerSettingsOf } from '../settings';
import { RecentAnswers } from './recent_answers';

/** An endpoint's own configuration is asked for a preview only, and not again for so long. */
const REPORT_IS_KEPT = 10 * MINUTE;
/** One that could not be read may be readable at the next try. */
const FAILURE_IS_KEPT = 30 * SECOND;
/** Time in which a request asks one endpoint after another. What comes after may still wait for one that is silent. */
export const ASKING_TAKES_AT_MOST = 20 * SECOND;
const NOT_ASKED: ReportedManagers = {
  read: false,
  why: "It wasn't queried: other endpoints took too long to respond. Check again in a moment, or continue with the trusted addresses.",
};
const NAMES_ARE_KEPT = MINUTE;
const DNS_LIMIT = 3 * SECOND;

/** The endpoint whose allowed addresses these are, and its manager. */
export interface LifelineSubject {
  readonly endpoint: EndpointKey;
  readonly identity: HostIdentity;
  readonly host: ManagerHost;
}

export interface Asking {
  /** An endpoint whose turn comes later is not asked, ms. */
  readonly askBefore: number;
  /** A person has seen what could be read, and what could not, and decided: nobody is asked anew while they wait. */
  readonly isConfirmed: boolean;
}

function timeUntilAskedAnew(reported: ReportedManagers): number {
  if (reported.read) return REPORT_IS_KEPT;
  return reported === NOT_ASKED ? 0 : FAILURE_IS_KEPT;
}

/** Gathers where a lifeline's addresses come from. A source that cannot be read adds nothing; it never makes isolation impossible. */
export class LifelineFactsReader {
  private readonly reports: RecentAnswers<ReportedManagers>;
  private readonly names: RecentAnswers<readonly Address[]>;
  /** One question to an endpoint at a time for each host: a silent one holds its manager for ten seconds (measured). */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly settings: Settings,
    private readonly endpoints: EndpointLedger,
    private readonly now: () => number
  ) {
    this.reports = new RecentAnswers(() => REPORT_IS_KEPT, now);
    this.names = new RecentAnswers(() => NAMES_ARE_KEPT, now);
  }

  async read(
    subject: LifelineSubject,
    agent: AgentId,
    session: ManagerSession,
    { askBefore, isConfirmed }: Asking
  ): Promise<LifelineFacts> {
    const { endpoint, host } = subject;
    const askInTurn = () =>
      this.inTurn(host.id, async () =>
        this.now() < askBefore ? this.ask(endpoint, agent, session) : NOT_ASKED
      );
    const [trusted, reported] = await Promise.all([
      this.trusted(subject),
      isConfirmed
        ? this.reports.get(endpoint, askInTurn)
        : this.reports.get(endpoint, askInTurn, timeUntilAskedAnew),
    ]);
    return {
      trusted,
      reported,
      alwaysAllowed: this.settings.alwaysAllowed,
      profiles: this.settings.profiles,
    };
  }

  /** Returns what is trusted now. The guard at sending asks only for this, so no endpoint is asked anything then. */
  async trusted({ endpoint, identity, host }: LifelineSubject): Promise<TrustedAddress[]> {
    const configured = managerSettingsOf(this.settings, host.id).addresses.map((address) => ({
      address,
      source: 'configured' as const,
    }));
    const [nodes, apiHost, others] = await Promise.all([
      this.nodeAddresses(identity),
      this.apiHostAddresses(host),
      this.reportedByOthers(endpoint),
    ]);
    return [...configured, ...nodes, ...apiHost, ...others];
  }

  private async nodeAddresses({ nodes }: HostIdentity): Promise<TrustedAddress[]> {
    const resolved = await Promise.all(
      nodes.map(async ({ name, ip }) => ({ name, found: await this.resolve(ip) }))
    );
    return resolved.flatMap(({ name, found }) =>
      found.map((address) => ({ address, source: 'cluster_node' as const, label: name }))
    );
  }

  private async apiHostAddresses({ url }: ManagerHost): Promise<TrustedAddress[]> {
    const host = hostNameOf(url);
    const found = await this.resolve(host);
    return found.map((address) => ({
      address,
      source: 'api_host' as const,
      ...(isIP(host) ? {} : { label: host }),
    }));
  }

  private async reportedByOthers(endpoint: EndpointKey): Promise<TrustedAddress[]> {
    const counted = await this.endpoints.countReported(endpoint);
    return counted
      .filter(({ endpoints }) => endpoints >= this.settings.reportedByAtLeast)
      .flatMap(({ address }) => {
        const reading = readAddress(address);
        return reading.ok ? [{ address: reading.address, source: 'other_endpoints' as const }] : [];
      });
  }

  private async ask(
    endpoint: EndpointKey,
    agent: AgentId,
    session: ManagerSession
  ): Promise<ReportedManagers> {
    try {
      const config = await session.agentClientConfig(agent);
      const servers = await Promise.all(config.servers.map(({ address }) => this.server(address)));
      const { notifyTimeSeconds } = config;
      const keepAlive = notifyTimeSeconds === undefined ? undefined : notifyTimeSeconds * SECOND;
      await this.remember(endpoint, servers, keepAlive);
      return { read: true, servers };
    } catch (error) {
      if (error instanceof ManagerError) return { read: false, why: error.message };
      throw error;
    }
  }

  private async server(text: string): Promise<ReportedServer> {
    const server = readServerAddress(text);
    return { server, resolved: server.kind === 'name' ? await this.resolve(server.name) : [] };
  }

  /** Remembers what others are compared with later: only addresses, never names, which an attacker's DNS could change. */
  private async remember(
    endpoint: EndpointKey,
    servers: readonly ReportedServer[],
    keepAlive: number | undefined
  ): Promise<void> {
    const addresses = servers.flatMap(({ server }) =>
      server.kind === 'address' ? [server.address] : []
    );
    await this.endpoints.rememberReported(endpoint, addresses, keepAlive);
  }

  /** Addresses of a host, those left out that are no way to a manager: loopback, unspecified, multicast, link-local. */
  private resolve(host: string): Promise<readonly Address[]> {
    return this.names.get(host, async () => {
      const found = isIP(host) ? [host] : await lookUp(host);
      return Array.from(
        new Set(
          found.flatMap((text) => {
            const reading = readAddress(text);
            return reading.ok ? [reading.address] : [];
          })
        )
      );
    });
  }

  private async inTurn<T>(hostId: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(hostId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.turns.set(
      hostId,
      mine.catch(() => undefined)
    );
    return mine;
  }
}

async function lookUp(host: string): Promise<string[]> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never[]>((resolve) => {
    timer = setTimeout(() => resolve([]), DNS_LIMIT);
  });
  const found = dns
    .lookup(host, { all: true })
    .then((all) => all.map(({ address }) => address))
    .catch((): string[] => []);
  try {
    return await Promise.race([found, limit]);
  } finally {
    if (timer) clearTimeout(timer);
  }
}

function hostNameOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^\[|\]$/g, '');
  } catch (error) {
    return '';
  }
}
