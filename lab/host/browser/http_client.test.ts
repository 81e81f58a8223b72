import { readRecording } from '../probe/recording';
import { startWithProbe } from '../probe/start_with_probe';
import type { ProbedHost } from '../probe/start_with_probe';
import { RELEASE } from '../release';
import { createBasePath } from './base_path';
import { createHttpClient } from './http_client';

interface Call {
  call: string;
  resolves?: unknown;
  rejects?: Record<string, unknown>;
}

const { calls } = readRecording<{ calls: Call[] }>('browser_http_client');

type Http = ReturnType<typeof createHttpClient>;

const BASE = '/api/host_probe';

const shortOf = async (answer: Promise<unknown>) => {
  const { fetchOptions, response, body, ...rest } = Object(await answer);
  return {
    keys: Object.keys({ fetchOptions, ...rest, response, body }),
    status: response.status,
    body,
    fetchOptions_keys: Object.keys(fetchOptions).sort(),
  };
};

const abortedAfter = (ms: number) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
};

/** Calls by the text under which they were recorded. */
const CALLS: Record<string, (http: Http) => Promise<unknown>> = {
  "get('/ok')": ({ get }) => get(`${BASE}/ok`),
  "post('/echo',{body:JSON})": ({ post }) => post(`${BASE}/echo`, { body: '{"a":1}' }),
  "post('/echo',{body:{a:1}}) object as body": ({ post }) =>
    post(`${BASE}/echo`, { body: { a: 1 } as unknown as BodyInit }),
  "post('/accepted') 202": ({ post }) => post(`${BASE}/accepted`, { body: '{}' }),
  "delete('/accepted') 204": (http) => http.delete(`${BASE}/accepted`),
  "get('/custom_207')": ({ get }) => get(`${BASE}/custom_207`),
  "get('/custom_attributes') 502": ({ get }) => get(`${BASE}/custom_attributes`),
  "get('/throw') 500": ({ get }) => get(`${BASE}/throw`),
  "get('/not_found')": ({ get }) => get(`${BASE}/not_found`),
  "get('/nope') unknown route": ({ get }) => get(`${BASE}/nope`),
  "get('/buffer') text/csv": ({ get }) => get(`${BASE}/buffer`),
  "get('/stream') x-ndjson": ({ get }) => get(`${BASE}/stream`),
  "get('/buffer_undefined') 200 empty": ({ get }) => get(`${BASE}/buffer_undefined`),
  "get('/redirected') 302": ({ get }) => get(`${BASE}/redirected`),
  "get('/ok',{asResponse:true})": ({ get }) => shortOf(get(`${BASE}/ok`, { asResponse: true })),
  "get('/custom_attributes',{asResponse:true})": ({ get }) =>
    get(`${BASE}/custom_attributes`, { asResponse: true }),
  "get('/opt',{query:{q:['a','b'],b:true,u:undefined}})": ({ get }) =>
    get(`${BASE}/opt`, { query: { q: ['a', 'b'], b: true, u: undefined } }),
  'get(slow) aborted by AbortController after 300 ms': ({ get }) =>
    get(`${BASE}/slow`, { query: { ms: 2000 }, signal: abortedAfter(300) }),
  "post('/echo',{headers:{'osd-version':'x'}})": async ({ post }) =>
    post(`${BASE}/echo`, { headers: { 'osd-version': 'x' } }),
  "post('/echo',{headers:{'osd-xsrf':'mine'}})": async ({ post }) =>
    post(`${BASE}/echo`, { headers: { 'osd-xsrf': 'mine' } }),
  'fetch({path,...})': (http) => Reflect.apply(http.fetch, undefined, [{ path: `${BASE}/ok` }]),
  "get('http://other.example/x') absolute URL": ({ get }) => get('http://other.invalid/x'),
  "get('//other.example/x')": ({ get }) => get('//other.invalid/x'),
  "get('api/host_probe/ok') no leading slash": ({ get }) => get('api/host_probe/ok'),
};

/** The words for a request that was cut or got no answer are each browser's own. */
const withoutOwnWords = (rejected: Record<string, unknown>) =>
  rejected.body === undefined && 'request_url' in rejected
    ? { ...rejected, message: '(own words)' }
    : rejected;

function rejection(error: unknown, origin: string) {
  const { constructor, name, message, body, response, request } = Object(error);
  return {
    constructor: constructor.name,
    name,
    message,
    ownKeys: Object.keys(Object(error)),
    ...(body !== undefined && { body }),
    ...(response && { response_status: response.status }),
    ...(request && {
      request_url: request.url.replace(origin, '').replace('.invalid', '.example'),
    }),
  };
}

describe('core.http of the browser', () => {
  let host: ProbedHost;
  let http: Http;
  beforeAll(async () => {
    host = await startWithProbe();
    http = createHttpClient({
      basePath: createBasePath(''),
      version: RELEASE.version,
      pageUrl: () => `${host.url}/app/home`,
    });
  });
  afterAll(() => host.stop());

  it('is held against each call that was recorded', () => {
    expect(Object.keys(CALLS)).toEqual(calls.map(({ call }) => call));
  });

  it.each(calls.filter(({ resolves }) => resolves !== undefined))(
    'resolves as recorded: $call',
    async ({ call, resolves }) => {
      const resolved = await CALLS[call]?.(http);
      const cut = /^(.+)… \(cut, \d+ bytes\)$/.exec(String(resolves));
      if (cut) expect(resolved).toEqual(expect.stringMatching(/^<!DOCTYPE html>/));
      else if (Object(resolves).fetchOptions_keys) {
        const recorded = Object(resolves);
        const sorted = [...recorded.fetchOptions_keys].sort();
        expect(resolved).toEqual({ ...recorded, fetchOptions_keys: sorted });
      } else expect(resolved).toEqual(resolves);
    }
  );

  it.each(calls.filter(({ rejects }) => rejects !== undefined))(
    'rejects as recorded: $call',
    async ({ call, rejects }) => {
      const error = await CALLS[call]?.(http).then(
        () => 'it resolved',
        (thrown: unknown) => thrown
      );
      // `.invalid` stands for the recorded `.example`: no resolver answers for it.
      expect(withoutOwnWords(rejection(error, host.url))).toEqual(withoutOwnWords(Object(rejects)));
    }
  );
});
