import React from 'react';
import { useNow } from './use_now';
import { useServices } from './browser_services';

/** `3 hours ago`, with the whole date and time as its title. */
export function TimeAgo({ at }: { at: number }) {
  const { times } = useServices();
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={times.absolute(at)}>
      {times.ago(at, now)}
    </time>
  );
}

/** `03:04`, with the day where it is another one, and the whole date and time as its title. */
export function ClockTime({ at }: { at: number }) {
  const { times } = useServices();
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={times.absolute(at)}>
      {times.clock(at, now)}
    </time>
  );
}

interface AbsoluteTimeProps {
  readonly at: number;
  /** Two lets the time of day go below the day if there is no room beside it. */
  readonly lines?: 'one' | 'two';
}

/** The whole date and time. */
export function AbsoluteTime({ at, lines = 'one' }: AbsoluteTimeProps) {
  const { times } = useServices();
  return (
    <time
      className={lines === 'one' ? 'eui-textNoWrap' : undefined}
      dateTime={new Date(at).toISOString()}
    >
      {times.absolute(at)}
    </time>
  );
}
