import type { ActionDocument } from './action';
import {
  addressesOf,
  advance,
  giveUpWaiting,
  holdsSlot,
  isPending,
  recover,
  recoverableFrom,
} from './action';
import type { Address } from '../address/address';

/** An endpoint's newest actions, read by ID: such reads see every write at once, searches don't. */
export interface SlotView {
  /** The number that the preview gave: the newest then. 0: there was none. */
  readonly expected: number;
  /** Action number `expected`. */
  readonly last: ActionDocument | undefined;
  /** Action number `expected` + 1, where somebody created it since. */
  readonly next: ActionDocument | undefined;
  /** The actions named by `last.pending_before`; where `last` is absent, those before it that can be read. */
  readonly earlier: readonly ActionDocument[];
  /**
   * Numbers that were given, that have no readable document, and that nothing has to wait for: retention deletes only what is over, and
   * that a document is damaged or gone was acknowledged. Each keeps its number.
   */
  readonly absent?: readonly number[];
}

export interface SlotRequest {
  readonly verb: 'isolate' | 'release';
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly addresses: readonly Address[];
  readonly user: string;
  readonly now: number;
}

export type SlotDecision =
  /** Create the action with this number, and with no other. */
  | { readonly do: 'create'; readonly n: number; readonly pendingBefore: readonly number[] }
  /** Write this further step of an older action first, then read and decide again. */
  | { readonly do: 'write_first'; readonly was: ActionDocument; readonly becomes: ActionDocument }
  /** Nobody has claimed the same request that waits there: claim and send that one. */
  | { readonly do: 'claim'; readonly action: ActionDocument }
  /** This very request was recorded before. */
  | { readonly do: 'repeat'; readonly action: ActionDocument }
  | { readonly do: 'refuse'; readonly why: SlotRefusal };

export type SlotRefusal =
  | { readonly code: 'preview_changed' }
  /** The same idempotency key was used for another request. */
  | { readonly code: 'key_reused' }
  /** A number that was given before cannot be read now: a fault of the ledger, never "free". */
  | { readonly code: 'ledger_incomplete' }
  | { readonly code: 'being_sent'; readonly action: ActionDocument; readonly until?: number }
  | { readonly code: 'already_pending'; readonly action: ActionDocument; readonly until?: number }
  | { readonly code: 'already_waiting'; readonly action: ActionDocument };

/**
 * Decides if an isolate or release may be created now. It may once number `expected` is neither recorded nor sending and none of its verb
 * is pending; neither fact ever reverses, so that creating `expected` + 1 is lock and record in one.
 */
export function decideSlot(view: SlotView, request: SlotRequest): SlotDecision {
  const { expected, last, next, earlier, absent = [] } = view;
  if (next) {
    if (next.key_hash !== request.keyHash) return refuse({ code: 'preview_changed' });
    return next.body_hash === request.bodyHash
      ? { do: 'repeat', action: next }
      : refuse({ code: 'key_reused' });
  }
  if (!last && expected > 0 && !absent.includes(expected)) {
    return refuse({ code: 'ledger_incomplete' });
  }
  const isKnown = (n: number) => absent.includes(n) || earlier.some((action) => action.n === n);
  if (last && !last.pending_before.every(isKnown)) return refuse({ code: 'ledger_incomplete' });
  const known = last ? [last, ...earlier] : earlier;
  for (const action of known) {
    const becomes = recover(action, request.now) ?? giveUpWaiting(action, request.now);
    if (becomes) return { do: 'write_first', was: action, becomes };
  }
  const holder = known.find(({ status }) => holdsSlot(status));
  if (holder) return decideTaken(holder, request);
  const pending = known.filter(({ status }) => isPending(status));
  const same = pending.find(({ verb }) => verb === request.verb);
  if (same) {
    return refuse({ code: 'already_pending', action: same, until: same.waits_until });
  }
  return { do: 'create', n: expected + 1, pendingBefore: pending.map(({ n }) => n) };
}

function decideTaken(holder: ActionDocument, request: SlotRequest): SlotDecision {
  if (holder.status === 'recorded') {
    if (holder.verb === request.verb) {
      return haveSameAddresses(addressesOf(holder), request.addresses)
        ? { do: 'claim', action: holder }
        : refuse({ code: 'already_waiting', action: holder });
    }
    const cancelled =
      request.verb === 'release'
        ? advance(holder, {
            at: request.now,
            status: 'cancelled',
            by: request.user,
            detail: { code: 'released_instead' },
          })
        : undefined;
    if (cancelled) return { do: 'write_first', was: holder, becomes: cancelled };
  }
  return refuse({ code: 'being_sent', action: holder, until: recoverableFrom(holder) });
}

function refuse(why: SlotRefusal): SlotDecision {
  return { do: 'refuse', why };
}

function haveSameAddresses(a: readonly Address[], b: readonly Address[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((address) => set.has(address));
}
