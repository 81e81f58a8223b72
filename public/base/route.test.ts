import type { Route } from './route';
import { hashOf, NO_FILTERS, parseRoute } from './route';

const filters = NO_FILTERS;

describe('parseRoute', () => {
  it.each<[hash: string, route: Route]>([
    ['', { page: 'isolation', filters }],
    ['#/', { page: 'isolation', filters }],
    ['#/?host=lab', { page: 'isolation', host: 'lab', filters }],
    ['#/endpoints/lab/001', { page: 'isolation', host: 'lab', agent: '001', filters }],
    ['#/endpoints/001', { page: 'isolation', agent: '001', filters }],
    ['#/endpoints/001?host=lab', { page: 'isolation', host: 'lab', agent: '001', filters }],
    ['#/endpoints/a%2Fb/001', { page: 'isolation', host: 'a/b', agent: '001', filters }],
    ['#/events?agent=001', { page: 'events', agent: '001' }],
    ['#/history?host=lab', { page: 'history', host: 'lab' }],
    ['#/readiness?host=lab', { page: 'readiness', host: 'lab' }],
    ['#/docs/access', { page: 'docs', file: 'access' }],
    ['#/docs/access?heading=retention', { page: 'docs', file: 'access', heading: 'retention' }],
    ['#/docs/access?heading=<script>', { page: 'docs', file: 'access' }],
    [
      '#/?search=fin&status=active&os=windows&state=isolated&sort=ip&order=desc&size=50',
      {
        page: 'isolation',
        filters: {
          search: 'fin',
          status: 'active',
          os: 'windows',
          state: 'isolated',
          sort: 'ip',
          order: 'desc',
          size: 50,
        },
      },
    ],
  ])('reads %s', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each([
    '#/nowhere',
    '#/endpoints',
    '#/endpoints/000',
    '#/endpoints/lab/000',
    '#/endpoints/lab/0001',
    '#/endpoints/lab/../../x',
    '#/endpoints/lab/..%2F..%2Fx',
    '#/endpoints/lab/<script>',
    '#/endpoints/%E0%A4%A/x',
    '#/events/001',
    '#/readiness/001',
    '#/docs',
    '#/docs/passwd',
    '#/docs/access/more',
    `#/endpoints/lab/${'9'.repeat(10_000)}`,
  ])('finds no page at %s', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'not_found' });
  });

  it('leaves out what is no filter, no host and no agent', () => {
    const garbage = `status=gone&os=beos&state=green&sort=__proto__&order=up&size=7&host=${'x'.repeat(
      101
    )}`;
    expect(parseRoute(`#/?${garbage}`)).toEqual({ page: 'isolation', filters });
    expect(parseRoute('#/events?agent=000')).toEqual({ page: 'events' });
  });

  it('cuts a search that is longer than the API takes', () => {
    const route = parseRoute(`#/?search=${'a'.repeat(10_000)}`);
    expect(route).toMatchObject({ filters: { search: 'a'.repeat(200) } });
  });
});

describe('hashOf', () => {
  it.each<Route>([
    { page: 'isolation', filters },
    { page: 'isolation', host: 'lab', filters },
    { page: 'isolation', host: 'a/b & c?', agent: '001', filters },
    { page: 'isolation', agent: '001', filters },
    { page: 'readiness', host: 'lab' },
    { page: 'docs', host: 'lab', file: 'limits', heading: 'what-isolated-means' },
    {
      page: 'isolation',
      host: 'lab',
      agent: '001',
      filters: { search: 'ü & #?', status: 'pending', state: 'attention', size: 10 },
    },
    { page: 'events', host: 'lab', agent: '001' },
    { page: 'history' },
  ])('is read back as what it was made of: %p', (route) => {
    expect(parseRoute(hashOf(route))).toEqual(route);
  });
});
