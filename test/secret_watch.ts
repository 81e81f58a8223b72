import { API_USER } from '../lab/api_user';

/** Passwords that tests give to what they start, by which they are found wherever they should not be. */
const secrets = new Set<string>([API_USER.password]);

/** A token of the manager, as it signs them. */
const TOKEN = /\bey[A-Za-z0-9_-]{10,}\.ey[A-Za-z0-9_-]{10,}\./;

const found = new Set<string>();

/** Adds a secret to look for. */
export function watchForSecret(secret: string): void {
  secrets.add(secret);
}

/** Looks for passwords and tokens in what left a dashboard: an answer, a page, a line of its log. */
export function lookForSecrets(where: string, text: string): void {
  const has = TOKEN.test(text) || Array.from(secrets).some((secret) => text.includes(secret));
  if (has) found.add(where);
}

/** Fails a test file at its end if a secret was seen. @throws Error that names where a secret was seen in this process, not the secret */
export function demandNoSecretSeen(): void {
  const places = Array.from(found);
  found.clear();
  if (places.length > 0) throw new Error(`a password or a token stands in: ${places.join(', ')}`);
}
