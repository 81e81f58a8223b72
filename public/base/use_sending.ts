import { useState } from 'react';
import type { ActionRequest } from '../../common/action/action_request';
import type { ActionView, StartedBatchView } from '../../common/api/action_view';
import { ApiFailure } from '../api/api_failure';
import { useServices } from './browser_services';
import { IntentKeys } from '../api/intent_key';
import { useRequest } from './use_request';

export interface Sending {
  readonly isSending: boolean;
  readonly failure: ApiFailure | undefined;
  /** Sends it, unless something is being sent: a double click is one request. The same request again carries the same key. */
  readonly send: (request: ActionRequest) => void;
  readonly forgetFailure: () => void;
}

/** Sends an action for one endpoint, once for each intent. */
export function useSending(
  onStarted: (action: ActionView) => void,
  onFailure: (failure: ApiFailure) => void
): Sending {
  const { api } = useServices();
  const [keys] = useState(() => new IntentKeys());
  const { isRunning, failure, run, forgetFailure } = useRequest<ActionView>({
    onAnswer: onStarted,
    onFailure,
  });
  return {
    isSending: isRunning,
    failure,
    send: (request) => run(async () => startedIn(await api.start(request, keys.keyFor(request)))),
    forgetFailure,
  };
}

/** @throws ApiFailure where it was refused */
function startedIn({ started: [one] }: StartedBatchView): ActionView {
  if (!one) throw new ApiFailure('not_readable', '');
  if ('action' in one) return one.action;
  throw new ApiFailure('refused', one.refused.message, { code: one.refused.code });
}
