import { useEffect, useRef } from 'react';
import type { MutableRefObject } from 'react';

/** Whether the component is still there: what was sent goes on when it is closed; only nothing is drawn any more. */
export function useIsThere(): Readonly<MutableRefObject<boolean>> {
  const isThere = useRef(true);
  useEffect(
    () => () => {
      isThere.current = false;
    },
    []
  );
  return isThere;
}
