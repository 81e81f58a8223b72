import type { EndpointKey } from '../../common/manager/endpoint';
import { HOUR, MINUTE } from '../../common/base/time';
import { Kept } from '../base/kept';
import { TurnsByHost } from '../base/turns';

/**
 * The purpose of a question. `preview`: an endpoint that may be asked is asked. `ask_again`: so is one behind a silence, since the person says so.
 * `action`: the person has decided, and nobody is asked while anything is known.
 */
export type AskedFor = 'preview' | 'ask_again' | 'action';

/** Time for which no endpoint of a host is asked after one was silent. */
const HOST_IS_SPARED = 10 * MINUTE;
/** Time for which the silent one is not asked. */
const ENDPOINT_IS_SPARED = HOUR;
/** A person can insist, but not so often that their questions hold the manager for everybody. */
const INSISTING_EVERY = MINUTE;
/** Longest wait for somebody else's question to the same host: one that is answered takes a tenth of it. ms */
export const LONGEST_TURN = 300;
const MAX_KEPT = 20000;

/** Remembers for each host which endpoints did not answer, for everything that asks endpoints anything through their manager. */
export class Silence {
  private readonly hosts = new Map<string, number>();
  private readonly endpoints = new Kept<EndpointKey, number>(MAX_KEPT);
  private readonly turns = new TurnsByHost(1);

  constructor(private readonly now: () => number) {}

  wasSilent(hostId: string, endpoint: EndpointKey): void {
    this.hosts.set(hostId, this.now());
    this.endpoints.set(endpoint, this.now());
  }

  /** One that answered may be asked again; its host stays spared, since the silent one is another. */
  answered(endpoint: EndpointKey): void {
    this.endpoints.delete(endpoint);
  }

  /** Returns why this endpoint must not be asked now. Undefined if it may be. */
  objectionTo(hostId: string, endpoint: EndpointKey, askedFor: AskedFor): string | undefined {
    const host = this.since(this.hosts.get(hostId));
    if (askedFor === 'ask_again') return host < INSISTING_EVERY ? JUST_SILENT : undefined;
    if (this.since(this.endpoints.get(endpoint)) < ENDPOINT_IS_SPARED) return ITSELF_SILENT;
    return host < HOST_IS_SPARED ? ANOTHER_SILENT : undefined;
  }

  /** Runs one question to a host at a time. @returns undefined where another one is still running after a moment */
  inTurn<T>(hostId: string, work: () => Promise<T>): Promise<T | undefined> {
    return this.turns.of(hostId).within(LONGEST_TURN, work);
  }

  private since(at: number | undefined): number {
    return at === undefined ? Infinity : this.now() - at;
  }
}

const ITSELF_SILENT =
  "It wasn't queried: it didn't respond the last time. Ask it again, or continue with the trusted addresses.";
const ANOTHER_SILENT =
  "It wasn't queried: another endpoint of this manager didn't respond, which slows down the manager for everyone. Ask it again, or continue with the trusted addresses.";
const JUST_SILENT =
  "It wasn't queried: an endpoint of this manager didn't respond less than a minute ago. Try again in a minute, or continue with the trusted addresses.";
