import { errors } from '@opensearch-project/opensearch';
import type { OpenSearchClient } from 'opensearch-dashboards/server';

/** One request as the client was asked to make it. */
export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type Answer = (request: AskedRequest) => unknown;

/** A client and its result. */
export type FakeClient = OpenSearchClient & {
  readonly asked: AskedRequest[];
  /** Statuses of the error responses that the host writes into its log: all that the request did not take as responses. */
  readonly logged: number[];
};

/**
 * A client that is answered by a function: what it returns is the body, what it throws is the failure. A status that the request
 * ignores is a response, as with the real client.
 */
export function fakeClient(answer: Answer): FakeClient {
  const asked: AskedRequest[] = [];
  const logged: number[] = [];
  const request = async (
    params: AskedRequest & { readonly bulkBody?: unknown },
    { ignore = [] }: { readonly ignore?: readonly number[] } = {}
  ) => {
    const { method, path, body, bulkBody } = params;
    const one = { method, path, body: JSON.parse(JSON.stringify(body ?? bulkBody ?? null)) };
    asked.push(one);
    const responded = (statusCode: number, said: unknown) => ({
      body: said,
      statusCode,
      headers: {},
      warnings: null,
    });
    try {
      return responded(200, await answer(one));
    } catch (error) {
      if (!(error instanceof errors.ResponseError)) throw error;
      if (ignore.includes(error.statusCode)) return responded(error.statusCode, error.body);
      logged.push(error.statusCode);
      throw error;
    }
  };
  const only: Pick<OpenSearchClient, 'transport'> = {
    transport: { request: request as unknown as OpenSearchClient['transport']['request'] },
  };
  return Object.assign(only as OpenSearchClient, { asked, logged });
}

/** The error the client throws for a response with an error status. */
export function responseError(statusCode: number, body: unknown): Error {
  return new errors.ResponseError({
    body,
    statusCode,
    headers: {},
    warnings: null,
    meta: {} as never,
  } as never);
}

/** An error as OpenSearch's own answers carry it. */
export function typed(type: string): unknown {
  return { error: { type, reason: 'marker-secret reason' }, status: 0 };
}

export const connectionError = (): Error =>
  new errors.ConnectionError('connect ECONNREFUSED marker-secret', {} as never);
export const timeoutError = (): Error => new errors.TimeoutError('Request timed out', {} as never);
