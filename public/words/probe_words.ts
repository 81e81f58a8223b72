import { i18n } from '@osd/i18n';
import { isPending } from '../../common/action';
import type { ProbeView } from '../../common/routes';
import { managerCodeOf, managerWords } from './manager_words';

/** How a test of the way stands. It says nothing of isolation, and none of its words does. */
export interface ProbeWords {
  readonly word: string;
  readonly tone: 'going' | 'proven' | 'uncertain' | 'wrong';
  readonly sentence: string;
  /** What to do, where it did not work. */
  readonly next?: string;
}

type Probe = Pick<ProbeView, 'status' | 'detail'>;

export function probeWords({ status, detail }: Probe): ProbeWords {
  switch (status) {
    case 'recorded':
    case 'sending':
      return {
        word: TESTING,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.probe.sending', {
          defaultMessage: 'It is being handed to the manager.',
        }),
      };
    case 'dispatched':
      return {
        word: TESTING,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.probe.dispatched', {
          defaultMessage: 'The manager took it. Waiting for the endpoint’s answer.',
        }),
      };
    case 'uncertain':
      return {
        word: TESTING,
        tone: 'uncertain',
        sentence: i18n.translate('endpointIsolation.probe.uncertain', {
          defaultMessage:
            'The manager did not answer: it may have left or not. An answer of the endpoint still counts.',
        }),
      };
    case 'succeeded':
      return {
        word: i18n.translate('endpointIsolation.probe.ready', { defaultMessage: 'Ready' }),
        tone: 'proven',
        sentence: i18n.translate('endpointIsolation.probe.answered', {
          defaultMessage:
            'The program on the endpoint answered, and its answer was decoded, stored and found.',
        }),
      };
    case 'unanswered':
      return {
        word: i18n.translate('endpointIsolation.probe.noAnswer', { defaultMessage: 'No answer' }),
        tone: 'wrong',
        sentence: i18n.translate('endpointIsolation.probe.unanswered', {
          defaultMessage:
            'No answer came in time: an isolation would very likely not be answered either. A late answer still counts.',
        }),
        next: i18n.translate('endpointIsolation.probe.unanswered.next', {
          defaultMessage:
            'See that isolation.exe is in the agent’s folder active-response/bin, that active response is not disabled there, and that alerts of other agents arrive.',
        }),
      };
    case 'rejected':
      return { word: NOT_SENT, tone: 'wrong', ...rejection(detail) };
    case 'interrupted':
    case 'cancelled':
      return {
        word: NOT_SENT,
        tone: 'wrong',
        sentence: i18n.translate('endpointIsolation.probe.interrupted', {
          defaultMessage: 'The dashboard server was stopped before it was sent.',
        }),
        next: i18n.translate('endpointIsolation.probe.interrupted.next', {
          defaultMessage: 'Test it again.',
        }),
      };
    case 'refused':
    case 'failed':
    case 'partial':
    case 'unrecognised':
      return {
        word: i18n.translate('endpointIsolation.probe.otherAnswer', {
          defaultMessage: 'Another answer',
        }),
        tone: 'uncertain',
        sentence: i18n.translate('endpointIsolation.probe.unrecognised', {
          defaultMessage:
            'Something answered, and not as the program does that is known here: that is not enough to rely on.',
        }),
        next: i18n.translate('endpointIsolation.probe.unrecognised.next', {
          defaultMessage: 'Read the answer under Events, and see which program is installed there.',
        }),
      };
  }
}

/** Whether something can still change by itself. */
export function isProbeGoing({ status }: Pick<ProbeView, 'status'>): boolean {
  return isPending(status);
}

function rejection(detail: ProbeView['detail']): Pick<ProbeWords, 'sentence' | 'next'> {
  const code = managerCodeOf(detail?.cause) ?? managerCodeOf(detail?.code);
  if (code) {
    const { happened, next } = managerWords(code);
    return { sentence: happened, next };
  }
  return {
    sentence: i18n.translate('endpointIsolation.probe.rejected', {
      defaultMessage: 'The manager did not take it, and gave no reason.',
    }),
    next: i18n.translate('endpointIsolation.probe.rejected.next', {
      defaultMessage: 'Test it again; if it stays so, look at the manager and its ossec.log.',
    }),
  };
}

const TESTING = i18n.translate('endpointIsolation.probe.testing', { defaultMessage: 'Testing' });
const NOT_SENT = i18n.translate('endpointIsolation.probe.notSent', { defaultMessage: 'Not sent' });

/** What such a test is, wherever it is offered. */
export const WHAT_A_PROBE_DOES = i18n.translate('endpointIsolation.probe.what', {
  defaultMessage:
    'An action that the isolation program does not know is sent. The program changes nothing and answers: that proves the program, the way there, decoder, rule and index before they are needed. Each answer is an ordinary alert.',
});
