import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveOptions, LiveState } from './live_query';
import { LiveQuery } from './live_query';

export interface Live<T> extends LiveState<T> {
  /** Asks anew, as a person does. */
  readonly reload: () => void;
  readonly update: (change: (value: T | undefined) => T | undefined) => void;
}

const LOADING = { isLoading: true };

/**
 * Something that changes by itself, as long as the component is there.
 * @param key of what is asked for: with another one all that was known is dropped and it is asked for anew
 */
export function useLive<T>(
  key: string,
  options: Pick<LiveOptions<T>, 'load' | 'pauseAfter'>
): Live<T> {
  const [known, setKnown] = useState<{ readonly key: string; readonly state: LiveState<T> }>();
  const query = useRef<LiveQuery<T>>();
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const started = new LiveQuery<T>({
      load: (opened, signal) => latest.current.load(opened, signal),
      pauseAfter: (value) => latest.current.pauseAfter(value),
      onChange: (state) => setKnown({ key, state }),
    });
    query.current = started;
    started.start();
    return () => started.stop();
  }, [key]);

  const reload = useCallback(() => query.current?.reload(), []);
  const update = useCallback<Live<T>['update']>((change) => query.current?.update(change), []);
  const state: LiveState<T> = known?.key === key ? known.state : LOADING;
  return { ...state, reload, update };
}
