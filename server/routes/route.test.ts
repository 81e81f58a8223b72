import type { IRouter, Logger } from 'opensearch-dashboards/server';
import { schema } from '@osd/config-schema';
import { aPerson } from '../../test/builders/people';
import type { Person } from '../access/person';
import type { PersonFactory } from '../access/person_factory';
import { AT_ONCE, ReadingTurns } from '../access/reading_turns';
import { ManagerError } from '../manager/manager_error';
import type { Services } from '../services/services';
import { getRoute, postRoute } from './route';

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly attributes: { readonly code: string } };
}

type Handler = (context: object, request: object, response: object) => Promise<Answered>;

/** A router that keeps the one handler it was given, and what stands behind it. */
function routesOf(person: Person) {
  let handler: Handler | undefined;
  const keep = (_config: object, given: Handler) => (handler = given);
  const dependencies = {
    router: { get: keep, post: keep } as unknown as IRouter,
    logger: { error: () => undefined } as unknown as Logger,
    services: async () => ({ denials: { record: () => undefined } } as unknown as Services),
    people: async () => ({ of: async () => person } as unknown as PersonFactory),
    readers: new ReadingTurns(),
  };
  const ask = async (): Promise<Answered> => {
    if (!handler) throw new Error('no route');
    const response = {
      ok: (answer: object) => ({ statusCode: 200, headers: {}, ...answer }),
      customError: (answer: object) => answer,
    };
    return handler({}, { params: {}, query: {}, body: {}, headers: {} }, response);
  };
  return { dependencies, ask };
}

const NOTHING = schema.object({});

describe('a route whose person’s permissions could not be read', () => {
  it.each([
    ['over_budget', 'unreadable'],
    ['timed_out', 'unreadable'],
  ] as const)('says when to try again, and that none is missing: %s', async (why, policies) => {
    const { dependencies, ask } = routesOf(aPerson({ policies, unreadBecause: why }));
    getRoute(
      dependencies,
      { path: '/one', validate: { query: NOTHING } },
      {
        intent: () => ({ hostId: 'lab', right: 'view' }),
        handler: async () => ({}),
      }
    );
    const { statusCode, headers, body } = await ask();
    expect(statusCode).toBe(503);
    expect(body.attributes.code).toBe('rights_unread');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  });
});

describe('a route whose manager calls are over the budget', () => {
  it('says when there is room again', async () => {
    const { dependencies, ask } = routesOf(aPerson());
    getRoute(
      dependencies,
      { path: '/one', validate: { query: NOTHING } },
      {
        intent: () => undefined,
        handler: async () => {
          throw new ManagerError('over_budget', { retryAt: Date.now() + 20_000 });
        },
      }
    );
    const { statusCode, headers } = await ask();
    expect(statusCode).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(10);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(20);
  });
});

describe('a route that reads', () => {
  it('works on a few requests of a person at once; one that acts waits for none of them', async () => {
    const { dependencies, ask } = routesOf(aPerson());
    let running = 0;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const work = async () => {
      running += 1;
      await ended;
      return {};
    };
    getRoute(
      dependencies,
      { path: '/reads', validate: { query: NOTHING } },
      { intent: () => undefined, handler: work }
    );
    const reads = Array.from({ length: 20 }, ask);
    await new Promise((resolve) => setImmediate(resolve));
    expect(running).toBe(AT_ONCE);
    postRoute(
      dependencies,
      { path: '/acts', validate: { body: NOTHING } },
      { intent: () => undefined, purpose: 'acting', handler: async () => ({}) }
    );
    expect((await ask()).statusCode).toBe(200);
    end();
    expect((await Promise.all(reads)).map(({ statusCode }) => statusCode)).toEqual(
      reads.map(() => 200)
    );
  });
});
