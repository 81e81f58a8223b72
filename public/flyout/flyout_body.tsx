import { EuiFlyoutBody } from '@elastic/eui';
import React, { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/** The part of a flyout that scrolls. The keyboard stops at it to scroll, so it has a name: that of the flyout. */
export function NamedFlyoutBody({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // OUI makes the stop itself, and takes no name for it.
    const stop = content.current?.closest('[tabindex="0"]');
    const title = stop?.closest('[role="dialog"]')?.getAttribute('aria-labelledby');
    if (!stop || !title) return;
    stop.setAttribute('role', 'region');
    stop.setAttribute('aria-labelledby', title);
  }, []);
  return (
    <EuiFlyoutBody>
      <div ref={content}>{children}</div>
    </EuiFlyoutBody>
  );
}
