import { parseQuery, QueryError, searchFor, selectFrom, sortedBy } from './agents_query';

const rows = [
  {
    id: '001',
    name: 'FIN-WS-01',
    status: 'active',
    os: { platform: 'windows' },
    group: ['default', 'finance'],
  },
  { id: '002', name: 'web-01', status: 'active', os: { platform: 'ubuntu' }, group: ['default'] },
  {
    id: '010',
    name: 'FIN-WS-02',
    status: 'disconnected',
    os: { platform: 'windows' },
    group: ['finance'],
  },
  { id: '1000', name: 'NEW-WS-08', status: 'never_connected', group: ['default'] },
];
const ids = (found: Array<{ id: string }>): string => found.map(({ id }) => id).join(' ');

describe('the query language of agents', () => {
  it.each([
    ['os.platform=windows;status=active', '001'],
    ['os.platform=windows,status=never_connected', '001 010 1000'],
    ['(status=active,status=disconnected);os.platform=windows', '001 010'],
    ['status=active,status=disconnected;os.platform=windows', '001 002 010'],
    ['id!=001', '002 010 1000'],
    ['id>2', '010 1000'],
    ['id<002', '001'],
    ['name~fin', '001 010'],
    ['group=finance', '001 010'],
    ['group!=default', '010'],
    ['((id=001))', '001'],
  ])('finds by %s', (query, expected) => {
    expect(ids(rows.filter(parseQuery(query)))).toBe(expected);
  });

  it.each(['', 'name', 'name=', 'name=a;', '(name=a', 'name=a)', 'name==a;', '=a'])(
    'refuses %p as not in the format',
    (query) => {
      expect(() => parseQuery(query)).toThrow(QueryError);
      expect(() => parseQuery(query)).toThrow(/format/);
    }
  );

  it('refuses a field that agents do not have', () => {
    expect(() => parseQuery('secret=1')).toThrow('query: field secret');
  });

  it('searches everywhere, in any case, or for what does not have it', () => {
    expect(ids(rows.filter(searchFor('fin-ws')))).toBe('001 010');
    expect(ids(rows.filter(searchFor('-windows')))).toBe('002 1000');
  });

  it('sorts ids as numbers, by several fields, in both directions', () => {
    expect(ids(sortedBy(rows, ['-id']))).toBe('1000 010 002 001');
    expect(ids(sortedBy(rows, ['+status', '-name']))).toBe('002 001 010 1000');
    expect(ids(sortedBy(rows, ['os.platform']))).toBe('1000 002 001 010');
  });

  it('selects fields inside of others and leaves out what a row does not have', () => {
    expect(selectFrom(rows[0] ?? {}, ['id', 'os.platform', 'version'])).toEqual({
      id: '001',
      os: { platform: 'windows' },
    });
  });
});
