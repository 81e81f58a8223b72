import { agentId } from '../../test/integration/manager/agent_lists';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { AgentId } from '../../common/manager/endpoint';
import { agentsPath } from './agents_request';

const query = (path: string) => new URL(path, 'https://manager').searchParams;
const search = (text: string) => query(agentsPath({ limit: 1, search: text })).get('search');

describe('the request for agents', () => {
  it('never asks for the manager itself', () => {
    expect(query(agentsPath({ limit: 1 })).get('q')).toBe('id!=000');
  });

  it('asks for statuses and an operating system', () => {
    const path = agentsPath({ limit: 10, statuses: ['active', 'pending'], os: 'windows' });
    expect(query(path).get('q')).toBe('id!=000;(status=active,status=pending);os.platform=windows');
  });

  it('sends the plus of a sort so that it arrives, and the id behind it so that pages fit together', () => {
    expect(agentsPath({ limit: 1 })).toContain('sort=%2Bname,id');
    const by = (sort: Parameters<typeof agentsPath>[0]['sort']) =>
      query(agentsPath({ limit: 1, sort })).get('sort');
    expect(by({ by: 'lastKeepAlive', direction: 'descending' })).toBe('-lastKeepAlive,id');
    expect(by({ by: 'id', direction: 'ascending' })).toBe('+id');
  });

  it('sends text as text, whatever is in it', () => {
    expect(search('a b+c%2B?#"é')).toBe('a b+c%2B?#"é');
  });

  it('does not let a minus turn the search around', () => {
    expect(search(' --WS-01 ')).toBe('WS-01');
    expect(search('--')).toBeNull();
  });

  it.each(['a;b', 'a|b', 'a&b', 'a^b', 'a*', 'a>b'])(
    'refuses the search that the manager refuses: %s',
    (text) => {
      expect(() => search(text)).toThrow(expect.objectContaining({ code: 'search_refused' }));
    }
  );

  it('cuts a search of any length', () => {
    expect(search('x'.repeat(100000))).toHaveLength(200);
  });

  it('stays below the 16 kB that the manager takes, with as many ids as a page can hold', () => {
    const ids = Array.from({ length: 500 }, (_, n) => agentId(String(1000000000 + n)));
    const path = agentsPath({
      limit: 500,
      ids: ids as unknown as NonEmptyArray<AgentId>,
      search: 'é'.repeat(200),
    });
    expect(path.length).toBeLessThan(8000);
    expect(query(path).get('agents_list')?.split(',')).toHaveLength(500);
  });

  it.each([0, 501])('has no page of %d', (limit) => {
    expect(() => agentsPath({ limit })).toThrow(RangeError);
  });
});
