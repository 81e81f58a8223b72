import { useRef } from 'react';
import type { StartedProbesView } from '../../common/api/probe_view';
import type { ApiFailure } from '../api/api_failure';
import { useServices } from './browser_services';
import { IntentKeys } from '../api/intent_key';
import { useRequest } from './use_request';

export interface ProbeStart {
  readonly isStarting: boolean;
  readonly failure: ApiFailure | undefined;
  /** Sends them, unless they are being sent: a double click is one request, and so is a repeat after an answer was lost. */
  readonly start: (agents: readonly string[]) => void;
}

/** Tests the readiness of endpoints, once for each intent; the next test of the same ones is a new intent. */
export function useProbeStart(
  host: string,
  onStarted: (started: StartedProbesView) => void
): ProbeStart {
  const { api } = useServices();
  const keys = useRef(new IntentKeys());
  const { isRunning, failure, run } = useRequest<StartedProbesView>({ onAnswer: onStarted });
  const start = (agents: readonly string[]) =>
    run(async () => {
      const body = { host, agents };
      const started = await api.startProbes(body, keys.current.keyFor(body));
      keys.current = new IntentKeys();
      return started;
    });
  return { isStarting: isRunning, failure, start };
}
