import type { StepWords } from './step_words';
import { i18n } from '@osd/i18n';
import type { ActionStatus, StepDetail, TimelineEntry } from '../../common/action/action';
import type { Outcome, OutcomeResult } from '../../common/program/outcome';
import { OUTCOME_REASONS, OUTCOME_RESULTS } from '../../common/program/outcome';
import type { ActionView } from '../../common/api/action_view';
import { STATE_WORDS, UNKNOWN_WORDS } from './state_words';
import type { FailureWords } from './failure_words';
import { outcomeFailureWords, outcomeWord, UNCONFIRMED_RELEASE } from './outcome_words';
import {
  cancellationWords,
  rejectionWords,
  sentenceOf,
  uncertaintyWords,
  WAIT_FOR_THE_REPORT,
} from './sending_end_words';

type ActionVerb = 'isolate' | 'release';

/** Tells whether a report of success confirms the new state. A release from a suspect backup doesn't. */
export type Confirmation = 'confirmed' | 'unconfirmed';

export function confirmationOf({ unconfirmed }: Pick<ActionView, 'unconfirmed'>): Confirmation {
  return unconfirmed ? 'unconfirmed' : 'confirmed';
}

const REQUESTED = i18n.translate('endpointIsolation.action.requested', {
  defaultMessage: 'Requested',
});
const WAITING_TO_BE_SENT = i18n.translate('endpointIsolation.action.waitingToBeSent', {
  defaultMessage: 'Waiting to be sent',
});
/** Steps of a timeline. A step is named by what was done in it, not by what it is to lead to. */
const SENDING = i18n.translate('endpointIsolation.action.sending', { defaultMessage: 'Sending' });
const SENT = i18n.translate('endpointIsolation.action.sent', { defaultMessage: 'Sent' });
const REFUSED = i18n.translate('endpointIsolation.action.refused', { defaultMessage: 'Rejected' });
const NOT_SENT = i18n.translate('endpointIsolation.action.notSent', { defaultMessage: 'Not sent' });
const NO_ANSWER = i18n.translate('endpointIsolation.action.noAnswer', {
  defaultMessage: 'No response',
});
const CANCELLED = i18n.translate('endpointIsolation.action.cancelled', {
  defaultMessage: 'Canceled',
});

/** The word for how an action stands. That a command was handed on is never shown as done. */
export function actionStatusWord(
  verb: ActionVerb,
  status: ActionStatus,
  detail: StepDetail | undefined,
  confirmation: Confirmation = 'confirmed'
): string {
  if (status === 'succeeded' && confirmation === 'unconfirmed') return UNCONFIRMED_RELEASE.word;
  if (isOutcome(status)) return outcomeWord(verb, outcomeOf(status, detail, undefined));
  switch (status) {
    case 'recorded':
      return detail ? WAITING_TO_BE_SENT : REQUESTED;
    case 'sending':
    case 'dispatched':
      return verb === 'isolate' ? STATE_WORDS.isolating : STATE_WORDS.releasing;
    case 'rejected':
      return detail?.code === 'not_sent' ? NOT_SENT : REFUSED;
    case 'uncertain':
      return STATE_WORDS.unknown;
    case 'unanswered':
      return NO_ANSWER;
    case 'interrupted':
      return NOT_SENT;
    case 'cancelled':
      return CANCELLED;
  }
}

