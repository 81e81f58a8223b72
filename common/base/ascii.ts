/** Printable ASCII is all that survives the way to an endpoint's program: some other bytes end C-LR's before it acts (measured with code page 1252). */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

const MAX_USER = 200;

/**
 * The user as the endpoint program may hear it: accents dropped, everything that is not printable ASCII removed, at most 200
 * characters. Never empty, since the program refuses an empty user: where nothing is left, `user-<8 hex of a hash>`.
 */
export function asciiUser(user: string): string {
  const ascii = user
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, MAX_USER);
  return ascii === '' ? `user-${fnv1a(user)}` : ascii;
}

/** FNV-1a, 32 bits, as 8 hex digits: tells users apart in a log, protects nothing. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
