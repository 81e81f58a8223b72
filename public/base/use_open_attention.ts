import type { AttentionView } from '../../common/api/attention_view';
import { SECOND } from '../../common/base/time';
import { useServices } from './browser_services';
import type { Live } from './use_live';
import { useLive } from './use_live';

/** Number shown at once. Further ones move up as these are closed. */
const MOST_SHOWN = 50;
const EVERY = 15 * SECOND;

/** Loads the open follow-ups. Its timer makes no call to the manager. */
export function useOpenAttention(host: string): Live<AttentionView> {
  const { api } = useServices();
  return useLive<AttentionView>(host, {
    load: (opened, signal) => api.openAttention({ host, size: MOST_SHOWN }, opened, signal),
    pauseAfter: () => EVERY,
  });
}
