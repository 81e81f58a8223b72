import { createHash } from 'crypto';
import { canonicalJson } from '../../common/base/canonical_json';

/** The one hash of this plugin: of requests, of keys in the ledger, and of what isn't to be kept as it is. In hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hash of a value, whatever the order of its fields. */
export function sha256Of(value: unknown): string {
  return sha256(canonicalJson(value));
}
