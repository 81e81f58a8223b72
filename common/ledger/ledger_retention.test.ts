import fc from 'fast-check';
import { ActionBuilder } from '../../test/builders/actions';
import { anAnswer, answers, theAnswerTo } from '../../test/builders/evidence';
import { sentActionOf } from '../action/action';
import type { ActionDocument } from '../action/action';
import type { ElsewhereDocument } from './elsewhere_document';
import { SCHEMA_VERSION } from './endpoint_document';
import type { Evidence } from '../state/evidence';
import { openDoubts } from '../state/doubt';
import { settledStateOf, stateOf } from '../state/fold';
import { expendable, withoutDeleted } from './ledger_retention';
import type { RecordedDocument } from './recorded_document';
import { recordOf, withRecorded } from './recorded_document';
import { DAY, MINUTE } from '../base/time';
import { runs } from '../../test/runs';

const LONG_AGO = Date.UTC(2023, 0, 1);
const day = (count: number) => LONG_AGO + count * DAY;
const NOW = day(1000);

type Answer = keyof typeof answers | 'none' | 'rejected' | 'waits';

/** An action of a day, with its result. */
function anAction(
  n: number,
  verb: ActionDocument['verb'],
  at: number,
  answer: Answer,
  changes: Partial<ActionDocument> = {}
): ActionDocument {
  const asked = new ActionBuilder(verb)
    .with({ created_at: at, ref: `ref${String(n).padStart(5, '0')}`, ...changes })
    .number(n)
    .at(at)
    .sending();
  if (answer === 'rejected') return asked.rejected().build();
  const waiting = asked.dispatched();
  if (answer === 'waits') return waiting.build();
  if (answer === 'none')
    return waiting
      .at(at + 5 * MINUTE)
      .unanswered()
      .build();
  const sent = sentActionOf(waiting.build());
  if (!sent) throw new Error('it was sent');
  return waiting.settledBy(theAnswerTo(sent, answers[answer])).build();
}

function elsewhere(evidence: Evidence): ElsewhereDocument {
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'elsewhere',
    status: 'elsewhere',
    endpoint: 'manager:wazuh-server/001',
    n: 0,
    event: evidence.identity,
    manager: 'manager:wazuh-server',
    agent: { id: '001', name: 'FIN-WS-01' },
    verb: evidence.verb,
    user: 'carol',
    created_at: evidence.at,
    evidence: [evidence],
  };
}

const numbers = (documents: readonly RecordedDocument[]) =>
  documents.map(({ n }) => n).sort((a, b) => a - b);
const close = { at: day(3), by: 'bob', reason: 'Looked' };

describe('what of an endpoint may be deleted for its age', () => {
  const isolated = anAction(1, 'isolate', day(1), 'isolated');
  const released = anAction(2, 'release', day(2), 'released');

  it('is what came before its last proof', () => {
    expect(numbers(expendable([isolated, released], NOW))).toEqual([1]);
    const again = anAction(3, 'isolate', day(3), 'isolated');
    const freed = anAction(4, 'release', day(4), 'released');
    expect(numbers(expendable([freed, isolated, again, released], NOW))).toEqual([1, 2, 3]);
  });

  it('is no isolation that let so many through that later ones are read by it', () => {
    const lifeline = Array.from({ length: 150 }, () => ({ address: '10.0.0.1', sources: [] }));
    const wide = { lifeline: lifeline as unknown as ActionDocument['lifeline'] };
    const widely = anAction(1, 'isolate', day(1), 'isolated', wide);
    expect(expendable([widely, released], NOW)).toEqual([]);
  });

  it('is nothing that is young', () => {
    expect(expendable([isolated, released], day(1))).toEqual([]);
  });

  it('is no isolation that still holds, however old', () => {
    expect(expendable([isolated], NOW)).toEqual([]);
    const rejected = anAction(2, 'release', day(500), 'rejected');
    expect(expendable([isolated, rejected], NOW)).toEqual([]);
  });

  it('is no proof that was given elsewhere', () => {
    const byHand = elsewhere(anAnswer('release', answers.released, day(5)));
    expect(expendable([isolated, byHand], NOW)).not.toContain(byHand);
    const state = settledStateOf(recordOf([isolated, byHand]));
    expect(state.proof?.at).toBe(day(5));
  });

  it('is no action that waits, and no doubt', () => {
    const waits = anAction(3, 'isolate', day(3), 'waits');
    const last = anAction(4, 'release', day(4), 'rejected');
    expect(expendable([isolated, released, waits, last], NOW)).not.toContain(waits);
    const unanswered = anAction(3, 'isolate', day(3), 'none');
    expect(expendable([isolated, released, unanswered, last], NOW)).not.toContain(unanswered);
  });

  it('is what left something to look after once somebody closed it', () => {
    const lost = { contact_lost_at: day(1) };
    const open = anAction(1, 'isolate', day(1), 'isolated', lost);
    expect(expendable([open, released], NOW)).toEqual([]);
    const closed = { ...open, attention_closed: close };
    expect(numbers(expendable([closed, released], NOW))).toEqual([1]);
  });

  it('keeps of 20,000 lines that an endpoint made up a few', () => {
    const forged = Array.from({ length: 20_000 }, (_, i) =>
      elsewhere(anAnswer('release', answers.notIsolated, day(3) + i * MINUTE))
    );
    const documents = [isolated, released, ...forged];
    const dropped = expendable(documents, NOW);
    expect(dropped.length).toBeGreaterThan(19_900);
    const rest = documents.filter((one) => !dropped.includes(one));
    expect(stateOf(recordOf(rest), NOW)).toEqual(stateOf(recordOf(documents), NOW));
  });
});

