import { i18n } from '@osd/i18n';
import type { StepDetail } from '../../common/action/action';
import type { FailureWords } from './failure_words';
import { managerCodeOf, managerWords } from './manager_words';
import type { StepWords } from './step_words';

export const WAIT_FOR_THE_REPORT = i18n.translate('endpointIsolation.step.waitForTheReport', {
  defaultMessage: 'Wait for the endpoint’s report before you do anything else. It decides.',
});

/** Words for a command that wasn't sent, or that the manager rejected. */
export function rejectionWords(
  detail: StepDetail | undefined
): Pick<StepWords, 'sentence' | 'next'> {
  return withOwnWords(managersWords(detail), detail);
}

/** Words for a command of which nobody knows whether it was sent. */
export function uncertaintyWords(
  detail: StepDetail | undefined
): Pick<StepWords, 'sentence' | 'next'> {
  if (detail?.code === 'recovered') {
    return {
      sentence: i18n.translate('endpointIsolation.step.recovered', {
        defaultMessage:
          'The dashboard server was interrupted while sending. The command may or may not have been sent.',
      }),
      next: WAIT_FOR_THE_REPORT,
    };
  }
  return { ...withOwnWords(managersWords(detail), detail), next: WAIT_FOR_THE_REPORT };
}

/** Words for the manager's response. If nothing was sent, the code is ours and the manager's response is the cause. */
function managersWords(detail: StepDetail | undefined): FailureWords {
  const code = managerCodeOf(detail?.cause) ?? managerCodeOf(detail?.code);
  return code
    ? managerWords(code)
    : {
        happened: i18n.translate('endpointIsolation.step.noReason.happened', {
          defaultMessage: 'The manager rejected the command without a reason.',
        }),
        next: i18n.translate('endpointIsolation.step.noReason.next', {
          defaultMessage: 'Try again. If it keeps failing, check the manager and its ossec.log.',
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

export function cancellationWords(detail: StepDetail | undefined): FailureWords {
  switch (detail?.code) {
    case 'released_instead':
      return {
        happened: i18n.translate('endpointIsolation.step.releasedInstead.happened', {
          defaultMessage: 'Canceled by a release before it was sent. Nothing ran.',
        }),
        next: '',
      };
    case 'lifeline_changed':
      return {
        happened: i18n.translate('endpointIsolation.step.lifelineChanged.happened', {
          defaultMessage:
            'The manager’s address changed before the command was sent, and this isolation would have blocked it. Nothing ran.',
        }),
        next: i18n.translate('endpointIsolation.step.lifelineChanged.next', {
          defaultMessage: 'Isolate again and review the allowed addresses.',
        }),
      };
    default:
      return {
        happened: i18n.translate('endpointIsolation.step.cancelled.happened', {
          defaultMessage: 'Canceled before it was sent. Nothing ran.',
        }),
        next: i18n.translate('endpointIsolation.step.cancelled.next', {
          defaultMessage: 'Request it again if you still need it.',
        }),
      };
  }
}

export function sentenceOf({ happened, next }: FailureWords): Pick<StepWords, 'sentence' | 'next'> {
  return next === '' ? { sentence: happened } : { sentence: happened, next };
}
