import type { OpenSearchDashboardsRequest } from 'opensearch-dashboards/server';
import { IDEMPOTENCY_KEY_HEADER } from '../../common/api/paths';
import { Refusal } from '../errors/refusal';

/** @throws Refusal: a request that cannot be told from its own repeat is not accepted */
export function idempotencyKeyIn(headers: OpenSearchDashboardsRequest['headers']): string {
  const value = headers[IDEMPOTENCY_KEY_HEADER];
  if (typeof value === 'string' && /^[A-Za-z0-9_-]{8,128}$/.test(value)) return value;
  throw new Refusal(
    'invalid_request',
    `The header ${IDEMPOTENCY_KEY_HEADER} is required: 8 to 128 letters, digits, - or _. Use a new value for each request.`
  );
}
