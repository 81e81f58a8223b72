import { generateKeyPairSync, sign } from 'node:crypto';
import { problem } from './problem';

/** Claims of a token about its holder. Times are seconds since the epoch. */
export interface Claims {
  readonly sub: string;
  readonly run_as: boolean;
  readonly rbac_roles: readonly number[];
  readonly rbac_mode: 'white' | 'black';
  readonly nbf: number;
  readonly exp: number;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Signed tokens (ES512) that live for 900 s, or until their user logs out or is given other rights. Only tokens that were given
 * here are known, so a forged one needs no look at its signature.
 */
export class Tokens {
  private readonly key = generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
  private readonly given = new Map<string, Claims>();

  constructor(
    private readonly clock: () => number,
    /** Changing it makes the tokens given before it expire. */
    public lifetimeSeconds: number
  ) {}

  issue(holder: Omit<Claims, 'nbf' | 'exp'>): string {
    const nbf = Math.floor(this.clock() / 1000);
    const claims: Claims = { ...holder, nbf, exp: nbf + this.lifetimeSeconds };
    const payload = { iss: 'wazuh', aud: 'Wazuh API REST', ...claims };
    const content = `${encode({ alg: 'ES512', typ: 'JWT' })}.${encode(payload)}`;
    const signature = sign('sha512', Buffer.from(content), {
      key: this.key,
      dsaEncoding: 'ieee-p1363',
    });
    const token = `${content}.${signature.toString('base64url')}`;
    this.given.set(token, claims);
    return token;
  }

  /** @throws Problem 401 in the API's words: "Invalid token" also for one that is too old or was revoked. */
  read(token: string): Claims {
    const claims = this.given.get(token);
    if (claims === undefined || claims.exp <= this.clock() / 1000) {
      this.given.delete(token);
      throw problem(401, 'Invalid token');
    }
    if (claims.exp - claims.nbf !== this.lifetimeSeconds) throw problem(401, 'Token expired');
    return claims;
  }

  /** Refuses from now on every token that was given to these users; without users, every token of all. */
  revoke(users?: readonly string[]): void {
    this.given.forEach(({ sub }, token) => {
      if (users === undefined || users.includes(sub)) this.given.delete(token);
    });
  }
}
