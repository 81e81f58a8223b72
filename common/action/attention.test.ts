import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import { anAnswer, answers } from '../../test/builders/evidence';
import type { ActionDocument } from './action';
import { ATTENTION_STATUSES, attentionOf, needsAttention } from './attention';
import type { StateStatus } from '../state/endpoint_state';
import type { Outcome } from '../program/outcome';

const answered = (verb: 'isolate' | 'release', outcome: Outcome) =>
  new ActionBuilder(verb)
    .sending()
    .dispatched()
    .settledBy(anAnswer(verb, outcome, ASKED_AT))
    .build();
const unanswered = (verb: 'isolate' | 'release') =>
  new ActionBuilder(verb).sending().dispatched().unanswered().build();
const isolated = answered('isolate', answers.isolated);
const halfDone: ActionDocument = {
  ...answered('release', answers.released),
  reisolation: {
    lifeline: [],
    acknowledgements: [],
    left_out: [],
    ended: { as: 'not_started', at: ASKED_AT, code: 'interrupted' },
  },
};

describe('what an action leaves to look after', () => {
  it.each<[string, ActionDocument, StateStatus, readonly string[]]>([
    ['an isolation that worked', isolated, 'isolated', []],
    [
      'an isolation whose endpoint is not heard of any more',
      { ...isolated, contact_lost_at: ASKED_AT },
      'isolated',
      ['contact_lost'],
    ],
    [
      'an isolation without a backup',
      answered('isolate', answers.exportFailed),
      'isolated',
      ['no_backup'],
    ],
    [
      'an isolation in part',
      answered('isolate', answers.partial),
      'unknown',
      ['isolation_partial'],
    ],
    [
      'an answer that nobody understands',
      answered('isolate', answers.unrecognised),
      'unknown',
      ['isolation_partial'],
    ],
    [
      'an endpoint that says it is isolated',
      answered('isolate', answers.backupExists),
      'unknown',
      ['says_isolated'],
    ],
    ['an endpoint that is isolated', answered('isolate', answers.backupExists), 'isolated', []],
    ['a release that worked', answered('release', answers.released), 'not_isolated', []],
    [
      'a release that failed',
      answered('release', answers.importFailed),
      'isolated',
      ['release_failed'],
    ],
    [
      'a release behind which an isolation should have followed and did not',
      halfDone,
      'not_isolated',
      ['left_open'],
    ],
    ['the same, once it is isolated all the same', halfDone, 'isolated', []],
    [
      'an isolation behind such a release that came to nothing',
      { ...answered('isolate', answers.notElevated), reisolates: 1 },
      'not_isolated',
      ['left_open'],
    ],
    [
      'an isolation of its own that came to nothing',
      answered('isolate', answers.notElevated),
      'not_isolated',
      [],
    ],
    ['a refused release', answered('release', answers.notIsolated), 'unknown', ['release_failed']],
    [
      'a refused release of a free endpoint',
      answered('release', answers.notIsolated),
      'no_record',
      [],
    ],
    ['an isolation without an answer', unanswered('isolate'), 'unknown', ['no_answer']],
    ['the same, where it became clear since', unanswered('isolate'), 'not_isolated', []],
    [
      'what the manager said no to',
      new ActionBuilder().sending().rejected().build(),
      'no_record',
      [],
    ],
  ])('%s', (_, action, state, reasons) => {
    expect(attentionOf(action, state)?.reasons ?? []).toEqual(reasons);
  });

  it('is still there when contact is back, until somebody closes it', () => {
    const lost = { ...isolated, contact_lost_at: ASKED_AT };
    expect(needsAttention(attentionOf(lost, 'not_isolated'))).toBe(true);
    const closed = { at: ASKED_AT, by: 'alice', reason: 'Was switched off over night.' };
    const attention = attentionOf({ ...lost, attention_closed: closed }, 'not_isolated');
    expect(attention).toEqual({ reasons: ['contact_lost'], closed });
    expect(needsAttention(attention)).toBe(false);
  });

  it('is found by the search for it: every status that can leave something is among those asked for', () => {
    const outcomes = Object.values(answers);
    for (const verb of ['isolate', 'release'] as const) {
      for (const action of [
        unanswered(verb),
        ...outcomes.map((outcome) => answered(verb, outcome)),
      ]) {
        for (const state of ['isolated', 'unknown', 'no_record'] as const) {
          if (attentionOf(action, state)) expect(ATTENTION_STATUSES).toContain(action.status);
        }
      }
    }
  });
});
