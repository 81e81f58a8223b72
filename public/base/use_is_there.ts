import { useEffect, useRef } from 'react';
import type { MutableRefObject } from 'react';

/** True while the component is mounted. What was sent continues after it is closed, but nothing is drawn any more. */
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
