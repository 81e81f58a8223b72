import { createHash } from 'crypto';
import { SECOND } from '../../common/time';
import { pausesLogins } from './login_failure';
import type { LoginPauses } from './login_pause';
import { ManagerError } from './manager_error';
import type { Token } from './token';
import { tokenOf } from './token';
import { Turns } from './turns';

/** Whose token: the API user's own, or that of a person (run_as) with exactly these roles. */
export interface TokenOwner {
  readonly hostId: string;
  readonly person?: { readonly name: string; readonly authContext: object };
}

/** Logs in and gives the token's text. Throws a ManagerError. */
export type Login = () => Promise<unknown>;

/** The manager hashes passwords slowly; more at once would only be more failures before the first is known. */
const LOGINS_AT_ONCE = 4;
/** A token refused so soon after its login will not be healed by another login. */
const YOUNG_MS = 30 * SECOND;
const MOST_TOKENS = 2000;

/**
 * The tokens of this process: one for each owner, kept until 60 s before its end. Every login to a manager goes through here, so
 * that a wrong password, or a manager that refuses each token, never becomes a storm of logins.
 */
export class TokenStore {
  private readonly tokens = new Map<string, Token>();
  private readonly loggingIn = new Map<string, Promise<Token>>();
  private readonly turns = new Map<string, Turns>();

  constructor(private readonly pauses: LoginPauses, private readonly now: () => number) {}

  /** @throws ManagerError of the login, or `login_backed_off`. */
  async get(owner: TokenOwner, login: Login): Promise<Token> {
    const token = this.tokens.get(keyOf(owner));
    return token && this.now() < token.goodUntil ? token : this.logIn(owner, login);
  }

  /**
   * Another token in place of one that the manager refused with 401 (expired, or the user's rights were changed).
   * @returns undefined where another login would not help; nothing is logged in then.
   * @throws ManagerError of the login, or `login_backed_off`.
   */
  async renew(owner: TokenOwner, refused: Token, login: Login): Promise<Token | undefined> {
    const key = keyOf(owner);
    const kept = this.tokens.get(key);
    if (kept && kept.text !== refused.text && this.now() < kept.goodUntil) return kept;
    if (this.now() - refused.obtainedAt < YOUNG_MS && kept?.text === refused.text) {
      this.tokens.delete(key);
      this.pauses.failed(owner.hostId, 'not_authenticated');
      return undefined;
    }
    return this.logIn(owner, login);
  }

  /** Many that need the same token wait for the same login. */
  private logIn(owner: TokenOwner, login: Login): Promise<Token> {
    const key = keyOf(owner);
    const running = this.loggingIn.get(key);
    if (running) return running;
    const work = this.turnsOf(owner.hostId)
      .take(() => this.logInNow(owner.hostId, login))
      .then((token) => this.keep(key, token))
      .finally(() => this.loggingIn.delete(key));
    this.loggingIn.set(key, work);
    return work;
  }

  private async logInNow(hostId: string, login: Login): Promise<Token> {
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

  private keep(key: string, token: Token): Token {
    // The oldest is first in a Map; a token that is missing costs one login.
    const oldest = this.tokens.keys().next().value;
    if (this.tokens.size >= MOST_TOKENS && oldest !== undefined) this.tokens.delete(oldest);
    this.tokens.set(key, token);
    return token;
  }

  private turnsOf(hostId: string): Turns {
    const turns = this.turns.get(hostId) ?? new Turns(LOGINS_AT_ONCE);
    this.turns.set(hostId, turns);
    return turns;
  }
}

/** A hash: what a person may is not kept in memory for longer than it is needed. */
function keyOf({ hostId, person }: TokenOwner): string {
  return createHash('sha256')
    .update(JSON.stringify([hostId, person ? [person.name, person.authContext] : null]))
    .digest('hex');
}
