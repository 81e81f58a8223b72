import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../../test/builders/actions';
import { anAnswer } from '../../test/builders/evidence';
import type { ActionDocument, ActionStatus } from './action';
import { settle } from './settlement';
import {
  ACTION_STATUSES,
  advance,
  CLAIM_WITHIN,
  giveUpWaiting,
  holdsSlot,
  isPending,
  mayFollow,
  recover,
  RECOVER_AFTER,
  recoverableFrom,
  SEND_WITHIN,
  sentActionOf,
  sentLate,
  wasRecovered,
} from './action';
import type { Evidence } from '../state/evidence';
import { OUTCOME_RESULTS } from '../program/outcome';
import { MINUTE, SECOND } from '../base/time';

const ENDS: readonly ActionStatus[] = ['rejected', 'cancelled', ...OUTCOME_RESULTS];

function answer(identity: string, result: Evidence['outcome']['result'] = 'succeeded'): Evidence {
  return anAnswer('isolate', { result }, ASKED_AT + 5 * SECOND, { identity });
}

const sending = () => new ActionBuilder().sending().build();
const dispatched = () => new ActionBuilder().sending().dispatched().build();
const uncertain = () => new ActionBuilder().sending().uncertain().build();

describe('the life of an action', () => {
  it('reaches every status from `recorded`, and every status ends or can be left', () => {
    const reached = new Set<ActionStatus>(['recorded']);
    for (const from of reached) {
      ACTION_STATUSES.filter((to) => mayFollow(from, to)).forEach((to) => reached.add(to));
    }
    expect(Array.from(reached).sort()).toEqual([...ACTION_STATUSES].sort());
  });

  it.each(ENDS)('never goes on behind %s', (end) => {
    expect(ACTION_STATUSES.filter((to) => mayFollow(end, to))).toEqual([]);
  });

  it.each(['unanswered', 'interrupted'] as const)('%s is replaced by evidence alone', (end) => {
    expect(ACTION_STATUSES.filter((to) => mayFollow(end, to))).toEqual(OUTCOME_RESULTS);
  });

  it('sends once: nothing that was sent or ended is sent again', () => {
    expect(ACTION_STATUSES.filter((from) => mayFollow(from, 'sending'))).toEqual(['recorded']);
  });

  it('is interrupted only where nothing left', () => {
    expect(ACTION_STATUSES.filter((from) => mayFollow(from, 'interrupted'))).toEqual(['recorded']);
  });

  it('waits while it is pending, and holds its slot until it was sent', () => {
    expect(ACTION_STATUSES.filter(isPending)).toEqual([
      'recorded',
      'sending',
      'dispatched',
      'uncertain',
    ]);
    expect(ACTION_STATUSES.filter(holdsSlot)).toEqual(['recorded', 'sending']);
  });
});

describe('a step', () => {
  it('is added to the timeline, whose last entry is the status', () => {
    const before = sending();
    const after = advance(before, { at: ASKED_AT + 2000, status: 'dispatched', by: 'system' });
    expect(after).toEqual({
      ...before,
      status: 'dispatched',
      updated_at: ASKED_AT + 2000,
      timeline: [
        ...before.timeline,
        { n: 3, at: ASKED_AT + 2000, status: 'dispatched', by: 'system' },
      ],
    });
  });

  it('that may not follow is none', () => {
    const rejected = new ActionBuilder().sending().rejected().build();
    expect(advance(rejected, { at: ASKED_AT, status: 'dispatched', by: 'system' })).toBeUndefined();
  });
});

describe('a slot whose holder is gone', () => {
  it('is taken back 60 s past the last moment at which it could be sent, as uncertain: it may have left', () => {
    const action = sending();
    const from = (action.send_before ?? 0) + RECOVER_AFTER;
    expect(recoverableFrom(action)).toBe(from);
    expect(recover(action, from - 1)).toBeUndefined();
    const recovered = recover(action, from);
    expect(recovered?.status).toBe('uncertain');
    expect(recovered && wasRecovered(recovered)).toBe(true);
  });

  it('is taken back as interrupted where sending never began', () => {
    const action = new ActionBuilder().build();
    expect(recoverableFrom(action)).toBe(action.not_after);
    expect(recover(action, (action.not_after ?? 0) - 1)).toBeUndefined();
    expect(recover(action, action.not_after ?? 0)?.status).toBe('interrupted');
  });

  it('has a time to be taken back at also where a document lacks its own', () => {
    const recorded = new ActionBuilder().with({ not_after: undefined }).build();
    expect(recoverableFrom(recorded)).toBe(ASKED_AT + CLAIM_WITHIN);
    const sent = new ActionBuilder().sending().with({ send_before: undefined }).build();
    expect(recoverableFrom(sent)).toBe(ASKED_AT + SEND_WITHIN + RECOVER_AFTER);
  });

  it('is not taken from an action that holds none', () => {
    for (const action of [dispatched(), uncertain()]) {
      expect(recoverableFrom(action)).toBeUndefined();
      expect(recover(action, Number.MAX_SAFE_INTEGER)).toBeUndefined();
    }
  });
});

describe('the wait for evidence', () => {
  it.each([
    ['dispatched', dispatched],
    ['uncertain', uncertain],
  ])('of a %s action ends in time', (_, make) => {
    const action = make();
    const end = action.waits_until ?? 0;
    expect(giveUpWaiting(action, end - 1)).toBeUndefined();
    expect(giveUpWaiting(action, end)?.status).toBe('unanswered');
  });

  it('ends also where a document lacks its own time', () => {
    const damaged = { ...sending(), status: 'uncertain' as const, waits_until: undefined };
    expect(giveUpWaiting(damaged, ASKED_AT + MINUTE)?.status).toBe('unanswered');
    const without = { ...damaged, sent_at: undefined };
    expect(giveUpWaiting(without, ASKED_AT)?.status).toBe('unanswered');
  });

  it('does not end for an action that waits for nothing', () => {
    const ended = new ActionBuilder().sending().rejected().build();
    for (const action of [new ActionBuilder().build(), sending(), ended]) {
      expect(giveUpWaiting(action, Number.MAX_SAFE_INTEGER)).toBeUndefined();
    }
  });
});

