import fc from 'fast-check';
import type { SentAction } from '../../common/state/endpoint_record';
import { SENDING_STATES } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { outcomeForAction } from '../../common/program/outcome';
import { DAY, HOUR, MINUTE } from '../../common/base/time';
import { answers, aSentAction, minutes } from './evidence';

/** Something that is added to a record in one go: an event, with the action that it answers, or what is known about a sending. */
export interface Addition {
  readonly evidence: readonly Evidence[];
  readonly sent: readonly SentAction[];
}

const isolateAnswers = [
  answers.isolated,
  answers.isolatedFew,
  answers.isolatedUncounted,
  answers.exportFailed,
  answers.notElevated,
  answers.backupExists,
  answers.invalidAddress,
  answers.partial,
  answers.unrecognised,
];
const releaseAnswers = [
  answers.released,
  answers.importFailed,
  answers.notIsolated,
  answers.partial,
  answers.unrecognised,
];

const MOST_ACTIONS = 8;

/** Returns the verb of a number, which never changes. */
function verbOf(n: number): SentAction['verb'] {
  return n % 3 === 0 ? 'release' : 'isolate';
}

/** Some allow more addresses than the reports show: then a report isn't a success of theirs. */
function addressesOf(n: number): number {
  return verbOf(n) === 'release' ? 0 : 1 + (n % 2);
}

/** The same action at different times says different things of its sending. */
function actionsOf(n: number): fc.Arbitrary<SentAction> {
  return fc
    .record({
      sending: fc.constantFrom(...SENDING_STATES),
      late: fc.constantFrom(0, MINUTE),
      attempt: fc.constantFrom({}, {}, {}, { attempt: 2 }, { attempt: 3 }),
      found: fc.constantFrom({}, {}, { found_open_at: minutes(40) }, { found_open_at: minutes(n) }),
    })
    .map(({ sending, late, attempt, found }) =>
      aSentAction(n, verbOf(n), minutes(2 * n) + late, {
        sending,
        addresses: addressesOf(n),
        ...attempt,
        ...found,
      })
    );
}

const anyAction = fc.integer({ min: 1, max: MOST_ACTIONS }).chain(actionsOf);

/**
 * The same event, told by its number, always has the same clocks and the same text; who reads it may know the action that its ref
 * names or not, and its success word or not.
 */
const anyEvent = (howMany: number): fc.Arbitrary<Addition> =>
  fc.integer({ min: 0, max: howMany - 1 }).chain((number) => {
    const scattered = (number * 7919) % 101;
    const verb = number % 5 < 3 ? ('isolate' as const) : ('release' as const);
    const outcomes = verb === 'isolate' ? isolateAnswers : releaseAnswers;
    const read = outcomes[scattered % outcomes.length] ?? answers.unrecognised;
    const event: Evidence = {
      identity: `node0${number % 2}|001|1795508400.${number}`,
      at: minutes(scattered),
      ...(number % 11 === 0 ? {} : { own_clock: minutes((scattered * 31) % 97) + HOUR }),
      verb,
      outcome: read,
      user: 'alice',
      agent_name: 'FIN-WS-01',
      text: '',
    };
    const n = verb === 'release' ? 3 * ((number % 2) + 1) : 3 * (number % 3) + 1 + (number % 2);
    const unread = { ...event, outcome: answers.unrecognised };
    // Seen first by any of several processes, some of which are before the manager's clock.
    const seen = [DAY, 2 * DAY].map((before) => ({ ...event, seen_at: event.at - before }));
    const again = {
      ...event,
      identity: `node01|001|1795999999.${number}`,
      at: event.at + 40 * MINUTE + (number % 7) * HOUR,
    };
    const alone: Addition[] = [event, unread, again, ...seen].map((one) => ({
      evidence: [one],
      sent: [],
    }));
    return fc.oneof(
      fc.constantFrom(...alone),
      actionsOf(n).chain((action) =>
        fc.constantFrom(
          ...[event, unread].map(
            (one): Addition => ({
              evidence: [
                {
                  ...one,
                  outcome: outcomeForAction(one.outcome, addressesOf(n)),
                  action: { n, sent_at: minutes(2 * n), addresses: addressesOf(n) },
                },
              ],
              sent: [{ ...action, answered: true }],
            })
          )
        )
      )
    );
  });

/** Builds what is added to a record over time: events and a few actions. */
export function additions(howMany: number): fc.Arbitrary<Addition[]> {
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: anyEvent(howMany) },
      { weight: 1, arbitrary: anyAction.map((action) => ({ evidence: [], sent: [action] })) }
    ),
    { maxLength: 2 * howMany, size: 'max' }
  );
}
