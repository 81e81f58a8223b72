import { MINUTE, SECOND } from '../../common/base/time';
import { sha256Of } from '../base/sha256';
import { pausesLogins } from './login_failure';
import type { LoginPauses } from './login_pause';
import { ManagerError } from './manager_error';
import type { Token } from './token';
import { tokenOf } from './token';
import { Kept } from '../base/kept';
import { TurnsByHost } from '../base/turns';

/** The owner of a token: the API user, or a person (run_as) with exactly these roles. */
export interface TokenOwner {
  readonly hostId: string;
  readonly person?: { readonly name: string; readonly authContext: object };
}

/**
 * Purpose of a token. `acting`: an isolation or a release, which nobody may hold up by revoking tokens. `reading`: everything else, which
 * waits where tokens are revoked.
 */
export type Purpose = 'acting' | 'reading';

/** The reason of a login. `refused`: it replaces a token that was refused, which is nobody's doing who needs one. */
export type LoginReason = 'none_kept' | 'refused';

/** Logs in and gives the token's text. Throws a ManagerError. */
export type Login = (because: LoginReason) => Promise<unknown>;

/** Logins to one host at once. The manager hashes passwords slowly, so more would only be more failures before the first is known. */
const LOGINS_AT_ONCE = 4;
/** The shortest time between two logins of one owner that replace refused tokens for reads. */
const LOGIN_EVERY_MS = 5 * SECOND;
/** Number of logins of one owner in that time that replace tokens at once; those after them wait as reads do. */
const ACTING_LOGINS = 12;
/** Time for which a refused token makes its owner's kept token doubtful for whoever acts. */
const REFUSED_LATELY_MS = MINUTE;
const MOST_OWNERS = 2000;

/** Everything known about one owner's tokens. */
interface OwnedToken {
  token?: Token;
  loggingIn?: Promise<Token>;
  /** Start times of the newest logins, ms, newest first. */
  loginsAt: readonly number[];
  /** Time at which the manager last refused a token of this owner, ms. */
  refusedAt?: number;
}

/**
 * Holds the tokens of this process: one for each owner, kept until 60 s before its end. Every login to a manager goes through here.
 * A refused token is no failed login, because anybody can revoke tokens: Wazuh's *Log out* ends all tokens of its API user, and so
 * does a change of that user's roles or policies (measured on 4.12.0).
 */
export class TokenStore {
  /** A token that was forgotten costs one login. */
  private readonly owners = new Kept<string, OwnedToken>(MOST_OWNERS);
  private readonly turns = new TurnsByHost(LOGINS_AT_ONCE);

  constructor(
    private readonly pauses: LoginPauses,
    private readonly now: () => number,
    private readonly wait: (ms: number) => Promise<void> = waitFor
  ) {}

  /**
   * Gives the kept token, or one of a new login. Whoever acts gets a new one if tokens of this owner were refused in the last minute.
   * @throws ManagerError of the login, or `login_backed_off`.
   */
  async get(owner: TokenOwner, login: Login, purpose: Purpose): Promise<Token> {
    const kept = this.keptOf(owner);
    const isDoubtful =
      purpose === 'acting' &&
      this.isWithin(REFUSED_LATELY_MS, kept.refusedAt) &&
      this.mayLogInAfter(kept, purpose) <= 0;
    const { token } = kept;
    if (!token || this.now() >= token.goodUntil) return this.logIn(owner, kept, login, 'none_kept');
    return isDoubtful ? this.logIn(owner, kept, login, 'refused') : token;
  }

  /**
   * Gives another token in place of one that the manager refused with 401: it was revoked, has expired, or the user's rights were
   * changed. Whoever acts gets it at once. A read waits, so that a storm of revocations is at most one login of an owner in 5 s.
   * @throws ManagerError of the login, or `login_backed_off`.
   */
  async renew(owner: TokenOwner, refused: Token, login: Login, purpose: Purpose): Promise<Token> {
    const kept = this.keptOf(owner);
    kept.refusedAt = this.now();
    if (!kept.loggingIn && kept.token?.text === refused.text) {
      const waitMs = this.mayLogInAfter(kept, purpose);
      if (waitMs > 0) await this.wait(waitMs);
    }
    const { token } = kept;
    return token && token.text !== refused.text && this.now() < token.goodUntil
      ? token
      : this.logIn(owner, kept, login, 'refused');
  }

  /** Time a login in place of a refused token has to wait, ms; none if it isn't above 0. */
  private mayLogInAfter({ loginsAt }: OwnedToken, purpose: Purpose): number {
    const before = loginsAt[purpose === 'acting' ? ACTING_LOGINS - 1 : 0] ?? -Infinity;
    return before + LOGIN_EVERY_MS - this.now();
  }

  private isWithin(ms: number, at: number | undefined): boolean {
    return at !== undefined && this.now() - at < ms;
  }

  /** Everyone who needs the same token waits for the same login. */
  private logIn(
    owner: TokenOwner,
    kept: OwnedToken,
    login: Login,
    because: LoginReason
  ): Promise<Token> {
    kept.loggingIn ??= this.turns
      .of(owner.hostId)
      .take(() => {
        kept.loginsAt = [this.now(), ...kept.loginsAt].slice(0, ACTING_LOGINS);
        return this.logInNow(owner.hostId, () => login(because));
      })
      .then((token) => (kept.token = token))
      .finally(() => delete kept.loggingIn);
    return kept.loggingIn;
  }

  private async logInNow(hostId: string, login: () => Promise<unknown>): Promise<Token> {
    this.pauses.check(hostId);
    try {
      const token = tokenOf(await login(), this.now());
      if (!token) throw new ManagerError('login_unreadable');
      this.pauses.succeeded(hostId);
      return token;
    } catch (error) {
      if (error instanceof ManagerError && pausesLogins(error)) {
        this.pauses.failed(hostId, error.code);
      }
      throw error;
    }
  }

  private keptOf(owner: TokenOwner): OwnedToken {
    return this.owners.getOrKeep(keyOf(owner), () => ({ loginsAt: [] }));
  }
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** Gives a hash, so that what a person may do is kept in memory no longer than it is needed. */
function keyOf({ hostId, person }: TokenOwner): string {
  return sha256Of([hostId, person ? [person.name, person.authContext] : null]);
}
