import type { AgentRow } from './agent_row';

/** Fields that can be selected, sorted by and asked for; in the order in which 4.12 names them. */
export const agentFields =
  'id name ip status os.name os.version os.platform version manager dateAdd group mergedSum configSum os.codename os.major os.minor os.uname os.arch os.build node_name lastKeepAlive internal_key registerIP disconnection_time group_config_status status_code'.split(
    ' '
  );

export function fieldOf(row: AgentRow, field: string): unknown {
  const [first = '', second] = field.split('.');
  return second === undefined ? row[first] : Object(row[first] ?? {})[second];
}

export class QueryError extends Error {
  constructor(readonly kind: 'format' | 'field', readonly field = '') {
    super(`query: ${kind} ${field}`);
  }
}

type Condition = (row: AgentRow) => boolean;

function compare(field: string, operator: string, value: string): Condition {
  const numeric = field === 'id' || field === 'status_code';
  const holds = (actual: string): boolean => {
    switch (operator) {
      case '=':
        return actual === value;
      case '~':
        return actual.toLowerCase().includes(value.toLowerCase());
      case '<':
        return numeric ? Number(actual) < Number(value) : actual < value;
      default:
        return numeric ? Number(actual) > Number(value) : actual > value;
    }
  };
  return (row) => {
    const actual = fieldOf(row, field);
    const values = (Array.isArray(actual) ? actual : actual === undefined ? [] : [actual]).map(
      String
    );
    return operator === '!=' ? !values.includes(value) : values.some(holds);
  };
}

/**
 * Reads a `q` as the API does: conditions with `=`, `!=`, `~` (contains), `<`, `>`, joined by `;` (and) and `,` (or), with
 * parentheses. A group is one of several.
 * @throws QueryError
 */
export function parseQuery(text: string): Condition {
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest);
    if (match === null) return undefined;
    rest = rest.slice(match[0].length);
    return match;
  };
  const either = (): Condition => {
    const parts = [both()];
    while (take(/^,/)) parts.push(both());
    return (row) => parts.some((part) => part(row));
  };
  const both = (): Condition => {
    const parts = [one()];
    while (take(/^;/)) parts.push(one());
    return (row) => parts.every((part) => part(row));
  };
  const one = (): Condition => {
    if (take(/^\(/)) {
      const inner = either();
      if (!take(/^\)/)) throw new QueryError('format');
      return inner;
    }
    const [, field = '', operator = '', value = ''] = take(/^([\w.]+)(!=|=|~|<|>)([^;,()]+)/) ?? [];
    if (field === '') throw new QueryError('format');
    if (!agentFields.includes(field)) throw new QueryError('field', field);
    return compare(field, operator, value);
  };
  const condition = either();
  if (rest !== '') throw new QueryError('format');
  return condition;
}

/** Matches rows that contain a text anywhere; after a `-`, rows without it. */
export function searchFor(text: string): Condition {
  const wanted = text.replace(/^-/, '').toLowerCase();
  const isIn = (row: AgentRow): boolean =>
    agentFields.some((field) =>
      String(fieldOf(row, field) ?? '')
        .toLowerCase()
        .includes(wanted)
    );
  return text.startsWith('-') ? (row) => !isIn(row) : isIn;
}

/** Rows ordered by fields, each with `+` or `-` before it; ids as numbers, rows without the field first. */
export function sortedBy<Row extends AgentRow>(
  rows: readonly Row[],
  fields: readonly string[]
): Row[] {
  const keyed = rows.map((row) => ({
    row,
    keys: fields.map((field) => {
      const value = fieldOf(row, field.replace(/^[+-]/, ''));
      return /^[+-]?id$/.test(field) ? Number(value) : String(value ?? '');
    }),
  }));
  keyed.sort((a, b) => {
    for (let index = 0; index < fields.length; index += 1) {
      const [left = '', right = ''] = [a.keys[index], b.keys[index]];
      const sign = fields[index]?.startsWith('-') ? -1 : 1;
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** The row with these fields alone. */
export function selectFrom(row: AgentRow, fields: readonly string[]): AgentRow {
  const selected: Record<string, unknown> = {};
  for (const field of fields) {
    const value = fieldOf(row, field);
    if (value === undefined) continue;
    const [first = '', second] = field.split('.');
    selected[first] =
      second === undefined ? value : { ...Object(selected[first] ?? {}), [second]: value };
  }
  return selected;
}
