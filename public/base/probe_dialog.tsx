import {
  EuiButton,
  EuiButtonEmpty,
  EuiCallOut,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { StartedProbesView } from '../../common/api/probe_view';
import { useProbeStart } from './use_probe_start';
import { WHAT_A_PROBE_DOES } from '../words/probe_words';
import { FailureCallOut } from './failure_call_out';
import { ProbeProgress } from './probe_progress';

export interface ProbedEndpoint {
  readonly id: string;
  readonly name: string;
}

interface ProbeDialogProps {
  readonly host: string;
  readonly endpoints: readonly ProbedEndpoint[];
  /** Explains why it isn't everything the person may have meant. */
  readonly note?: string;
  readonly onStarted?: () => void;
  readonly onClose: () => void;
}

/** Says what a readiness test does, sends it on demand, and shows each result. */
export function ProbeDialog({ host, endpoints, note, onStarted, onClose }: ProbeDialogProps) {
  const [started, setStarted] = useState<StartedProbesView>();
  const { isStarting, failure, start } = useProbeStart(host, (answer) => {
    setStarted(answer);
    onStarted?.();
  });
  const send = () => start(endpoints.map(({ id }) => id));
  const title = i18n.translate('endpointIsolation.probeDialog.title', {
    defaultMessage: 'Test readiness of {count, plural, one {# endpoint} other {# endpoints}}',
    values: { count: endpoints.length },
  });
  return (
    <EuiModal
      onClose={onClose}
      role="dialog"
      aria-modal
      aria-label={title}
      data-test-subj="probeDialog"
      style={{ minWidth: 'min(720px, 90vw)' }}
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle>{title}</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        {failure && (
          <>
            <FailureCallOut failure={failure} onRetry={send} />
            <EuiSpacer size="m" />
          </>
        )}
        {note !== undefined && (
          <>
            <EuiCallOut size="s" iconType="iInCircle" title={note} />
            <EuiSpacer size="m" />
          </>
        )}
        {started ? (
          <ProbeProgress host={host} started={started} endpoints={endpoints} />
        ) : (
          <EuiText size="s">
            <p>{WHAT_A_PROBE_DOES}</p>
            <p style={{ overflowWrap: 'anywhere' }}>{namesOf(endpoints)}</p>
          </EuiText>
        )}
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={onClose} data-test-subj="closeProbeDialog">
          {started ? CLOSE : CANCEL}
        </EuiButtonEmpty>
        {!started && (
          <EuiButton fill isLoading={isStarting} onClick={send} data-test-subj="startProbes">
            {i18n.translate('endpointIsolation.probeDialog.start', {
              defaultMessage: 'Test {count, plural, one {# endpoint} other {# endpoints}}',
              values: { count: endpoints.length },
            })}
          </EuiButton>
        )}
      </EuiModalFooter>
    </EuiModal>
  );
}

const MOST_NAMED = 20;

function namesOf(endpoints: readonly ProbedEndpoint[]): string {
  const names = endpoints.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = endpoints.length - names.length;
  return more === 0
    ? names.join(', ')
    : i18n.translate('endpointIsolation.probeDialog.names', {
        defaultMessage: '{names} and {more} more',
        values: { names: names.join(', '), more },
      });
}

const CLOSE = i18n.translate('endpointIsolation.probeDialog.close', { defaultMessage: 'Close' });
const CANCEL = i18n.translate('endpointIsolation.probeDialog.cancel', { defaultMessage: 'Cancel' });
