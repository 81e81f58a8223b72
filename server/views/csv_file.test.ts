import { parse } from 'csv-parse/sync';
import { csvFile, csvName, csvTime, MOST_ROWS, upToMostRows } from './csv_file';

const fileOf = (...texts: string[]) =>
  csvFile({
    name: 'a.csv',
    columns: [{ key: 'reason', of: (text: string) => text }],
    items: texts,
    extent: 'whole',
  });

const cellOf = (text: string): string => {
  const rows: string[][] = parse(fileOf(text).text, { bom: true });
  return rows[1]?.[0] ?? '';
};

describe('a file for a spreadsheet', () => {
  it.each([
    '=HYPERLINK("https://evil.example","see")',
    "+1+cmd|'/C calc'!A0",
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '＝1+1',
  ])('has no formula in it, whoever wrote %j', (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  it.each([
    'Ransomware, "triage"; next shift',
    'two\r\nlines',
    'José Łuk 确定',
    ' =1 with a space before it',
    '',
  ])('has %j as it was written', (text) => {
    expect(cellOf(text)).toBe(text);
  });

  it('begins with the mark by which Excel knows UTF-8, and ends its lines as Windows does', () => {
    const { text } = fileOf('a');
    expect(text).toBe('\uFEFFreason\r\na\r\n');
  });

  it('says in itself that it is not the whole list', () => {
    const file = csvFile({
      name: 'a.csv',
      columns: [{ key: 'reason', of: (text: string) => text }],
      items: ['a', 'b'],
      extent: 'capped',
    });
    expect(file.rows).toBe(2);
    expect(file.text).toContain('This file contains only the latest 2 rows. There are more.');
  });

  it('says in its last line which rows could not be read', () => {
    const file = csvFile({
      name: 'a.csv',
      columns: [{ key: 'reason', of: (text: string) => text }],
      items: ['a', 'b'],
      extent: 'whole',
      unread: "alerts-old can't be searched.",
    });
    expect(file).toMatchObject({ rows: 2, extent: 'incomplete' });
    expect(file.text.trimEnd().split('\r\n').pop()).toBe(
      "Some rows are missing. alerts-old can't be searched."
    );
  });

  it('has a name without anything that a system does not take', () => {
    expect(csvName('history', '../../x y', Date.UTC(2026, 10, 24, 3))).toBe(
      'isolation-history-.._.._x_y-2026-11-24T03-00-00Z.csv'
    );
    expect(csvTime(Date.UTC(2026, 10, 24, 3))).toBe('2026-11-24T03:00:00.000Z');
  });
});

describe('reading up to what may be in a file', () => {
  const pagesOf = (total: number, size: number) => {
    const asked: number[] = [];
    const read = async (cursor: string | undefined) => {
      const at = Number(cursor ?? 0);
      asked.push(at);
      const items = Array.from({ length: Math.min(size, total - at) }, (_, index) => at + index);
      return { items, ...(at + size < total ? { next: String(at + size) } : {}) };
    };
    return { read, asked };
  };

  it('goes through all pages', async () => {
    const { read } = pagesOf(2500, 1000);
    const { items, extent } = await upToMostRows(read);
    expect(items).toHaveLength(2500);
    expect(items[2499]).toBe(2499);
    expect(extent).toBe('whole');
  });

  it('stops at the limit, and asks for nothing beyond it', async () => {
    const { read, asked } = pagesOf(1_000_000, 1000);
    const { items, extent } = await upToMostRows(read);
    expect(items).toHaveLength(MOST_ROWS);
    expect(extent).toBe('capped');
    expect(asked).toHaveLength(MOST_ROWS / 1000);
  });

  it('is whole where it ends right at the limit', async () => {
    const { read } = pagesOf(MOST_ROWS, 1000);
    expect((await upToMostRows(read)).extent).toBe('whole');
  });

  it.each([
    ['a;=1+1', `"a;'=1+1"`],
    ['a; @SUM(A1)', `"a; '@SUM(A1)"`],
    ['a\t-1', `"a\t'-1"`],
    ['a;b', '"a;b"'],
  ])('breaks %j into no second cell, whatever separates cells in a country', (value, cell) => {
    const { text } = csvFile({
      name: 'x.csv',
      columns: [{ key: 'a', of: (item: string) => item }],
      items: [value],
      extent: 'whole',
    });
    expect(text.split('\r\n')[1]).toBe(cell);
  });
});
