import type { Pace } from '../pace/pace';
import { ApiSession } from './api_session';
import type { CallUse } from './call_use';
import { FOR_READING, IN_BACKGROUND } from './call_use';
import type { DirectHost } from './direct_host';
import { shownDirectHost, targetOf } from './direct_host';
import { DirectTransport } from './direct_transport';
import { brokenLoginOf, loginFailureOf } from './login_failure';
import type { ManagerHost, Managers, ManagerSession } from './manager';
import { ManagerError } from './manager_error';
import { tokenText } from './token';
import type { TokenOwner, TokenStore } from './token_store';
import type { ManagerLimits } from './transport';

export interface DirectConnectionsParts {
  readonly hosts: readonly DirectHost[];
  readonly tokens: TokenStore;
  readonly pace: Pace;
  readonly limits: ManagerLimits;
  readonly now: () => number;
}

/** A person, as the server's session knows them: what run_as rules are matched against. */
export interface DirectPerson {
  readonly name: string;
  readonly authContext: object;
}

/** The connections of the process to the managers of our own configuration. Ended by `close`. */
export class DirectConnections {
  private readonly transports = new Map<string, DirectTransport>();

  constructor(private readonly parts: DirectConnectionsParts) {}

  /** @param person absent: background work, as the API user */
  managersOf(person?: DirectPerson, use: CallUse = IN_BACKGROUND): Managers {
    return {
      hosts: async () => this.parts.hosts.map(shownDirectHost),
      open: (hostId) => this.open(hostId, use, person),
    };
  }

  /** Managers as the API user, for something that this person wants to know: they pay for it. */
  managersFor(payer: string): Managers {
    return {
      hosts: async () => this.parts.hosts.map(shownDirectHost),
      open: (hostId) => this.open(hostId, FOR_READING, undefined, payer),
    };
  }

  close(): void {
    this.transports.forEach((transport) => transport.close());
    this.transports.clear();
  }

  private async open(
    hostId: string,
    { purpose, pace }: CallUse,
    person: DirectPerson | undefined,
    payer = person?.name
  ): Promise<ManagerSession> {
    const host = this.parts.hosts.find(({ id }) => id === hostId);
    if (!host) throw new ManagerError('host_unknown');
    const transport = this.transportTo(host);
    const shown: ManagerHost = shownDirectHost(host);
    const actsAs = person && host.runAs === 'on' ? person : undefined;
    const owner: TokenOwner = { hostId, person: actsAs };
    return ApiSession.open({
      host: shown,
      transport,
      owner,
      purpose,
      book: this.parts.pace.bookOf(hostId, { as: pace, person: payer }),
      login: () => logIn(transport, host, actsAs, this.parts.limits.loginMs),
      tokens: this.parts.tokens,
      limits: this.parts.limits,
      now: this.parts.now,
    });
  }

  /** Creates it when it is first needed, so a host that can't be used harms no other. */
  private transportTo(host: DirectHost): DirectTransport {
    const transport = this.transports.get(host.id) ?? new DirectTransport(targetOf(host));
    this.transports.set(host.id, transport);
    return transport;
  }
}

async function logIn(
  transport: DirectTransport,
  { username, password }: DirectHost,
  person: DirectPerson | undefined,
  limitMs: number
): Promise<string> {
  const answer = await transport.logIn({
    path: person ? '/security/user/authenticate/run_as' : '/security/user/authenticate',
    credentials: { username, password },
    body: person?.authContext,
    limitMs,
  });
  if (answer.kind !== 'answered') throw brokenLoginOf(answer);
  if (answer.status !== 200) throw loginFailureOf(answer.status, answer.body);
  const token = tokenText(answer.body);
  if (token === undefined) throw new ManagerError('login_unreadable');
  return token;
}
