import React, { useLayoutEffect, useRef } from 'react';
import type { MountPoint } from 'opensearch-dashboards/public';

interface MountWrapperProps {
  mount: MountPoint;
  className?: string;
}

/** Gives a mount point its element, and takes it away again with the wrapper. */
export function MountWrapper({ mount, className = 'osdMountWrapper' }: MountWrapperProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (element.current ? mount(element.current) : undefined), [mount]);
  return <div className={className} ref={element} />;
}
