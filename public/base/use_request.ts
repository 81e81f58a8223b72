import { useRef, useState } from 'react';
import { ApiFailure } from '../api/api_failure';
import { useIsThere } from './use_is_there';

export interface PersonsRequest<Answer> {
  readonly isRunning: boolean;
  readonly failure: ApiFailure | undefined;
  /** Asks, unless something is being asked: a double click is one request. */
  readonly run: (ask: () => Promise<Answer>) => void;
  readonly forgetFailure: () => void;
}

interface Told<Answer> {
  readonly onAnswer: (answer: Answer) => void;
  readonly onFailure?: (failure: ApiFailure) => void;
}

/** A request that somebody makes by hand. It goes on when its place is closed; only nobody is told there any more. */
export function useRequest<Answer>({ onAnswer, onFailure }: Told<Answer>): PersonsRequest<Answer> {
  const [isRunning, setIsRunning] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const isBusy = useRef(false);
  const isThere = useIsThere();
  const run = async (ask: () => Promise<Answer>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setIsRunning(true);
    setFailure(undefined);
    const result = await ask()
      .catch((error) => {
        if (error instanceof ApiFailure) return error;
        throw error;
      })
      .finally(() => {
        isBusy.current = false;
        if (isThere.current) setIsRunning(false);
      });
    if (!isThere.current) return;
    if (!(result instanceof ApiFailure)) return onAnswer(result);
    setFailure(result);
    onFailure?.(result);
  };
  return {
    isRunning,
    failure,
    run: (ask) => void run(ask),
    forgetFailure: () => setFailure(undefined),
  };
}
