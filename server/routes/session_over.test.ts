import type { IRouter, Logger } from 'opensearch-dashboards/server';
import { fakeClient, responseError } from '../../test/fakes/opensearch';
import { PersonFactory } from '../access/person_factory';
import type { PolicyKeeper } from '../access/policy_keeper';
import { ReadingTurns } from '../access/reading_turns';
import type { Settings } from '../configuration/settings';
import { registerRoutes } from './index';

interface Answered {
  readonly statusCode: number;
  readonly body: { readonly message: string; readonly attributes: { readonly code: string } };
}

type Handler = (context: object, request: object, response: object) => Promise<Answered>;

const CHOICE = { addresses: [], profiles: [], reported: [], left_out: [] };
const ENDPOINT = { host: 'lab', agent_id: '001', n: 1, reason: 'found open' };

/** Requests that fit the routes which ask for more than a host. */
const REQUESTS: Readonly<Record<string, object>> = {
  'get states': { query: { host: 'lab', agents: '001' } },
  'get export': { query: { host: 'lab', list: 'events' } },
  'get probes': { query: { host: 'lab', batch: 'b' } },
  'get endpoints/{host}/{agent}': { params: { host: 'lab', agent: '001' }, query: {} },
  'post preview': { body: { host: 'lab', verb: 'isolate', agents: ['001'], choice: CHOICE } },
  'post actions': {
    body: {
      host: 'lab',
      verb: 'isolate',
      endpoints: [{ agent_id: '001', n: 0 }],
      reason: 'malware',
      choice: CHOICE,
      digest: 'a'.repeat(64),
    },
  },
  'post attention/close': { body: { ...ENDPOINT, found_open: true } },
  'post not_isolated': { body: ENDPOINT },
  'post probes': { body: { host: 'lab', agents: ['001'] } },
};

const BASE = '/api/endpoint_isolation/';

/** All routes, before an indexer that no longer knows the person. */
function routes(): Array<readonly [name: string, ask: () => Promise<Answered>]> {
  const handlers = new Map<string, Handler>();
  const add =
    (method: string) =>
    ({ path }: { readonly path: string }, handler: Handler) =>
      void handlers.set(`${method} ${path.replace(BASE, '')}`, handler);
  const nobody = async (): Promise<never> => {
    throw new Error('nobody may get so far');
  };
  const people = new PersonFactory(
    () => {
      throw new Error('nobody may get so far');
    },
    {} as PolicyKeeper,
    {} as Pick<Settings, 'access'>
  );
  registerRoutes({
    router: { get: add('get'), post: add('post') } as unknown as IRouter,
    logger: { error: () => undefined } as unknown as Logger,
    services: nobody,
    people: async () => people,
    readers: new ReadingTurns(),
  });
  const asCurrentUser = fakeClient(() => {
    throw responseError(401, 'Authentication finally failed');
  });
  const context = { core: { opensearch: { client: { asCurrentUser } } } };
  const response = { customError: (answer: object) => answer };
  return Array.from(handlers, ([name, handler]) => [
    name,
    () => {
      const request = { params: {}, query: { host: 'lab' }, body: {}, headers: {} };
      return handler(context, { ...request, ...REQUESTS[name] }, response);
    },
  ]);
}

describe('a session that is over at the identity provider', () => {
  it.each(routes())('is said so, with 401, by %s', async (_, ask) => {
    const { statusCode, body } = await ask();
    expect(body.attributes.code).toBe('session_over');
    expect(statusCode).toBe(401);
    expect(body.message).toMatch(/sign in again/i);
  });
});
