import { i18n } from '@osd/i18n';
import type { ProbeView } from '../../common/api/probe_view';
import { managerCodeOf, managerWords } from './manager_words';

/** Words for the status of a readiness test. It says nothing of isolation, and none of its words does. */
export interface ProbeWords {
  readonly word: string;
  readonly tone: 'going' | 'proven' | 'uncertain' | 'wrong';
  readonly sentence: string;
  /** The next step, if it failed. */
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
          defaultMessage: 'Sending to the manager.',
        }),
      };
    case 'dispatched':
      return {
        word: TESTING,
        tone: 'going',
        sentence: i18n.translate('endpointIsolation.probe.dispatched', {
          defaultMessage: 'Sent: the manager accepted it. Waiting for the endpoint.',
        }),
      };
    case 'uncertain':
      return {
        word: TESTING,
        tone: 'uncertain',
        sentence: i18n.translate('endpointIsolation.probe.uncertain', {
          defaultMessage:
            'The manager didn’t respond, so the test may or may not have been sent. A response from the endpoint still counts.',
        }),
      };
    case 'succeeded':
      return {
        word: i18n.translate('endpointIsolation.probe.ready', { defaultMessage: 'Ready' }),
        tone: 'proven',
        sentence: i18n.translate('endpointIsolation.probe.answered', {
          defaultMessage:
            'The isolation program responded, and its response was decoded, indexed and found.',
        }),
      };
    case 'unanswered':
      return {
        word: i18n.translate('endpointIsolation.probe.noAnswer', { defaultMessage: 'No response' }),
        tone: 'wrong',
        sentence: i18n.translate('endpointIsolation.probe.unanswered', {
          defaultMessage:
            'No response in time. An isolation would very likely get no response either. A late response still counts.',
        }),
        next: i18n.translate('endpointIsolation.probe.unanswered.next', {
          defaultMessage:
            'Check that isolation.exe is in the agent’s active-response/bin folder, that active response isn’t disabled on the agent, and that alerts from other agents arrive.',
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
          defaultMessage: 'The dashboard server stopped before the test was sent.',
        }),
        next: i18n.translate('endpointIsolation.probe.interrupted.next', {
          defaultMessage: 'Test again.',
        }),
      };
    case 'refused':
    case 'failed':
    case 'partial':
    case 'unrecognised':
      return {
        word: i18n.translate('endpointIsolation.probe.otherAnswer', {
          defaultMessage: 'Unexpected response',
        }),
        tone: 'uncertain',
        sentence: i18n.translate('endpointIsolation.probe.unrecognised', {
          defaultMessage:
            'Something responded, but not like a known isolation program. Don’t rely on it.',
        }),
        next: i18n.translate('endpointIsolation.probe.unrecognised.next', {
          defaultMessage:
            'Read the response under Events, and check which program is installed on the endpoint.',
        }),
      };
  }
}

function rejection(detail: ProbeView['detail']): Pick<ProbeWords, 'sentence' | 'next'> {
  const code = managerCodeOf(detail?.cause) ?? managerCodeOf(detail?.code);
  if (code) {
    const { happened, next } = managerWords(code);
    return { sentence: happened, next };
  }
  return {
    sentence: i18n.translate('endpointIsolation.probe.rejected', {
      defaultMessage: 'The manager rejected the test without a reason.',
    }),
    next: i18n.translate('endpointIsolation.probe.rejected.next', {
      defaultMessage: 'Test again. If it keeps failing, check the manager and its ossec.log.',
    }),
  };
}

const TESTING = i18n.translate('endpointIsolation.probe.testing', { defaultMessage: 'Testing' });
const NOT_SENT = i18n.translate('endpointIsolation.probe.notSent', { defaultMessage: 'Not sent' });

/** Explains a readiness test wherever it is offered. */
export const WHAT_A_PROBE_DOES = i18n.translate('endpointIsolation.probe.what', {
  defaultMessage:
    'Checks the full response path (manager, agent, isolation program, decoder, rule, index) without changing anything on the endpoint. It doesn’t show that the firewall can be changed. Each response is stored as a normal alert.',
});
