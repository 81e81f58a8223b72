import { asText, field } from '../../common/base/json_reading';

/** A token of the manager's API. The text goes into one header and nowhere else. */
export interface Token {
  readonly text: string;
  readonly obtainedAt: number;
  /** Time from which the token isn't used, ms. */
  readonly goodUntil: number;
}

/** Lifetime of a token unless the manager's configuration says otherwise. */
const LIFETIME_MS = 900 * 1000;
/** Nothing is begun with a token that may end on the way. */
const MARGIN_MS = 60 * 1000;
/** The characters of a JWT: nothing that could end a header. */
const TOKEN = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
const LONGEST = 12000;

/**
 * A token as a login gave it, or undefined where the text is none. Its lifetime is counted from when we got it, because
 * `exp` is by the manager's clock; a token that says how long it lives (`exp` − `nbf`) is believed.
 */
export function tokenOf(text: unknown, obtainedAt: number): Token | undefined {
  if (typeof text !== 'string' || text.length > LONGEST || !TOKEN.test(text)) return undefined;
  const lifetime = lifetimeOf(text) ?? LIFETIME_MS;
  // A manager may be set to give tokens shorter than our margin: then half of it.
  return { text, obtainedAt, goodUntil: obtainedAt + Math.max(lifetime - MARGIN_MS, lifetime / 2) };
}

function lifetimeOf(token: string): number | undefined {
  const { exp, nbf } = claimsOf(token);
  return typeof exp === 'number' && typeof nbf === 'number' && exp > nbf
    ? (exp - nbf) * 1000
    : undefined;
}

/** The claims, unverified: nothing is decided by them but when to ask for another token. */
function claimsOf(token: string): { readonly exp?: unknown; readonly nbf?: unknown } {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64').toString('utf8')
    );
    return { exp: field(claims, 'exp'), nbf: field(claims, 'nbf') };
  } catch (error) {
    // Not JSON: a token is opaque to us, and the manager alone judges it.
    return {};
  }
}

/** `data.token` of a login's answer. */
export function tokenText(body: unknown): string | undefined {
  return asText(field(field(body, 'data'), 'token'));
}
