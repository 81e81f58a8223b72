import { errors } from '@opensearch-project/opensearch';
import type { OpenSearchClient } from 'opensearch-dashboards/server';

/** One request as the client was asked to make it. */
export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type Answer = (request: AskedRequest) => unknown;

/** A client that is answered by a function: what it returns is the body, what it throws is the failure. */
export function fakeClient(answer: Answer): OpenSearchClient & { asked: AskedRequest[] } {
  const asked: AskedRequest[] = [];
  const request = async (params: AskedRequest & { readonly bulkBody?: unknown }) => {
    const { method, path, body, bulkBody } = params;
    const one = { method, path, body: JSON.parse(JSON.stringify(body ?? bulkBody ?? null)) };
    asked.push(one);
    return { body: await answer(one), statusCode: 200, headers: {}, warnings: null };
  };
  const only: Pick<OpenSearchClient, 'transport'> = {
    transport: { request: request as unknown as OpenSearchClient['transport']['request'] },
  };
  return Object.assign(only as OpenSearchClient, { asked });
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
