/** Milliseconds. */
const parentCheckEvery = 1000;

/**
 * Calls `end` once, when this process is told to end: by a Ctrl-C (which npm sends a second time), by a closed terminal, by `kill`, or
 * by the end of npm, which passes a `kill` on to the shell between it and this process and to nobody else.
 */
export function endOnSignals(end: () => void): void {
  let isTold = false;
  const once = () => {
    if (isTold) return;
    isTold = true;
    end();
  };
  (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).forEach((signal) => process.on(signal, once));

  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) once();
  }, parentCheckEvery).unref();
}
