import type {
  IOpenSearchDashboardsResponse,
  IRouter,
  Logger,
  OpenSearchDashboardsResponseFactory,
  OpenSearchDashboardsRequest,
  RequestHandlerContext,
} from 'opensearch-dashboards/server';
import type { Type } from '@osd/config-schema';
import type { Intent } from '../access/gate';
import { refuseUnlessGiven } from '../access/gate';
import type { PersonFactory } from '../access/person_factory';
import { EXPORT_EXTENT_HEADER, EXPORT_ROWS_HEADER } from '../../common/api/paths';
import type { PaceClass } from '../pace/pace_shares';
import { IndexerError } from '../indexer/indexer_error';
import { ManagerError } from '../manager/manager_error';
import type { Purpose } from '../manager/token_store';
import type { CsvFile } from '../views/csv_file';
import type { Person } from '../access/person';
import type { ReadingTurns } from '../access/reading_turns';
import { Refusal } from '../errors/refusal';
import type { Services } from '../services/services';
import type { RequestSchema } from './request_schema';
import { ANYTHING, readRequest } from './request_schema';

/** Everything routes depend on. Services exist once the host has started; a request before that waits for them. */
export interface RouteDependencies {
  readonly router: IRouter;
  readonly logger: Logger;
  readonly services: () => Promise<Services>;
  readonly people: () => Promise<PersonFactory>;
  /** Turns of requests that don't act. */
  readonly readers: ReadingTurns;
}

/** The part of a request that a use case may see. */
export interface RouteCall<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly headers: OpenSearchDashboardsRequest['headers'];
  readonly person: Person;
  readonly services: Services;
}

/** The work of a route once a request has passed the gate. */
export interface RouteWork<P, Q, B, A extends object = object> {
  /** The request's intent. Undefined if anyone who is signed in may ask. */
  readonly intent: (
    asked: Pick<RouteCall<P, Q, B>, 'params' | 'query' | 'body'>
  ) => Intent | undefined;
  /** `acting`: its manager calls must not wait for tokens that somebody revokes. Reading, unless said otherwise. */
  readonly purpose?: Purpose;
  /** The part of the manager's budget that its calls are booked in. `reads`, unless said otherwise. */
  readonly pace?: (asked: Pick<RouteCall<P, Q, B>, 'body'>) => PaceClass;
  readonly handler: (call: RouteCall<P, Q, B>) => Promise<A>;
}

/**
 * Validation for the host, the same for every route. A request that the host refuses itself gets an error without a code, which no script
 * can tell from any other; so it passes all on, and `readRequest` refuses what does not fit.
 */
const PASSED_ON = { params: ANYTHING, query: ANYTHING };

/** Path of a route, and schemas of its requests. */
export interface RouteConfig<Validate> {
  readonly path: string;
  readonly validate: Validate;
}

export function getRoute<Q>(
  dependencies: RouteDependencies,
  { path, validate }: RouteConfig<{ readonly query: Type<Q> }>,
  work: RouteWork<unknown, Q, unknown>
): void {
  const schema = { params: ANYTHING, query: validate.query, body: ANYTHING };
  dependencies.router.get({ path, validate: PASSED_ON }, handled(dependencies, path, schema, work));
}

/** A file to be kept, in place of an answer in JSON. */
export function getFileRoute<Q>(
  dependencies: RouteDependencies,
  { path, validate }: RouteConfig<{ readonly query: Type<Q> }>,
  work: RouteWork<unknown, Q, unknown, CsvFile>
): void {
  const schema = { params: ANYTHING, query: validate.query, body: ANYTHING };
  dependencies.router.get(
    { path, validate: PASSED_ON },
    handled(dependencies, path, schema, work, fileAnswer)
  );
}

/** Adds a GET route for a thing that the path names. */
export function getOneRoute<P, Q>(
  dependencies: RouteDependencies,
  { path, validate }: RouteConfig<{ readonly params: Type<P>; readonly query: Type<Q> }>,
  work: RouteWork<P, Q, unknown>
): void {
  const schema = { ...validate, body: ANYTHING };
  dependencies.router.get({ path, validate: PASSED_ON }, handled(dependencies, path, schema, work));
}

export function postRoute<B>(
  dependencies: RouteDependencies,
  { path, validate }: RouteConfig<{ readonly body: Type<B> }>,
  work: RouteWork<unknown, unknown, B>
): void {
  const schema = { params: ANYTHING, query: ANYTHING, body: validate.body };
  const passedOn = { ...PASSED_ON, body: ANYTHING };
  dependencies.router.post({ path, validate: passedOn }, handled(dependencies, path, schema, work));
}

