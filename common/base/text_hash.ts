/**
 * Two texts that differ have different hashes, but for chance. Whoever owns an endpoint can make up two of one hash, and gains nothing:
 * the lines of its own log are theirs to write anyway.
 */
export function textHash(text: string): string {
  return `${hash32(text, 0x811c9dc5)}${hash32(text, 0x01000193)}-${text.length}`;
}

/** FNV-1a with the last mixing of MurmurHash3, from a start of its own. */
function hash32(text: string, start: number): string {
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