const RESULTS: readonly Answer[] = [
  'isolated',
  'isolatedFew',
  'isolatedUncounted',
  'released',
  'released',
  'importFailed',
  'notIsolated',
  'exportFailed',
  'backupExists',
  'partial',
  'unrecognised',
  'none',
  'rejected',
  'waits',
];

interface Step {
  readonly verb: 'isolate' | 'release';
  readonly answer: Answer;
  readonly by: 'us' | 'elsewhere';
  readonly days: number;
  readonly addresses: number;
  readonly attention: 'open' | 'closed';
}

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('isolate' as const, 'release' as const),
  answer: fc.constantFrom(...RESULTS),
  by: fc.constantFrom('us' as const, 'us' as const, 'elsewhere' as const),
  days: fc.integer({ min: 0, max: 3 }),
  addresses: fc.constantFrom(1, 2, 4, 10, 11, 150),
  attention: fc.constantFrom('open' as const, 'closed' as const),
});

/** Documents the ledger has after these steps, from a day on. */
function documentsOf(steps: readonly Step[], fromDay: number, fromNumber: number) {
  let at = day(fromDay);
  let n = fromNumber;
  return steps.map((one): RecordedDocument => {
    at += one.days * DAY + 7 * MINUTE;
    if (one.by === 'elsewhere') {
      const outcome = answers[one.answer as keyof typeof answers] ?? answers.released;
      return elsewhere(anAnswer(one.verb, outcome, at));
    }
    n += 1;
    const lifeline = Array.from({ length: one.verb === 'isolate' ? one.addresses : 0 }, (_, i) => ({
      address: `192.168.1.${i + 1}`,
      sources: [],
    }));
    return anAction(n, one.verb, at, one.answer, {
      lifeline: lifeline as unknown as ActionDocument['lifeline'],
      ...(one.attention === 'closed' ? { attention_closed: { ...close, at } } : {}),
    });
  });
}

describe('whatever happened to an endpoint', () => {
  const worlds = fc.record({
    past: fc.array(step, { maxLength: 14 }),
    future: fc.array(step, { maxLength: 5 }),
    cut: fc.integer({ min: 0, max: 45 }),
  });

  it('what is kept tells the same, of today and of all that is reported next', () => {
    let deleted = 0;
    fc.assert(
      fc.property(worlds, ({ past, future, cut }) => {
        const documents = documentsOf(past, 0, 0);
        const before = day(cut);
        const dropped = expendable(documents, before);
        deleted += dropped.length;
        const rest = documents.filter((one) => !dropped.includes(one));
        const whole = recordOf(documents);
        const live = withoutDeleted(whole, dropped);
        const next = documentsOf(future, 100, past.length);
        for (const now of [day(0), day(45), day(101), NOW]) {
          expect(stateOf(recordOf(rest), now)).toEqual(stateOf(whole, now));
          expect(stateOf(live, now)).toEqual(stateOf(whole, now));
          expect(stateOf(withRecorded(recordOf(rest), next), now)).toEqual(
            stateOf(withRecorded(whole, next), now)
          );
        }
        expect(openDoubts(recordOf(rest))).toEqual(openDoubts(whole));
        for (const one of dropped) {
          expect(one.kind === 'elsewhere' ? one.created_at : one.updated_at).toBeLessThan(before);
          expect(one.status).not.toBe('dispatched');
        }
        const newest = Math.max(0, ...documents.map(({ n }) => n));
        expect(numbers(dropped)).not.toContain(newest > 0 ? newest : -1);
      }),
      { numRuns: runs(2000), endOnFailure: true, seed: 20261129 }
    );
    expect(deleted).toBeGreaterThan(runs(1000));
  });

  it('deleting again deletes nothing more that matters', () => {
    fc.assert(
      fc.property(worlds, ({ past }) => {
        const documents = documentsOf(past, 0, 0);
        const dropped = expendable(documents, NOW);
        const rest = documents.filter((one) => !dropped.includes(one));
        const again = rest.filter((one) => !expendable(rest, NOW).includes(one));
        expect(stateOf(recordOf(again), NOW)).toEqual(stateOf(recordOf(documents), NOW));
      }),
      { numRuns: runs(500), seed: 20261129 }
    );
  });
});
