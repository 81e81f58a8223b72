import { promises as dns } from 'dns';
import { isIP } from 'net';
import type { Address } from '../../common/address/address';
import { readAddress } from '../../common/address/address';
import type { HostIdentity } from '../../common/attribution/attribution';
import type { AgentId, EndpointKey } from '../../common/manager/endpoint';
import type { LifelineFacts, TrustedAddress } from '../../common/lifeline/lifeline';
import { MINUTE, SECOND } from '../../common/base/time';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { ManagerHost, ManagerSession } from '../manager/manager';
import type { Settings } from '../configuration/settings';
import { managerSettingsOf } from '../configuration/settings';
import type { Asking } from '../manager/agent_configurations';
import { AgentConfigurations } from '../manager/agent_configurations';
import { RecentAnswers } from '../base/recent_answers';
import type { Silence } from '../manager/silence';

const NAMES_ARE_KEPT = MINUTE;
const DNS_LIMIT = 3 * SECOND;

/** The endpoint whose allowed addresses these are, and its manager. */
export interface LifelineSubject {
  readonly endpoint: EndpointKey;
  readonly identity: HostIdentity;
  readonly host: ManagerHost;
}

/** Gathers where a lifeline's addresses come from. A source that cannot be read adds nothing; it never makes isolation impossible. */
export class LifelineFactsReader {
  private readonly names: RecentAnswers<readonly Address[]>;
  private readonly configurations: AgentConfigurations;

  constructor(
    private readonly settings: Settings,
    private readonly endpoints: EndpointLedger,
    silence: Silence,
    now: () => number
  ) {
    this.names = new RecentAnswers(() => NAMES_ARE_KEPT, now);
    const resolve = (host: string) => this.resolve(host);
    this.configurations = new AgentConfigurations({ endpoints, silence, resolve, now });
  }

  async read(
    subject: LifelineSubject,
    agent: AgentId,
    session: ManagerSession,
    asking: Asking
  ): Promise<LifelineFacts> {
    const { endpoint, host } = subject;
    const trusted = this.trusted(subject);
    const isOtherwiseKnown = async () => (await trusted).length > 0;
    const [known, reported] = await Promise.all([
      trusted,
      this.configurations.read(
        { endpoint, agent, hostId: host.id },
        session,
        asking,
        isOtherwiseKnown
      ),
    ]);
    return {
      trusted: known,
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
