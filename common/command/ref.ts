declare const ref: unique symbol;

/**
 * Reference ID that ties a command to its evidence: 8 random characters, sent inside `user` behind its last `#` and echoed by the endpoint
 * program. The manager itself correlates nothing.
 */
export type Ref = string & { readonly [ref]: true };

/** 32 characters without `i l o u`: nothing that reads like another, no accidental words. */
export const REF_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
export const REF_LENGTH = 8;
const REF = /^[0-9a-hjkmnp-tv-z]{8}$/;

/** @param bytes at least 8 random bytes; only the low five bits of each are used, so every character is equally likely. */
export function refFromBytes(bytes: Uint8Array): Ref {
  if (bytes.length < REF_LENGTH) throw new RangeError(`a ref needs ${REF_LENGTH} random bytes`);
  return Array.from(bytes.subarray(0, REF_LENGTH), (byte) => REF_ALPHABET[byte & 31]).join(
    ''
  ) as Ref;
}

export function parseRef(text: unknown): Ref | undefined {
  return typeof text === 'string' && REF.test(text) ? (text as Ref) : undefined;
}

/** The user that an endpoint echoes, taken apart. A claim: an administrator of the endpoint can write anything there. */
export interface ClaimedUser {
  readonly user: string;
  readonly ref: Ref | undefined;
}

export function userWithRef(asciiUserName: string, reference: Ref): string {
  return `${asciiUserName}#${reference}`;
}

export function parseClaimedUser(text: string): ClaimedUser {
  const hash = text.lastIndexOf('#');
  const reference = hash < 0 ? undefined : parseRef(text.slice(hash + 1));
  return { user: reference ? text.slice(0, hash) : text, ref: reference };
}

/** The name and the reference in a user that no command of ours carried. Other tools put their own behind a `#`, in any form. */
export function userAndReference(text: string): {
  readonly name: string;
  readonly reference: string | undefined;
} {
  const hash = text.lastIndexOf('#');
  return hash > 0 && hash < text.length - 1
    ? { name: text.slice(0, hash), reference: text.slice(hash + 1) }
    : { name: text, reference: undefined };
}
