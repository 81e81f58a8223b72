import React, { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { SECOND } from '../../common/base/time';

const NowContext = createContext<number | undefined>(undefined);

/** One clock for everything below it, so that a hundred times on a page do not each have a timer. */
export function NowProvider({
  children,
  every = 10 * SECOND,
}: {
  children: ReactNode;
  every?: number;
}) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), every);
    return () => window.clearInterval(timer);
  }, [every]);
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}

/** The browser's clock, ms; it moves on by itself below a `NowProvider`. */
export function useNow(): number {
  const now = useContext(NowContext);
  return now ?? Date.now();
}
