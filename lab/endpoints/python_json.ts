/** JSON as Python's `json.dumps` writes it: `, ` and `: ` between tokens, ASCII only. */
export function pythonJson(value: unknown): string {
  return spaced(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${entries
    .map(([key, field]) => `${JSON.stringify(key)}: ${spaced(field)}`)
    .join(', ')}}`;
}
