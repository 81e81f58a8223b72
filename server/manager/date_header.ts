/** An HTTP `date` header, whole seconds, in ms; undefined where it is none. */
export function parseDateHeader(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
