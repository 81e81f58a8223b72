import type { Address, ServerAddress } from '../../common/address/address';
import { readServerAddress } from '../../common/address/address';
import type { AgentId, EndpointKey } from '../../common/manager/endpoint';
import type { ReportedManagers, ReportedServer } from '../../common/lifeline/lifeline';
import { MINUTE, SECOND } from '../../common/base/time';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import { Kept } from '../base/kept';
import { Turns } from '../base/turns';
import type { ManagerSession } from './manager';
import { ManagerError } from './manager_error';
import type { AskedFor, Silence } from './silence';

/** The questions of one request, which are asked one after another. */
export interface Asking {
  readonly for: AskedFor;
  /** An endpoint whose turn comes later is not asked, ms. */
  readonly askBefore: number;
  /** The questions of one request follow each other, however many of its endpoints are previewed at once. */
  readonly turns: Turns;
}

/** Time in which a request asks one endpoint after another. */
export const ASKING_TAKES_AT_MOST = 20 * SECOND;

export function newAsking(askedFor: AskedFor, now: number): Asking {
  return {
    for: askedFor,
    askBefore: now + ASKING_TAKES_AT_MOST,
    turns: new Turns(1),
  };
}

/** A configuration is not asked for again so soon. */
const FRESH = 10 * MINUTE;
/** A question that an endpoint or its manager refused at once is not repeated so soon. */
const REFUSAL_IS_KEPT = 30 * SECOND;
const MAX_KEPT = 20000;

interface Answer {
  readonly at: number;
  readonly reported: ReportedManagers;
}

export interface AgentConfigurationsDependencies {
  readonly endpoints: Pick<EndpointLedger, 'rememberReported' | 'reportedOf'>;
  readonly silence: Silence;
  readonly resolve: (name: string) => Promise<readonly Address[]>;
  readonly now: () => number;
}

/** An endpoint to ask, and its manager. */
export interface ConfigurationSubject {
  readonly endpoint: EndpointKey;
  readonly agent: AgentId;
  readonly hostId: string;
}

/**
 * Asks endpoints for the managers that they have configured. A silent endpoint holds its manager for ten seconds (measured), for everybody:
 * so one question to a host runs at a time, nobody waits for the questions of somebody else, and after one silence nobody of that host is
 * asked for a while. Whoever cannot ask goes on with what is known.
 */
export class AgentConfigurations {
  private readonly answers = new Kept<EndpointKey, Answer>(MAX_KEPT);

  constructor(private readonly dependencies: AgentConfigurationsDependencies) {}

  /** @param isOtherwiseKnown true if an address of the manager is known without the endpoint */
  async read(
    subject: ConfigurationSubject,
    session: ManagerSession,
    asking: Asking,
    isOtherwiseKnown: () => Promise<boolean>
  ): Promise<ReportedManagers> {
    const recent = this.recent(subject.endpoint);
    if (asking.for !== 'ask_again' && recent) {
      return recent.read ? recent : this.known(subject.endpoint, recent.why);
    }
    if (asking.for === 'action') {
      const known = await this.known(subject.endpoint, NOT_ASKED_NOW);
      if (known.read || (await isOtherwiseKnown())) return known;
    }
    // All of one request stand in line before the first of them is asked.
    await Promise.resolve();
    const asked = await asking.turns.take(() => this.askIfPossible(subject, session, asking));
    return asked.read ? asked : this.known(subject.endpoint, asked.why);
  }

  private async askIfPossible(
    { endpoint, agent, hostId }: ConfigurationSubject,
    session: ManagerSession,
    asking: Asking
  ): Promise<ReportedManagers> {
    const { silence, now } = this.dependencies;
    if (now() >= asking.askBefore) return { read: false, why: TOOK_TOO_LONG };
    const objection = silence.objectionTo(hostId, endpoint, asking.for);
    if (objection) return { read: false, why: objection };
    const asked = await silence.inTurn(hostId, () => this.ask(endpoint, agent, session));
    return asked ?? { read: false, why: OTHERS_ASK };
  }

