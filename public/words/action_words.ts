import { i18n } from '@osd/i18n';
import type { ActionStatus, StepDetail, TimelineEntry } from '../../common/action';
import type { Outcome, OutcomeResult } from '../../common/outcome';
import { OUTCOME_REASONS, OUTCOME_RESULTS } from '../../common/outcome';
import { STATE_WORDS } from './state_words';
import type { FailureWords } from './failure_words';
import { managerCodeOf, managerWords } from './manager_words';
import { outcomeFailureWords, outcomeWord } from './outcome_words';

type ActionVerb = 'isolate' | 'release';

/** How a step looks: still going on, proven, uncertain or gone wrong. */
export type StepTone = 'going' | 'proven' | 'uncertain' | 'wrong' | 'over';

export interface StepWords {
  readonly word: string;
  readonly tone: StepTone;
  readonly sentence: string;
  /** With what went wrong only. */
  readonly next?: string;
}

const REQUESTED = i18n.translate('endpointIsolation.action.requested', {
  defaultMessage: 'Requested',
});
const REFUSED = i18n.translate('endpointIsolation.action.refused', { defaultMessage: 'Refused' });
const NOT_SENT = i18n.translate('endpointIsolation.action.notSent', { defaultMessage: 'Not sent' });
const NO_ANSWER = i18n.translate('endpointIsolation.action.noAnswer', {
  defaultMessage: 'No answer',
});
const CANCELLED = i18n.translate('endpointIsolation.action.cancelled', {
  defaultMessage: 'Cancelled',
});

