const LONGEST = 100;

/** An id of a configured manager: it stands in URLs, cookies and documents of the ledger. */
export function isHostId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= LONGEST &&
    // eslint-disable-next-line no-control-regex
    !/[\u0000-\u001f\u007f/]/.test(value)
  );
}