describe('evidence with an action’s ref', () => {
  it.each([
    ['sending: the answer of the manager was slower', sending],
    ['dispatched', dispatched],
    ['uncertain', uncertain],
    ['unanswered', () => new ActionBuilder().sending().dispatched().unanswered().build()],
    ['interrupted, though nothing left', () => new ActionBuilder().interrupted().build()],
  ])('settles it while it is %s', (_, make) => {
    const settled = settle(make(), answer('e1'), ASKED_AT + MINUTE);
    expect(settled).toMatchObject({ status: 'succeeded', outcome: { result: 'succeeded' } });
    expect(settled.evidence).toEqual([answer('e1')]);
    expect(settled.updated_at).toBe(ASKED_AT + MINUTE);
  });

  it.each(['rejected', 'cancelled'] as const)(
    'is attached to a %s action and changes no status: somebody else sent it',
    (end) => {
      const builder =
        end === 'rejected'
          ? new ActionBuilder().sending().rejected()
          : new ActionBuilder().cancelled();
      const settled = settle(builder.build(), answer('e1'), ASKED_AT + MINUTE);
      expect(settled).toMatchObject({ status: end, evidence: [answer('e1')] });
      expect(settled.outcome).toBeUndefined();
      expect(settled.updated_at).toBe(ASKED_AT + MINUTE);
    }
  );

  it('gives an action one outcome: later evidence is kept beside it', () => {
    const first = settle(dispatched(), answer('e1'), ASKED_AT + MINUTE);
    const second = settle(first, answer('e2', 'failed'), ASKED_AT + 2 * MINUTE);
    expect(second).toMatchObject({ status: 'succeeded', outcome: { result: 'succeeded' } });
    expect(second.evidence).toHaveLength(2);
  });

  it('that is there already changes nothing', () => {
    const settled = settle(dispatched(), answer('e1'), ASKED_AT + MINUTE);
    expect(settle(settled, answer('e1'), ASKED_AT + 2 * MINUTE)).toBe(settled);
  });

  it('is not kept without end: an endpoint can write thousands of lines with one ref', () => {
    let action = dispatched();
    for (let i = 0; i < 100; i++) action = settle(action, answer(`e${i}`), ASKED_AT + MINUTE + i);
    expect(action.evidence).toHaveLength(5);
    expect(action.evidence[0]?.identity).toBe('e0');
  });

  it('names the reason of a refusal in the timeline', () => {
    const refused: Evidence = {
      ...answer('e1'),
      outcome: { result: 'refused', reason: 'backup_exists' },
    };
    const last = settle(dispatched(), refused, ASKED_AT + MINUTE).timeline.slice(-1)[0];
    expect(last).toMatchObject({ status: 'refused', detail: { code: 'backup_exists' } });
  });
});

describe('what was sent after others had settled it as lost', () => {
  it('is a new doubt from that time on, whatever its status', () => {
    const lost = recover(sending(), ASKED_AT + 2 * MINUTE) as ActionDocument;
    const step = { at: ASKED_AT + 3 * MINUTE, detail: { code: 'timed_out', message: 'words' } };
    const late = sentLate(lost, step, ANSWER_TIME);
    expect(late.status).toBe('uncertain');
    expect(late.timeline.slice(-1)[0]).toMatchObject({
      at: step.at,
      detail: { code: 'sent_late', cause: 'timed_out', message: 'words' },
    });
    expect(sentActionOf(late)).toMatchObject({
      sending: 'uncertain',
      sent_at: step.at,
      waits_until: step.at + ANSWER_TIME,
      answered: false,
    });
  });
});

describe('what the state hears of an action', () => {
  it('is nothing while nothing of it was sent', () => {
    expect(sentActionOf(new ActionBuilder().build())).toBeUndefined();
    expect(sentActionOf(new ActionBuilder().interrupted().build())).toBeUndefined();
    expect(sentActionOf(new ActionBuilder().cancelled().build())).toBeUndefined();
  });

  it.each<[string, ActionDocument, string]>([
    ['sending', sending(), 'sending'],
    ['dispatched', dispatched(), 'dispatched'],
    ['uncertain', uncertain(), 'uncertain'],
    ['rejected', new ActionBuilder().sending().rejected().build(), 'not_sent'],
    [
      'unanswered behind dispatched',
      new ActionBuilder().sending().dispatched().unanswered().build(),
      'dispatched',
    ],
    [
      'unanswered behind uncertain',
      new ActionBuilder().sending().uncertain().unanswered().build(),
      'uncertain',
    ],
  ])('is how far the sending of a %s action came', (_, action, expected) => {
    expect(sentActionOf(action)?.sending).toBe(expected);
  });

  it('is that it was never sent where evidence carries the ref of an action that was not', () => {
    const stranger = settle(new ActionBuilder().interrupted().build(), answer('e1'), ASKED_AT);
    expect(sentActionOf(stranger)).toMatchObject({ sending: 'not_sent', answered: true });
  });

  it('is how many addresses an isolation lets through, and none for a release', () => {
    expect(sentActionOf(dispatched())?.addresses).toBe(1);
    const release = new ActionBuilder('release').sending().dispatched().build();
    expect(sentActionOf(release)?.addresses).toBe(0);
  });
});