/** The word for how an action stands. That a command was handed on is never shown as done. */
export function actionStatusWord(
  verb: ActionVerb,
  status: ActionStatus,
  detail: StepDetail | undefined
): string {
  if (isOutcome(status)) return outcomeWord(verb, outcomeOf(status, detail, undefined));
  switch (status) {
    case 'recorded':
      return REQUESTED;
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
  outcome: Outcome | undefined
): StepWords {
  const word = actionStatusWord(verb, status, detail);
  if (n === 1) {
    return {
      word: REQUESTED,
      tone: 'going',
      sentence: i18n.translate('endpointIsolation.step.requested', {
        defaultMessage: 'by {by}, and recorded before anything is sent.',
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
          'The dashboard server was held up and sent it late, after it had been given up.',
      }),
      next: WAIT_FOR_THE_REPORT,
    };
  }
  if (isOutcome(status)) return outcomeStep(verb, word, outcomeOf(status, detail, outcome));
  switch (status) {
    case 'recorded':
    case 'sending':
      return {
        word,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.step.sending', {
          defaultMessage: 'It is being handed to the manager.',
        }),
      };
    case 'dispatched':
      return {
        word,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.step.dispatched', {
          defaultMessage:
            'The manager took the command. That proves nothing yet: the endpoint’s own report does.',
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

const WAIT_FOR_THE_REPORT = i18n.translate('endpointIsolation.step.waitForTheReport', {
  defaultMessage: 'Wait for the endpoint’s report before doing anything else: it decides.',
});

const UNANSWERED: FailureWords = {
  happened: i18n.translate('endpointIsolation.step.unanswered.happened', {
    defaultMessage:
      'The endpoint has not reported in time. The command may have run or not; a late report still counts.',
  }),
  next: i18n.translate('endpointIsolation.step.unanswered.next', {
    defaultMessage:
      'See that the machine is up, that isolation.exe is in its folder active-response/bin, and that alerts of other agents arrive.',
  }),
};

const INTERRUPTED: FailureWords = {
  happened: i18n.translate('endpointIsolation.step.interrupted.happened', {
    defaultMessage: 'The dashboard server was stopped before it was sent. Nothing ran.',
  }),
  next: i18n.translate('endpointIsolation.step.interrupted.next', {
    defaultMessage: 'Do it again: it is never sent by itself later.',
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
      defaultMessage: 'Reported by the endpoint: its firewall was restored from the backup.',
    });
  }
  return rules === undefined || addresses === undefined
    ? i18n.translate('endpointIsolation.step.isolated', {
        defaultMessage: 'Reported by the endpoint: every step was done.',
      })
    : i18n.translate('endpointIsolation.step.isolatedWithCounts', {
        defaultMessage:
          'Reported by the endpoint: {rules, plural, one {# firewall rule} other {# firewall rules}} put aside, {addresses, plural, one {# address} other {# addresses}} let through.',
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
  const reason = OUTCOME_REASONS.find((each) => each === detail?.code);
  return { result, ...(reason ? { reason } : {}) };
}

function rejectionWords(detail: StepDetail | undefined): Pick<StepWords, 'sentence' | 'next'> {
  return withOwnWords(managersWords(detail), detail);
}

function uncertaintyWords(detail: StepDetail | undefined): Pick<StepWords, 'sentence' | 'next'> {
  if (detail?.code === 'recovered') {
    return {
      sentence: i18n.translate('endpointIsolation.step.recovered', {
        defaultMessage:
          'The dashboard server was interrupted while it was sending: the command may have left or not.',
      }),
      next: WAIT_FOR_THE_REPORT,
    };
  }
  return { ...withOwnWords(managersWords(detail), detail), next: WAIT_FOR_THE_REPORT };
}

/** For something that never left the code is ours, and what stood behind it is the cause. */
function managersWords(detail: StepDetail | undefined): FailureWords {
  const code = managerCodeOf(detail?.cause) ?? managerCodeOf(detail?.code);
  return code
    ? managerWords(code)
    : {
        happened: i18n.translate('endpointIsolation.step.noReason.happened', {
          defaultMessage: 'The manager did not take the command, and gave no reason.',
        }),
        next: i18n.translate('endpointIsolation.step.noReason.next', {
          defaultMessage: 'Try again; if it stays so, look at the manager and its ossec.log.',
        }),
      };
}

function withOwnWords(
  { happened, next }: FailureWords,
  detail: StepDetail | undefined
): Pick<StepWords, 'sentence' | 'next'> {
  const said = detail?.message ?? '';
  if (said === '') return { sentence: happened, next };
  const code = detail?.manager_code;
  return {
    sentence:
      code === undefined
        ? i18n.translate('endpointIsolation.step.managerSaid', {
            defaultMessage: '{happened} The manager said: {said}',
            values: { happened, said },
          })
        : i18n.translate('endpointIsolation.step.managerSaidCode', {
            defaultMessage: '{happened} The manager said ({code}): {said}',
            values: { happened, said, code: String(code) },
          }),
    next,
  };
}

function cancellationWords(detail: StepDetail | undefined): FailureWords {
  switch (detail?.code) {
    case 'released_instead':
      return {
        happened: i18n.translate('endpointIsolation.step.releasedInstead.happened', {
          defaultMessage: 'A release cancelled it before it was sent. Nothing ran.',
        }),
        next: '',
      };
    case 'lifeline_changed':
      return {
        happened: i18n.translate('endpointIsolation.step.lifelineChanged.happened', {
          defaultMessage:
            'The manager got another address between the request and its sending, which the isolation would have cut off. Nothing ran.',
        }),
        next: i18n.translate('endpointIsolation.step.lifelineChanged.next', {
          defaultMessage: 'Do it again and look at the addresses.',
        }),
      };
    default:
      return {
        happened: i18n.translate('endpointIsolation.step.cancelled.happened', {
          defaultMessage: 'It was cancelled before it was sent. Nothing ran.',
        }),
        next: i18n.translate('endpointIsolation.step.cancelled.next', {
          defaultMessage: 'Do it again if it is still needed.',
        }),
      };
  }
}

function sentenceOf({ happened, next }: FailureWords): Pick<StepWords, 'sentence' | 'next'> {
  return next === '' ? { sentence: happened } : { sentence: happened, next };
}

function isOutcome(status: ActionStatus): status is OutcomeResult {
  return OUTCOME_RESULTS.some((result) => result === status);
}
