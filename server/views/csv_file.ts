import { stringify } from 'csv-stringify/sync';

/** A file of a list, as a spreadsheet opens it. */
export interface CsvFile {
  readonly name: string;
  readonly text: string;
  readonly rows: number;
  /** `capped`: there is more than may be in one file, older than what is in it. `incomplete`: a part couldn't be read. */
  readonly extent: 'whole' | 'capped' | 'incomplete';
}

/** Most rows in a file: some megabytes, which are held in memory. */
export const MOST_ROWS = 10000;

export interface CsvColumn<T> {
  readonly key: string;
  readonly of: (item: T) => string | number | undefined;
}

interface CsvContent<T> {
  readonly name: string;
  readonly columns: ReadonlyArray<CsvColumn<T>>;
  readonly items: readonly T[];
  readonly extent: 'whole' | 'capped';
  /** Says what couldn't be read; the file says so in its last line. */
  readonly unread?: string;
}

/**
 * Users, reasons and answers of endpoints are anybody's text. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front (the library's own rule: `=`, `+`, `-`, `@`, tab, return and their wide forms). With the mark by which Excel knows UTF-8.
 */
export function csvFile<T>({ name, columns, items, extent, unread }: CsvContent<T>): CsvFile {
  const records = items.map((item) => columns.map(({ of }) => unbroken(of(item) ?? '')));
  const capped = extent === 'capped' ? [[cappedLine(items.length)]] : [];
  const missing = unread === undefined ? [] : [[`Some rows are missing. ${unread}`]];
  const lines = [columns.map(({ key }) => key), ...records, ...capped, ...missing];
  const text = stringify(lines, {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    // A spreadsheet breaks a cell at a return of its own, too, and at the separator of its own country.
    quoted_match: /[\r\n;\t]/,
  });
  return { name, text, rows: items.length, extent: unread === undefined ? extent : 'incomplete' };
}

/** A formula behind another country's separator begins a cell of its own there, quoted or not: it gets the same apostrophe. */
function unbroken(value: string | number): string | number {
  if (typeof value === 'number') return value;
  return value.replace(/(?!^)([;\t]\s*)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1'$2");
}

function cappedLine(rows: number): string {
  return `This file contains only the latest ${rows} rows. There are more. Filter the list by one endpoint.`;
}

/** Writes a time as every program reads it, in UTC. */
export function csvTime(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString();
}

export function csvList(items: readonly string[] | undefined): string {
  return (items ?? []).join('; ');
}

/** `isolation-history-lab-2026-11-24T03-00-00Z.csv`, of characters that any system takes in a name. */
export function csvName(what: string, hostId: string, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replace(/:/g, '-');
  return `isolation-${what}-${hostId.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 50)}-${time}Z.csv`;
}

/**
 * Reads a list page by page, up to what may be in a file.
 * @param read one page and where it goes on
 */
export async function upToMostRows<T>(
  read: (
    cursor: string | undefined
  ) => Promise<{ readonly items: readonly T[]; readonly next?: string }>
): Promise<{ readonly items: readonly T[]; readonly extent: 'whole' | 'capped' }> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < MOST_ROWS);
  const isCapped = cursor !== undefined || items.length > MOST_ROWS;
  return { items: items.slice(0, MOST_ROWS), extent: isCapped ? 'capped' : 'whole' };
}
