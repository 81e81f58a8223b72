import fc from 'fast-check';
import { omit } from 'lodash';
import type { ActionDocument } from '../../common/action/action';
import { ACTION_STATUSES, holdsSlot, isPending } from '../../common/action/action';
import { activeResponseBodyOf, agentListOf, VERBS } from '../../common/command/active_response';
import { readAddress } from '../../common/address/address';
import { asciiUser } from '../../common/base/ascii';
import { parseAgentId } from '../../common/manager/endpoint';
import { withSendingEnd } from '../../common/action/sending_end';
import { decideSlot } from '../../common/action/slot';
import { MINUTE } from '../../common/base/time';
import { ActionBuilder, ANSWER_TIME, ASKED_AT } from '../builders/actions';
import { anyLife, recorded } from './arbitrary_life';
import { runs } from '../runs';

const RUNS = { numRuns: runs(2000) };

/** Fields that the life of an action may change. */
const OF_ITS_LIFE = [
  'status',
  'timeline',
  'mark',
  'not_after',
  'send_before',
  'sent_at',
  'waits_until',
  'updated_at',
  'outcome',
  'evidence',
  'also_affected',
] as const;

/** The part of an action that is written once: who requested what. */
function headOf(action: ActionDocument): object {
  return omit(action, OF_ITS_LIFE);
}

describe('what is sent, and what is kept of it', () => {
  it('statement 1: whatever is done to an action, its head stays and its timeline only grows', () => {
    fc.assert(
      fc.property(anyLife, (doings) => {
        let action = recorded();
        for (const doing of doings) {
          const next = doing(action);
          expect(headOf(next)).toEqual(headOf(action));
          expect(next.timeline.slice(0, action.timeline.length)).toEqual(action.timeline);
          expect(next.timeline[next.timeline.length - 1]?.status).toBe(next.status);
          action = next;
        }
      }),
      RUNS
    );
  });

  it('statement 2: of any texts no command names nobody, everybody, the manager or half of the fleet', () => {
    const odd = fc.constantFrom('', '*', 'all', '000', '0', '0001', '1', ' 001', '001,002', '٠٠١');
    const plain = fc.integer({ min: 0, max: 1200 }).map((id) => String(id).padStart(3, '0'));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(odd, plain, fc.string()), { maxLength: 12 }),
        fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }),
        (texts, fleet) => {
          const list = agentListOf(
            texts.flatMap((text) => parseAgentId(text) ?? []),
            fleet
          );
          if (!list.ok) return;
          expect(list.agents.length).toBeGreaterThan(0);
          expect(new Set(list.agents).size).toBe(list.agents.length);
          for (const id of list.agents) {
            expect(texts).toContain(id);
            expect(id).toMatch(/^(?!000$)(\d{3}|[1-9]\d{3,})$/);
          }
          if (list.agents.length > 1) expect(2 * list.agents.length).toBeLessThan((fleet ?? 0) + 1);
        }
      ),
      RUNS
    );
  });

  it('statement 2: of any user and program a body is printable ASCII and has nothing beside', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VERBS),
        fc.oneof(fc.string(), fc.fullUnicodeString(), fc.constantFrom('', 'Á', '”', '\u0000')),
        fc.oneof(fc.constant('isolation.exe'), fc.fullUnicodeString()),
        (verb, user, program) => {
          const made = readAddress('192.168.1.1');
          const lifeline = made.ok ? [made.address] : [];
          const body = activeResponseBodyOf({ verb, program, user: asciiUser(user), lifeline });
          if (!body.ok) return;
          expect(JSON.stringify(body.body)).toMatch(/^[\x20-\x7e]+$/);
          expect(body.body.alert).toEqual({
            data: { action: verb, user: asciiUser(user), debug: false },
          });
          expect(Object.keys(body.body).sort()).toEqual(
            verb === 'isolate' ? ['alert', 'arguments', 'command'] : ['alert', 'command']
          );
        }
      ),
      RUNS
    );
  });

  it('statement 3: of any texts no isolation leaves without an address, or with everything let through', () => {
    const odd = fc.constantFrom('0.0.0.0/0', '::/0', '0.0.0.0', '::', 'localhost', '', '1.2.3.4/0');
    fc.assert(
      fc.property(
        fc.array(fc.oneof(odd, fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 6 }),
        (texts) => {
          const lifeline = texts.flatMap((text) => {
            const reading = readAddress(text);
            return reading.ok ? [reading.address] : [];
          });
          const body = activeResponseBodyOf({
            verb: 'isolate',
            program: 'isolation.exe',
            user: 'alice',
            lifeline,
          });
          expect(body.ok).toBe(lifeline.length > 0);
          if (!body.ok) return;
          expect(body.body.arguments?.length).toBeGreaterThan(0);
          for (const address of body.body.arguments ?? []) {
            expect(address).not.toMatch(/\/0$/);
            expect(['0.0.0.0', '::']).not.toContain(address);
          }
        }
      ),
      RUNS
    );
  });

  it('statement 4: an action is created only where none is in the slot and none of its verb is pending', () => {
    const anyAction = (n: number) =>
      fc
        .record({
          verb: fc.constantFrom('isolate' as const, 'release' as const),
          status: fc.constantFrom(...ACTION_STATUSES),
          minutes: fc.integer({ min: 0, max: 20 }),
        })
        .map(({ verb, status, minutes }) => {
          const at = ASKED_AT + minutes * MINUTE;
          const times = { send_before: at, sent_at: at, waits_until: at, not_after: at };
          return new ActionBuilder(verb).with({ n, status, ...times }).build();
        });
    fc.assert(
      fc.property(
        anyAction(2),
        anyAction(1),
        fc.constantFrom('isolate' as const, 'release' as const),
        fc.integer({ min: 0, max: 30 }),
        (newest, first, verb, minutes) => {
          const last = { ...newest, pending_before: [1] };
          const decision = decideSlot(
            { expected: 2, last, next: undefined, earlier: [first] },
            {
              verb,
              keyHash: 'another',
              bodyHash: 'body',
              addresses: [],
              user: 'bob',
              now: ASKED_AT + minutes * MINUTE,
            }
          );
          if (decision.do !== 'create') return;
          expect(decision.n).toBe(3);
          expect(holdsSlot(last.status)).toBe(false);
          const pending = [last, first].filter(({ status }) => isPending(status));
          expect(pending.map((one) => one.verb)).not.toContain(verb);
          expect(decision.pendingBefore).toEqual(pending.map(({ n }) => n));
        }
      ),
      RUNS
    );
  });

  it('statement 7: an end that is written again after a crash, or by a second process, changes nothing', () => {
    fc.assert(
      fc.property(
        anyLife,
        fc.constantFrom('dispatched' as const, 'rejected' as const, 'uncertain' as const),
        fc.integer({ min: 0, max: 40 }),
        (doings, status, minutes) => {
          const action = doings.reduce((current, doing) => doing(current), recorded());
          const end = { status, at: ASKED_AT + minutes * MINUTE, unexpected: [] };
          const once = withSendingEnd(action, end, ANSWER_TIME);
          expect(withSendingEnd(once, end, ANSWER_TIME)).toBe(once);
        }
      ),
      RUNS
    );
  });
});
