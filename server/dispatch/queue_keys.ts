import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'crypto';
import type { ActionDocument } from '../../common/action/action';
import { isWrittenByItsSteps, signedTextOf } from '../../common/action/signed_action';
import { MINUTE } from '../../common/base/time';
import type { StoredAction } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';

/** Signs what waits for one manager's endpoints, and knows what was signed. */
export interface QueueKey {
  /** The action with its signature. */
  sign(action: ActionDocument): ActionDocument;
  /** True if a dashboard with this key recorded the action as it stands there. */
  isSigned(stored: StoredAction): boolean;
}

export type QueueKeys = (hostId: string) => Promise<QueueKey>;

const KEY_BYTES = 32;
const PURPOSE = 'wazuh_isolation queue 1';

/** @param secret from which nothing but this key is made; it isn't kept */
export function queueKeyFrom(secret: string): QueueKey {
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), PURPOSE, KEY_BYTES));
  const signatureOf = (id: string, action: ActionDocument) =>
    createHmac('sha256', key).update(signedTextOf(id, action)).digest();
  return {
    sign: (action) => ({
      ...action,
      signature: signatureOf(actionIdOf(action), action).toString('hex'),
    }),
    isSigned: ({ id, action, version }) => {
      const said = Buffer.from(action.signature ?? '', 'hex');
      const right = signatureOf(id, action);
      return (
        said.length === right.length &&
        timingSafeEqual(said, right) &&
        isWrittenByItsSteps(action, version.writes)
      );
    },
  };
}

/**
 * The keys of all hosts, each made of the API user's password: whoever knows that may command the manager anyway, and the dashboards of a
 * manager share it. Where it can't be read, it is what it was; where it never could, a key of this process alone signs, so that no other
 * sends what waits then. What was signed with that one is known later as well.
 * @param passwordOf it may change while the plugin runs
 */
export function queueKeys(
  passwordOf: (hostId: string) => Promise<string | undefined>,
  now: () => number
): QueueKeys {
  const own = queueKeyFrom(randomBytes(KEY_BYTES).toString('hex'));
  const made = new Map<string, { readonly at: number; readonly key: Promise<QueueKey> }>();
  const make = async (hostId: string, before: Promise<QueueKey> | undefined) => {
    const password = await passwordOf(hostId).catch(() => undefined);
    return password === undefined ? before ?? own : orKnownBy(own, queueKeyFrom(password));
  };
  return (hostId) => {
    const known = made.get(hostId);
    if (known && now() - known.at < MINUTE) return known.key;
    const key = make(hostId, known?.key);
    made.set(hostId, { at: now(), key });
    return key;
  };
}

function orKnownBy(other: QueueKey, key: QueueKey): QueueKey {
  return { ...key, isSigned: (stored) => key.isSigned(stored) || other.isSigned(stored) };
}