/**
 * Reads the request, and finds out who asks and whether they may, before anything else happens, and gives every failure the one shape
 * of an error.
 */
function handled<P, Q, B, A extends object>(
  { services, people, readers, logger }: RouteDependencies,
  path: string,
  schema: RequestSchema<P, Q, B>,
  { intent, purpose = 'reading', pace = () => 'reads', handler }: RouteWork<P, Q, B, A>,
  answerOf: (answer: A) => HttpAnswer = jsonAnswer
) {
  return async (
    context: RequestHandlerContext,
    request: OpenSearchDashboardsRequest,
    response: OpenSearchDashboardsResponseFactory
  ): Promise<IOpenSearchDashboardsResponse> => {
    let intended: Intent | undefined;
    let person: Person | undefined;
    try {
      const { params, query, body } = readRequest(schema, request);
      const { headers } = request;
      intended = intent({ params, query, body });
      person = await (await people()).of(context, { purpose, pace: pace({ body }) });
      if (intended) await refuseUnlessGiven(intended, person);
      const call = { params, query, body, headers, person, services: await services() };
      const answer =
        purpose === 'acting'
          ? await handler(call)
          : await readers.take(person.name, () => handler(call));
      return response.ok(answerOf(answer));
    } catch (error) {
      if (intended && person && error instanceof Refusal) {
        (await services()).denials.record(person.name, intended, error);
      }
      return failed(error, response, (unexpected) => logger.error(`${path}: ${unexpected}`));
    }
  };
}

const NOT_KEPT = { 'cache-control': 'no-store' };

interface HttpAnswer {
  readonly body: Record<string, unknown> | string;
  readonly headers: Record<string, string>;
}

function jsonAnswer(answer: object): HttpAnswer {
  return { body: { ...answer }, headers: NOT_KEPT };
}

function fileAnswer({ name, text, rows, extent }: CsvFile): HttpAnswer {
  return {
    body: text,
    headers: {
      ...NOT_KEPT,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      // A browser that took it for a page would run what is in it.
      'x-content-type-options': 'nosniff',
      [EXPORT_ROWS_HEADER]: String(rows),
      [EXPORT_EXTENT_HEADER]: extent,
    },
  };
}

/** Time after which what couldn't be read is worth another try, ms. */
const SOON = 10000;

/** Statuses of what a manager said no to; everything else of a manager is a 502. */
const MANAGER_STATUSES: Readonly<Record<string, number>> = {
  host_unknown: 404,
  agent_not_found: 404,
  not_permitted: 403,
  search_refused: 400,
  rate_limited: 429,
  over_budget: 429,
  timed_out: 504,
};

function failed(
  error: unknown,
  response: OpenSearchDashboardsResponseFactory,
  log: (message: string) => void
): IOpenSearchDashboardsResponse {
  if (error instanceof Refusal) {
    const attributes = { ...error.attributes, code: error.code };
    // Rights that couldn't be read, or a ledger: in a moment they may be.
    const headers = error.status === 503 ? retryAfter(Date.now() + SOON) : {};
    return answer(response, error.status, error.message, attributes, headers);
  }
  if (error instanceof ManagerError) {
    const { code, managerCode, retryAt } = error;
    const status = MANAGER_STATUSES[code] ?? 502;
    const attributes = {
      code,
      ...(managerCode === undefined ? {} : { manager_code: managerCode }),
      ...(retryAt === undefined ? {} : { retry_at: retryAt }),
    };
    const headers = status === 429 ? retryAfter(retryAt) : {};
    return answer(response, status, error.message, attributes, headers);
  }
  if (error instanceof IndexerError) {
    return answer(
      response,
      503,
      error.message,
      { code: error.code },
      retryAfter(Date.now() + SOON)
    );
  }
  // Its stack may show a path or a value: it goes to the log, and the browser is told where to look.
  log(
    error instanceof Error ? error.stack ?? error.message : "a value that isn't an error was thrown"
  );
  return answer(
    response,
    500,
    'The plugin had an internal error. No further action was taken. See the dashboard server log.',
    { code: 'internal' }
  );
}

function answer(
  response: OpenSearchDashboardsResponseFactory,
  statusCode: number,
  message: string,
  attributes: Record<string, unknown>,
  headers: Record<string, string> = {}
): IOpenSearchDashboardsResponse {
  return response.customError({ statusCode, headers, body: { message, attributes } });
}

/** The manager says nothing about when its minute is over: at most a minute. */
function retryAfter(at: number | undefined): Record<string, string> {
  const seconds = at === undefined ? 60 : Math.ceil((at - Date.now()) / 1000);
  return { 'retry-after': String(Math.max(1, Math.min(60, seconds))) };
}
