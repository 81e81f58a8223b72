import { objectOf } from './json';
import type { Json, JsonObject } from './json';

/** An answer other than success, in OpenSearch's own shape. */
export class StoreError extends Error {
  readonly body: JsonObject;

  constructor(readonly status: number, cause: JsonObject, around: JsonObject = {}) {
    super(`${cause.type}: ${cause.reason}`);
    this.body = { error: { root_cause: [cause], ...cause, ...around }, status };
  }
}

export const badRequest = (type: string, reason: string) => new StoreError(400, { type, reason });

/** The error for what this store doesn't support: it must not respond differently than OpenSearch would. */
export function notSupported(what: string): StoreError {
  const reason = `The small embedded store doesn't support ${what}. This needs OpenSearch.`;
  return new StoreError(501, { type: 'not_in_embedded_store', reason });
}

/** An object that has none but the known parts: others would be left out in silence. */
export function partsOf(given: Json | undefined, known: string): JsonObject {
  const other = Object.keys(objectOf(given)).find((key) => !known.split(' ').includes(key));
  if (other !== undefined) throw notSupported(`"${other}" beside "${known}"`);
  return objectOf(given);
}

/** The error of a search that fails when it is carried out, not when it is read. */
export function searchFailed(type: string, reason: string): StoreError {
  const around = { type: 'search_phase_execution_exception', reason: 'all shards failed' };
  return new StoreError(400, { type, reason }, around);
}
