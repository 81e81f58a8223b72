import { useRef } from 'react';
import type { ContextView } from '../../common/api/context_view';
import { SECOND } from '../../common/base/time';
import { useServices } from './browser_services';
import type { Live } from './use_live';
import { useLive } from './use_live';

/**
 * Loads the person and their permissions on a manager.
 * @param wanted id of the manager; undefined: the first that is configured
 */
export function useAppContext(wanted: string | undefined): Live<ContextView> {
  const { api } = useServices();
  const implied = useRef<{ readonly asked: string; readonly given: string }>();
  const named = wanted ?? '';
  // What was answered for no manager in particular is also the answer for the one that it names.
  const asked = implied.current?.given === named ? implied.current.asked : named;
  const live = useLive<ContextView>(asked, {
    load: (_, signal) => api.context(asked === '' ? undefined : asked, signal),
    pauseAfter: (value) => (value && !isPassing(value) ? undefined : 5 * SECOND),
  });
  const given = live.value?.host;
  if (asked === '' && given) implied.current = { asked, given };
  return live;
}

/** True if a warning goes away on its own, so the context is read until it has. */
function isPassing({ warnings }: ContextView): boolean {
  return warnings.includes('history_not_read');
}
