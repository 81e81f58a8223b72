import { EuiResizeObserver } from '@elastic/eui';
import React, { useState } from 'react';
import type { ReactNode } from 'react';

interface MeasuredWidthProps {
  /** @param width of their place, px; undefined until it is known */
  readonly children: (width: number | undefined) => ReactNode;
}

/** Tells its children how much room there is. The window alone doesn't: the host's menu can stand beside the page. */
export function MeasuredWidth({ children }: MeasuredWidthProps) {
  const [width, setWidth] = useState<number>();
  return (
    <EuiResizeObserver onResize={(size) => setWidth(size.width || undefined)}>
      {(measured) => <div ref={measured}>{children(width)}</div>}
    </EuiResizeObserver>
  );
}