  private async ask(
    endpoint: EndpointKey,
    agent: AgentId,
    session: ManagerSession
  ): Promise<ReportedManagers> {
    const { endpoints, silence } = this.dependencies;
    try {
      const { servers, notifyTimeSeconds } = await session.agentClientConfig(agent);
      silence.answered(endpoint);
      const read = serversOf(servers.map(({ address }) => address));
      const keepAlive = notifyTimeSeconds === undefined ? undefined : notifyTimeSeconds * SECOND;
      await endpoints.rememberReported(
        endpoint,
        servers.flatMap(({ address }) => textsOf(address)),
        keepAlive
      );
      return this.keep(endpoint, { read: true, servers: await this.resolved(read) });
    } catch (error) {
      if (!(error instanceof ManagerError)) throw error;
      // What one person can't ask now, another one can.
      if (error.code === 'over_budget') return { read: false, why: error.message };
      if (isSilence(error)) silence.wasSilent(session.host.id, endpoint);
      return this.keep(endpoint, { read: false, why: error.message });
    }
  }

  private recent(endpoint: EndpointKey): ReportedManagers | undefined {
    const kept = this.answers.get(endpoint);
    if (!kept) return undefined;
    const isRecent =
      this.dependencies.now() < kept.at + (kept.reported.read ? FRESH : REFUSAL_IS_KEPT);
    return isRecent ? kept.reported : undefined;
  }

  /** Returns what the endpoint said when it was last asked, by whichever process. @param why nobody asked it now */
  private async known(endpoint: EndpointKey, why: string): Promise<ReportedManagers> {
    const kept = this.answers.get(endpoint)?.reported;
    if (kept?.read) return { ...kept, kept_because: why };
    const texts = await this.dependencies.endpoints.reportedOf(endpoint);
    if (texts.length === 0) return { read: false, why };
    const servers = await this.resolved(serversOf(texts));
    return { read: true, servers, kept_because: why };
  }

  private resolved(servers: readonly ServerAddress[]): Promise<ReportedServer[]> {
    const { resolve } = this.dependencies;
    return Promise.all(
      servers.map(async (server) => ({
        server,
        resolved:
          server.kind === 'refused' || server.name === undefined ? [] : await resolve(server.name),
      }))
    );
  }

  private keep(endpoint: EndpointKey, reported: ReportedManagers): ReportedManagers {
    const before = this.answers.get(endpoint)?.reported;
    // What it said once stays known where it cannot be asked.
    if (reported.read || !before?.read) {
      this.answers.set(endpoint, { at: this.dependencies.now(), reported });
    }
    return reported;
  }
}

/** Reads servers. An address that another one names too is that one. */
function serversOf(texts: readonly unknown[]): ServerAddress[] {
  const all = texts.map(readServerAddress);
  const named = all.flatMap((server) =>
    server.kind === 'address' && server.name !== undefined ? [server.address] : []
  );
  return all.filter(
    (server) =>
      server.kind !== 'address' || server.name !== undefined || !named.includes(server.address)
  );
}

/**
 * Texts to remember of a server, from which it is read again. The address stands alone, too: other endpoints that report it are counted
 * by it.
 */
function textsOf(text: unknown): string[] {
  const server = readServerAddress(text);
  switch (server.kind) {
    case 'address': {
      const { name, address } = server;
      return name === undefined ? [address] : [address, `${name}/${address}`];
    }
    case 'name':
      return [server.problem?.text ?? server.name];
    case 'refused':
      return server.text === '' ? [] : [server.text];
  }
}

/** The manager waited for the endpoint, or we for the manager. What was refused at once holds nobody. */
function isSilence({ code }: ManagerError): boolean {
  return code === 'timed_out' || code === 'manager_timed_out' || code === 'agent_silent';
}

const TOOK_TOO_LONG =
  "It wasn't queried: other endpoints took too long to respond. Check again in a moment, or continue with the trusted addresses.";
const OTHERS_ASK =
  "It wasn't queried: another endpoint of this manager is being queried. Check again in a moment, or continue with the trusted addresses.";
const NOT_ASKED_NOW = "It wasn't queried again, so that sending doesn't wait for it.";
