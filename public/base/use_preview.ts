import { useCallback, useRef } from 'react';
import type { RequestedAction } from '../../common/action/requested_action';
import type { LifelineChoice } from '../../common/lifeline/lifeline';
import type { ActionPreview } from '../../common/action/preview';
import { useServices } from './browser_services';
import type { EndpointRef } from '../api/isolation_api';
import type { Live } from './use_live';
import { useLive } from './use_live';

/** Delay between the last change of a choice and the request to the server, ms. */
const SETTLED_AFTER = 300;

export interface PreviewState extends Live<ActionPreview> {
  /** The newest one that arrived, even while a newer one is being loaded. */
  readonly shown: ActionPreview | undefined;
  /** It belongs to what is chosen now, so that it may be decided upon. */
  readonly isCurrent: boolean;
  /** Asks the endpoint for its configuration although it, or another one, was silent. */
  readonly askAgain: () => void;
}

/** Loads the server's preview of an action with the current choices. Never refreshed by timer, because it queries the manager. */
export function usePreview(
  { host, agent }: EndpointRef,
  verb: RequestedAction,
  choice: LifelineChoice
): PreviewState {
  const { api } = useServices();
  const last = useRef<ActionPreview>();
  const isFirst = useRef(true);
  const isInsisting = useRef(false);
  const body = { host, verb, agents: [agent], choice };
  const live = useLive<ActionPreview>(JSON.stringify(body), {
    load: async (_, signal) => {
      if (!isFirst.current) await pause(SETTLED_AFTER);
      isFirst.current = false;
      const insists = isInsisting.current ? { ask_again: true as const } : {};
      isInsisting.current = false;
      return api.preview({ ...body, ...insists }, signal);
    },
    pauseAfter: () => undefined,
  });
  if (live.value) last.current = live.value;
  const { reload } = live;
  const askAgain = useCallback(() => {
    isInsisting.current = true;
    reload();
  }, [reload]);
  return {
    ...live,
    askAgain,
    shown: last.current,
    isCurrent: live.value !== undefined && !live.isLoading && !live.failure,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, ms));
}