/** One step of an action's life. Its first one is always the request of a person. */
export function stepWords(
  verb: ActionVerb,
  { n, status, by, detail }: TimelineEntry,
  outcome: Outcome | undefined,
  confirmation: Confirmation = 'confirmed'
): StepWords {
  const word = actionStatusWord(verb, status, detail, confirmation);
  if (n === 1 && detail?.code === 'manager_busy') {
    return {
      word: REQUESTED,
      tone: 'going',
      sentence: i18n.translate('endpointIsolation.step.requestedWhileBusy', {
        defaultMessage:
          'by {by}. The manager is busy with an endpoint that doesn’t respond, usually for up to a minute. The command is sent as soon as the manager responds.',
        values: { by },
      }),
    };
  }
  if (n === 1) {
    return {
      word: REQUESTED,
      tone: 'going',
      sentence: i18n.translate('endpointIsolation.step.requested', {
        defaultMessage: 'by {by}. Recorded before anything was sent.',
        values: { by },
      }),
    };
  }
  if (detail?.code === 'sent_late') {
    return {
      word: STATE_WORDS.unknown,
      tone: 'uncertain',
      sentence: i18n.translate('endpointIsolation.step.sentLate', {
        defaultMessage:
          'The dashboard server was delayed and sent the command late, after it had been given up.',
      }),
      next: WAIT_FOR_THE_REPORT,
    };
  }
  if (status === 'succeeded' && confirmation === 'unconfirmed') {
    const next = UNKNOWN_WORDS.backup_tainted.next;
    return { word, tone: 'uncertain', sentence: UNCONFIRMED_RELEASE.why, next };
  }
  if (isOutcome(status)) return outcomeStep(verb, word, outcomeOf(status, detail, outcome));
  switch (status) {
    case 'recorded':
      return { word, tone: 'going', sentence: GIVEN_BACK };
    case 'sending':
      return {
        word: SENDING,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.step.sending', {
          defaultMessage: 'Sending to the manager.',
        }),
      };
    case 'dispatched':
      return {
        word: SENT,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.step.dispatched', {
          defaultMessage:
            'Sent: the manager accepted the command. Not confirmed until the endpoint reports.',
        }),
      };
    case 'rejected':
      return { word, tone: 'wrong', ...rejectionWords(detail) };
    case 'uncertain':
      return { word, tone: 'uncertain', ...uncertaintyWords(detail) };
    case 'unanswered':
      return { word, tone: 'uncertain', ...sentenceOf(UNANSWERED) };
    case 'interrupted':
      return { word, tone: 'wrong', ...sentenceOf(INTERRUPTED) };
    case 'cancelled':
      return { word, tone: 'over', ...sentenceOf(cancellationWords(detail)) };
  }
}

const GIVEN_BACK = i18n.translate('endpointIsolation.step.givenBack', {
  defaultMessage:
    'The manager’s request limit is reached. Nothing was sent. The command is sent as soon as the limit allows.',
});

const UNANSWERED: FailureWords = {
  happened: i18n.translate('endpointIsolation.step.unanswered.happened', {
    defaultMessage:
      'No report arrived in time. The command may or may not have run. A late report still counts.',
  }),
  next: i18n.translate('endpointIsolation.step.unanswered.next', {
    defaultMessage:
      'Check that the endpoint is on, that isolation.exe is in its active-response/bin folder, and that alerts from other agents arrive. On Windows in another language than English, the isolation program can end halfway, with its firewall rules deleted and nothing blocked: check locally.',
  }),
};

const INTERRUPTED: FailureWords = {
  happened: i18n.translate('endpointIsolation.step.interrupted.happened', {
    defaultMessage:
      'The command couldn’t be sent in time: the dashboard server stopped, or the manager couldn’t take it. Nothing ran.',
  }),
  next: i18n.translate('endpointIsolation.step.interrupted.next', {
    defaultMessage: 'Try again. The command is never sent automatically later.',
  }),
};

function outcomeStep(verb: ActionVerb, word: string, outcome: Outcome): StepWords {
  const failure = outcomeFailureWords(verb, outcome);
  if (!failure) {
    return { word, tone: 'proven', sentence: provenSentence(verb, outcome) };
  }
  const isUncertain = outcome.result === 'unrecognised' || outcome.result === 'partial';
  return { word, tone: isUncertain ? 'uncertain' : 'wrong', ...sentenceOf(failure) };
}

function provenSentence(verb: ActionVerb, { addresses, deleted_rules: rules }: Outcome): string {
  if (verb === 'release') {
    return i18n.translate('endpointIsolation.step.released', {
      defaultMessage: 'Confirmed by the endpoint: firewall restored from the backup.',
    });
  }
  return rules === undefined || addresses === undefined
    ? i18n.translate('endpointIsolation.step.isolated', {
        defaultMessage: 'Confirmed by the endpoint: every step completed.',
      })
    : i18n.translate('endpointIsolation.step.isolatedWithCounts', {
        defaultMessage:
          'Confirmed by the endpoint: {rules, plural, one {# firewall rule} other {# firewall rules}} saved and removed, {addresses, plural, one {# address} other {# addresses}} allowed.',
        values: { rules, addresses },
      });
}

/** The timeline's last entry knows the reason; what was counted is in the outcome that belongs to it. */
function outcomeOf(
  result: OutcomeResult,
  detail: StepDetail | undefined,
  outcome: Outcome | undefined
): Outcome {
  if (outcome?.result === result) return outcome;
  // Of a report that was read anew, the reason is the cause.
  const reason = OUTCOME_REASONS.find(
    (each) => each === detail?.code || (detail?.code === 'read_anew' && each === detail.cause)
  );
  return { result, ...(reason ? { reason } : {}) };
}

function isOutcome(status: ActionStatus): status is OutcomeResult {
  return OUTCOME_RESULTS.some((result) => result === status);
}
