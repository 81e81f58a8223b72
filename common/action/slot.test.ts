import { ActionBuilder, address, ASKED_AT } from '../../test/builders/actions';
import type { ActionDocument } from './action';
import { CLAIM_WITHIN, RECOVER_AFTER, SEND_WITHIN } from './action';
import type { SlotRequest, SlotView } from './slot';
import { decideSlot } from './slot';
import { MINUTE } from '../base/time';

const NOW = ASKED_AT + 10_000;

function request(overrides: Partial<SlotRequest> = {}): SlotRequest {
  return {
    verb: 'isolate',
    keyHash: 'key of bob',
    bodyHash: 'body of bob',
    addresses: [address('192.168.1.1')],
    user: 'bob',
    now: NOW,
    ...overrides,
  };
}

function view(
  last: ActionDocument | undefined,
  { next, earlier = [] }: Partial<Pick<SlotView, 'next' | 'earlier'>> = {}
): SlotView {
  return { expected: last?.n ?? 0, last, next, earlier };
}

const isolate = () => new ActionBuilder('isolate');
const release = () => new ActionBuilder('release');

describe('the slot of an endpoint', () => {
  it('is free where nothing was ever asked', () => {
    expect(decideSlot(view(undefined), request())).toEqual({
      do: 'create',
      n: 1,
      pendingBefore: [],
    });
  });

  it.each([
    ['rejected', isolate().sending().rejected()],
    ['cancelled', isolate().cancelled()],
    ['interrupted', isolate().interrupted()],
    ['unanswered', isolate().sending().dispatched().unanswered()],
  ])('is free behind an action that is %s', (_, builder) => {
    expect(decideSlot(view(builder.number(3).build()), request())).toEqual({
      do: 'create',
      n: 4,
      pendingBefore: [],
    });
  });

  it('is never free where an action that was there cannot be read', () => {
    expect(decideSlot({ ...view(undefined), expected: 3 }, request())).toEqual({
      do: 'refuse',
      why: { code: 'ledger_incomplete' },
    });
    const last = release()
      .number(2)
      .with({ pending_before: [1] })
      .sending()
      .dispatched()
      .build();
    expect(decideSlot(view(last), request())).toEqual({
      do: 'refuse',
      why: { code: 'ledger_incomplete' },
    });
  });

  it('is taken by whoever created the next number first', () => {
    const next = isolate().number(1).build();
    expect(decideSlot({ ...view(undefined), next }, request())).toEqual({
      do: 'refuse',
      why: { code: 'preview_changed' },
    });
  });

  it('is taken by this very request where the next number carries its key', () => {
    const next = isolate()
      .with({ key_hash: 'key of bob', body_hash: 'body of bob' })
      .sending()
      .build();
    expect(decideSlot({ ...view(undefined), next }, request())).toEqual({
      do: 'repeat',
      action: next,
    });
    const other = { ...next, body_hash: 'another body' };
    expect(decideSlot({ ...view(undefined), next: other }, request())).toEqual({
      do: 'refuse',
      why: { code: 'key_reused' },
    });
  });
});

describe('an action that is being sent', () => {
  it('holds back both verbs until its recovery time', () => {
    const last = isolate().sending().build();
    const until = (last.send_before ?? 0) + RECOVER_AFTER;
    for (const verb of ['isolate', 'release'] as const) {
      expect(decideSlot(view(last), request({ verb }))).toEqual({
        do: 'refuse',
        why: { code: 'being_sent', action: last, until },
      });
    }
  });

  it('is recovered by whoever comes behind that time, and then decided upon again', () => {
    const last = isolate().sending().build();
    const now = ASKED_AT + SEND_WITHIN + RECOVER_AFTER + 1000;
    const decision = decideSlot(view(last), request({ now }));
    expect(decision).toMatchObject({ do: 'write_first', was: last });
    expect(decision.do === 'write_first' && decision.becomes.status).toBe('uncertain');
  });
});

describe('an action that waits to be sent', () => {
  it('is claimed by the same isolation', () => {
    const last = isolate().build();
    expect(decideSlot(view(last), request())).toEqual({ do: 'claim', action: last });
  });

  it('holds back an isolation with other addresses', () => {
    const last = isolate().build();
    for (const addresses of [[], [address('192.168.1.1'), address('10.0.0.1')]]) {
      expect(decideSlot(view(last), request({ addresses }))).toEqual({
        do: 'refuse',
        why: { code: 'already_waiting', action: last },
      });
    }
  });

  it('is cancelled by a release, which is then decided upon again', () => {
    const last = isolate().build();
    const decision = decideSlot(view(last), request({ verb: 'release' }));
    expect(decision).toMatchObject({
      do: 'write_first',
      was: last,
      becomes: { status: 'cancelled' },
    });
    expect(decision.do === 'write_first' && decision.becomes.timeline.slice(-1)[0]).toMatchObject({
      by: 'bob',
      detail: { code: 'released_instead' },
    });
  });

  it('is not cancelled by an isolation where it is a release: undo comes first', () => {
    const last = release().build();
    expect(decideSlot(view(last), request())).toMatchObject({
      do: 'refuse',
      why: { code: 'being_sent', until: last.not_after },
    });
  });

  it('is interrupted behind its time, and never sent', () => {
    const last = isolate().build();
    const decision = decideSlot(view(last), request({ now: ASKED_AT + CLAIM_WITHIN }));
    expect(decision).toMatchObject({ do: 'write_first', becomes: { status: 'interrupted' } });
  });
});

describe('actions that wait for their evidence', () => {
  it.each([
    ['dispatched', isolate().sending().dispatched()],
    ['uncertain', isolate().sending().uncertain()],
  ])('hold back the same verb: a %s isolation', (_, builder) => {
    const last = builder.build();
    expect(decideSlot(view(last), request())).toEqual({
      do: 'refuse',
      why: { code: 'already_pending', action: last, until: last.waits_until },
    });
  });

  it('never hold back the other verb, which carries their numbers on', () => {
    const isolation = isolate().number(4).sending().uncertain().build();
    expect(decideSlot(view(isolation), request({ verb: 'release' }))).toEqual({
      do: 'create',
      n: 5,
      pendingBefore: [4],
    });
    const sent = release().number(4).sending().dispatched().build();
    expect(decideSlot(view(sent), request())).toEqual({ do: 'create', n: 5, pendingBefore: [4] });
  });

  it('hold back the same verb from behind an action of the other one', () => {
    const first = isolate().number(1).sending().dispatched().build();
    const last = release()
      .number(2)
      .with({ pending_before: [1] })
      .sending()
      .dispatched()
      .build();
    expect(decideSlot(view(last, { earlier: [first] }), request())).toEqual({
      do: 'refuse',
      why: { code: 'already_pending', action: first, until: first.waits_until },
    });
  });

  it('end first where their time is over', () => {
    const last = isolate().sending().dispatched().build();
    const decision = decideSlot(view(last), request({ now: ASKED_AT + 6 * MINUTE }));
    expect(decision).toMatchObject({ do: 'write_first', becomes: { status: 'unanswered' } });
  });
});
